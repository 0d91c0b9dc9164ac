import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aGivenFace } from '../../../test/papers.ts';
import { type ActId, newId } from '../../kernel/index.ts';
import { isKey, newCode } from './codes.ts';
import { addressFace, completeFace, maskName, publicFaceOf, restoreFace, storeFace } from './face.ts';
import { commitTo, type LeafFields } from './leaf.ts';

const instant = new Date('2026-11-23T10:42:00Z');
const officer = {
  name: { arabic: 'ادريس العلمي', latin: 'Driss EL ALAMI' },
  capacity: aGivenFace.office.name,
  delegation: '12/2026',
};
const code = newCode();
const face = completeFace(aGivenFace, {
  entryNumber: '2026/MAA03/000001',
  code,
  instant,
  officer,
  publicUrl: 'https://guichet.example',
});

describe('the face of an act', () => {
  test('comes back from the database as it was', () => {
    expect(restoreFace(JSON.parse(JSON.stringify(storeFace(face))))).toEqual(face);
  });

  test('is printed with a KEY that is stored nowhere', () => {
    const accessKey = Buffer.alloc(32, 5);
    const actId = newId<ActId>(instant);
    const printed = addressFace(face, { publicUrl: 'https://guichet.example', accessKey }, actId, 1);
    const key = printed.verifyUrl?.split('/').at(-1) ?? '';
    expect(printed.verifyUrl).toBe(`https://guichet.example/v/${code}/${key}`);
    expect(isKey(key, accessKey, actId, 1)).toBe(true);
    expect(JSON.stringify(storeFace(printed))).not.toContain(key);
  });

  test('shows to a bare code no identity number and no whole name', () => {
    const shown = JSON.stringify(publicFaceOf(face));
    for (const secret of ['BK123456', 'Zineb', 'AMRANI', 'زينب', 'العمراني']) expect(shown).not.toContain(secret);
    expect(publicFaceOf(face).signatories).toEqual([{ arabic: 'ز••• ا•••', latin: 'Z••• E••• A•••' }]);
  });

  test('masks every name down to the first letters of its words', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^\p{L}{2,12}$/u), { minLength: 1, maxLength: 4 }), words => {
        const masked = maskName({ arabic: words.join(' '), latin: words.join('  ') });
        expect(masked.arabic).toBe(masked.latin);
        expect(masked.latin.split(' ').map(word => word.replace('•••', ''))).toEqual(
          words.map(word => Array.from(word)[0]),
        );
      }),
    );
  });
});

describe('a leaf', () => {
  const hash = (digit: string) => digit.repeat(64) as LeafFields['content'];
  const fields: LeafFields = {
    v: 1,
    purpose: 'shubbak.leaf',
    commune: newId(instant),
    entry: '2026/MAA03/000001',
    revision: 1,
    content: hash('a'),
    file: hash('b'),
    length: 1000,
    seal: null,
    assertion: hash('c'),
  };

  test('is committed to by every field and by the salt', () => {
    const salt = Buffer.alloc(32, 1);
    const committed = commitTo(fields, salt).toString('hex');
    const changes: Partial<LeafFields>[] = [
      { entry: '2026/MAA03/000002' },
      { revision: 2 },
      { content: hash('d') },
      { file: hash('d') },
      { length: 1001 },
      { seal: hash('d') },
      { assertion: hash('d') },
    ];
    for (const change of changes) expect(commitTo({ ...fields, ...change }, salt).toString('hex')).not.toBe(committed);
    expect(commitTo(fields, Buffer.alloc(32, 2)).toString('hex')).not.toBe(committed);
    expect(commitTo({ ...fields }, salt).toString('hex')).toBe(committed);
  });
});

import { describe, expect, it } from 'vitest';
import { createPaper } from '../fixtures/paper.ts';
import { PdfDocument } from '../pdf/document.ts';
import { PdfReference } from '../pdf/model.ts';
import { judgeChanges } from './judge.ts';
import type { Change, Permissions } from './model.ts';
import { isLocked, permissionsOf } from './permissions.ts';

/** Permissions of a signature dictionary and a field given as PDF text. */
function read(signature: string, field = '<< >>'): Permissions {
  const document = new PdfDocument(createPaper({ objects: { 100: signature, 101: field } }));
  const [dictionary, own] = [100, 101].map(number => document.dictionaryOf(new PdfReference(number)));
  return permissionsOf(document, dictionary ?? new Map(), own);
}

const transform = (method: string, parameters: string) =>
  `<< /Reference [<< /TransformMethod /${method} /TransformParams << ${parameters} >> >>] >>`;

describe('permissionsOf', () => {
  it('reads certification, taking a level that is none for the strictest', () => {
    expect(read('<< >>')).toEqual({ certification: undefined, locks: [] });
    expect(read(transform('DocMDP', '/P 3')).certification).toBe(3);
    expect(read(transform('DocMDP', '')).certification).toBe(2);
    expect(read(transform('DocMDP', '/P 4')).certification).toBe(1);
    expect(read(transform('DocMDP', '/P 3'), '<< /Lock << /Action /All /P 1 >> >>').certification).toBe(1);
  });

  it('reads locks of the signature and of its field', () => {
    const { locks } = read(
      transform('FieldMDP', '/Action /Include /Fields [(a) <feff0628>]'),
      '<< /Lock << /Action /Exclude /Fields [(c)] >> >>',
    );
    expect(locks).toEqual([
      { action: 'Include', fields: ['a', 'ب'] },
      { action: 'Exclude', fields: ['c'] },
    ]);
    expect(read(transform('FieldMDP', '/Action /Some')).locks).toEqual([{ action: 'All', fields: [] }]);
  });
});

it('locks a field with all below it, and none that only begins alike', () => {
  const include = { action: 'Include', fields: ['a.b'] } as const;
  expect(['a.b', 'a.b.c', 'a', 'a.bc'].map(name => isLocked(include, name))).toEqual([true, true, false, false]);
  const exclude = { action: 'Exclude', fields: ['a.b'] } as const;
  expect(['a.b', 'a.b.c', 'a', 'a.bc'].map(name => isLocked(exclude, name))).toEqual([false, false, true, true]);
});

describe('judgeChanges', () => {
  const judge = (change: Omit<Change, 'object' | 'detail'>, permissions: Partial<Permissions>) => {
    const changes = [{ object: 1, detail: 'it', ...change }];
    const findings = judgeChanges(
      { class: change.class, changes },
      { certification: undefined, locks: [], ...permissions },
    );
    return findings.map(({ code }) => code);
  };
  const levels = [undefined, 1, 2, 3] as const;

  it.each([
    ['long-term-data', ['', '', '', '']],
    ['form-filling', ['', 'changed-against-certification', '', '']],
    ['annotation', ['changed-after', 'changed-against-certification', 'changed-against-certification', '']],
    ['other', ['changed-after', ...Array.from({ length: 3 }, () => 'changed-against-certification')]],
  ] as const)('judges %s by the level of certification', (kind, expected) => {
    expect(levels.map(certification => judge({ class: kind }, { certification }).join())).toEqual(expected);
  });

  it('refuses a new field that is seen, under any certification', () => {
    const created = { class: 'form-filling', field: 'a', created: 'visible' } as const;
    expect(levels.map(certification => judge(created, { certification }).length)).toEqual([0, 1, 1, 1]);
    expect(judge({ ...created, created: 'invisible' }, { certification: 2 })).toEqual([]);
  });

  it('refuses what is done to a locked field, but a document timestamp', () => {
    const locks = [{ action: 'All', fields: [] }] as const;
    expect(judge({ class: 'form-filling', field: 'a' }, { locks })).toEqual(['changed-locked-field']);
    expect(judge({ class: 'long-term-data', field: 'a' }, { locks })).toEqual([]);
  });
});

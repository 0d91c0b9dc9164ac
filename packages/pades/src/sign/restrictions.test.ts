import { describe, expect, it } from 'vitest';
import { compareRevisions } from '../changes/compare.ts';
import { judgeChanges } from '../changes/judge.ts';
import type { FieldLock } from '../changes/model.ts';
import { permissionsOf } from '../changes/permissions.ts';
import { estimateContentsSize } from '../cms/build.ts';
import { judge, pdfsig, qpdfCheck } from '../fixtures/judges.ts';
import { officer, signPaper } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { PdfDocument } from '../pdf/document.ts';
import { signedFields } from '../pdf/signature-field.ts';
import type { PrepareOptions } from './options.ts';
import { prepareSignature } from './prepare.ts';

const contentsSize = estimateContentsSize(officer.chain);
const widget = '/Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 4 /P 10 0 R';

/** A paper with two empty signature fields, `a` and `b`; entries of `b` may be added. */
function form(shape: 'table' | 'stream' = 'table', entries = ''): Buffer {
  return createPaper({
    shape,
    catalogEntries: '/AcroForm << /Fields [100 0 R 101 0 R] >>',
    pageEntries: '/Annots [100 0 R 101 0 R]',
    objects: { 100: `<< /FT /Sig /T (a) ${widget} >>`, 101: `<< /FT /Sig /T (b) ${widget} ${entries} >>` },
  });
}

function permissionsIn(pdf: Uint8Array, name: string) {
  const document = new PdfDocument(pdf);
  const found = signedFields(document).find(({ field }) => field.name === name);
  if (found === undefined) throw new Error('not signed');
  return permissionsOf(document, found.dictionary, found.field.dictionary);
}

/** What judging finds against the changes after the signature in `name`. */
function objections(before: Uint8Array, after: Uint8Array, name: string) {
  const changes = compareRevisions(new PdfDocument(before), new PdfDocument(after));
  return judgeChanges(changes, permissionsIn(before, name));
}

describe('a certification', () => {
  it.each([1, 2, 3] as const)('of level %i is written, in the catalog too, and found by others', permissions => {
    for (const shape of ['table', 'stream'] as const) {
      const signed = signPaper(form(shape), { fieldName: 'a', certify: { permissions } });
      expect(qpdfCheck(signed)).toMatchObject({ code: 0 });
      expect(pdfsig(signed)).toContain('Signature is Valid.');
      expect(permissionsIn(signed, 'a').certification).toBe(permissions);
      const { output } = judge('qpdf', { 'f.pdf': signed }, ['--json', '--json-key=qpdf', 'f.pdf']);
      expect(output).toContain('"/TransformMethod": "/DocMDP"');
      expect(output).toMatch(/"\/Perms": {\s+"\/DocMDP": "\d+ 0 R"/);
    }
  });

  it('is made in a new field as well, and by the first signature only', () => {
    const first = signPaper(createPaper(), { certify: { permissions: 2 } });
    expect(permissionsIn(first, 'Signature1').certification).toBe(2);
    const options: PrepareOptions = { contentsSize, fieldName: 'b', certify: { permissions: 2 } };
    expect(() => prepareSignature(signPaper(form(), { fieldName: 'a' }), options)).toThrow('option-invalid');
  });

  it('that forbids every change is obeyed', () => {
    const certified = signPaper(form(), { fieldName: 'a', certify: { permissions: 1 } });
    expect(() => prepareSignature(certified, { contentsSize })).toThrow('pdf-certified');
    expect(() => prepareSignature(certified, { contentsSize, fieldName: 'b' })).toThrow('pdf-certified');
  });

  it.each([2, 3] as const)('of level %i lets its empty fields be signed, and no field be added', permissions => {
    const certified = signPaper(form(), { fieldName: 'a', certify: { permissions } });
    expect(() => prepareSignature(certified, { contentsSize })).toThrow('pdf-certified');
    const signed = signPaper(certified, { fieldName: 'b' });
    expect(pdfsig(signed).match(/Signature is Valid\./g)).toHaveLength(2);
    expect(objections(certified, signed, 'a')).toEqual([]);
    expect(() => prepareSignature(signed, { contentsSize, certify: { permissions } })).toThrow('pdf-certified');
  });
});

describe('a lock', () => {
  const locks: readonly [lock: FieldLock, locked: readonly string[], free: readonly string[]][] = [
    [{ action: 'All', fields: [] }, ['b', 'new'], []],
    [{ action: 'Include', fields: ['b', 'نص'] }, ['b'], ['new']],
    [{ action: 'Exclude', fields: ['b'] }, ['new'], ['b']],
  ];

  it.each(locks)('%o is written and obeyed', (lock, locked, free) => {
    const signed = signPaper(form(), { fieldName: 'a', lock });
    expect(qpdfCheck(signed)).toMatchObject({ code: 0 });
    expect(permissionsIn(signed, 'a').locks).toEqual([lock]);
    for (const fieldName of locked) {
      expect(() => prepareSignature(signed, { contentsSize, fieldName })).toThrow('field-locked');
    }
    for (const fieldName of free) {
      const again = signPaper(signed, { fieldName });
      expect(pdfsig(again).match(/Signature is Valid\./g)).toHaveLength(2);
      expect(objections(signed, again, 'a')).toEqual([]);
    }
  });

  it('of a new field stands in the field and in the signature', () => {
    const lock: FieldLock = { action: 'Include', fields: ['a'] };
    const signed = signPaper(form(), { fieldName: 'mine', lock });
    expect(permissionsIn(signed, 'mine').locks).toEqual([lock, lock]);
    expect(qpdfCheck(signed)).toMatchObject({ code: 0 });
    expect(() => prepareSignature(signed, { contentsSize, fieldName: 'a' })).toThrow('field-locked');
  });

  it('that an empty field carries goes into its signature', () => {
    const paper = form('stream', '/Lock << /Type /SigFieldLock /Action /Include /Fields [(a)] >>');
    const signed = signPaper(paper, { fieldName: 'b' });
    expect(Buffer.from(signed).toString('latin1')).toContain('/TransformMethod /FieldMDP');
    expect(() => prepareSignature(signed, { contentsSize, fieldName: 'a' })).toThrow('field-locked');
    const lock: FieldLock = { action: 'All', fields: [] };
    expect(() => prepareSignature(paper, { contentsSize, fieldName: 'b', lock })).toThrow('option-invalid');
  });

  it.each<PrepareOptions['lock']>([
    { action: 'All', fields: ['a'] },
    { action: 'Include', fields: [] },
  ])('%o is refused', lock => {
    expect(() => prepareSignature(form(), { contentsSize, ...(lock && { lock }) })).toThrow('option-invalid');
  });
});

describe('usage rights', () => {
  it('are not signed away', () => {
    const paper = createPaper({ catalogEntries: '/Perms << /UR3 100 0 R >>', objects: { 100: '<< /Type /Sig >>' } });
    expect(() => prepareSignature(paper, { contentsSize })).toThrow('pdf-certified');
  });
});

import { describe, expect, it } from 'vitest';
import { activeAnnotations, evilAnnotations } from '../fixtures/forger/annotations.ts';
import type { UpdateForgery } from '../fixtures/forger/forgery.ts';
import { incrementalForgeries } from '../fixtures/forger/incremental.ts';
import { rawUpdate } from '../fixtures/forger/raw-update.ts';
import { shadowForgeries } from '../fixtures/forger/shadow.ts';
import { fieldForgeries, sneakySignatures } from '../fixtures/forger/signature-fields.ts';
import { signPaper } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { PdfDocument } from '../pdf/document.ts';
import { compareRevisions } from './compare.ts';
import { judgeChanges } from './judge.ts';
import type { Permissions } from './model.ts';

/** An object that its entry misplaces, so that viewers look for the last of its number. */
function misplaced(): Buffer {
  const paper = createPaper({ content: 'BT /F1 24 Tf 72 700 Td (Genuine) Tj ET' });
  const offset = (text: string) => String(paper.indexOf(text) + 1).padStart(10, '0');
  return Buffer.from(
    paper.toString('latin1').replace(`${offset('\n4 0 obj')} 00000 n`, `${offset('\n3 0 obj')} 00000 n`),
    'latin1',
  );
}

it('finds a second object where the first one is misplaced, as readers that look for it do', () => {
  const later = (pdf: Uint8Array) =>
    Buffer.concat([pdf, Buffer.from('\n4 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj')]);
  const [genuine, forged] = [misplaced(), rawUpdate(later(misplaced()), { prev: startOf(misplaced()) })];
  const open = (pdf: Uint8Array) => new PdfDocument(pdf, { forgiving: true });
  expect(compareRevisions(open(genuine), open(forged)).class).toBe('other');
  const honest = rawUpdate(genuine, {});
  expect(compareRevisions(open(genuine), open(honest)).class).toBe('none');
});

const startOf = (pdf: Uint8Array) => new PdfDocument(pdf, { forgiving: true }).crossReference.start;

const all: readonly UpdateForgery[] = [
  ...incrementalForgeries,
  ...shadowForgeries,
  ...evilAnnotations,
  ...activeAnnotations,
  ...sneakySignatures,
  ...fieldForgeries,
];

/** What each level of certification, or none, objects to; classes as far as `forgery.class` are allowed. */
const objections = (forgery: UpdateForgery, genuine: Uint8Array, forged: Uint8Array) => {
  const report = compareRevisions(new PdfDocument(genuine), new PdfDocument(forged));
  expect(report.class, JSON.stringify(report.changes)).toBe(forgery.class);
  return ([undefined, 1, 2, 3] as const).map(certification => {
    const permissions: Permissions = { certification, locks: [] };
    return judgeChanges(report, permissions).length > 0;
  });
};

describe.each(['table', 'stream'] as const)('forged updates, cross-reference %s', shape => {
  it.each(all.map(forgery => [forgery.name, forgery] as const))('%s', (_, forgery) => {
    const genuine = signPaper(createPaper({ shape, pages: 2, ...forgery.prepared }));
    const forged = forgery.forge(genuine);
    expect(forged.subarray(0, genuine.length).equals(genuine)).toBe(true);
    const expected = {
      other: [true, true, true, true],
      annotation: [true, true, true, false],
      'form-filling': [false, true, true, true],
      'long-term-data': [],
      none: [],
    };
    expect(objections(forgery, genuine, forged)).toEqual(expected[forgery.class]);
  });
});

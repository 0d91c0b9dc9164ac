import { describe, expect, it } from 'vitest';
import { activeAnnotations, evilAnnotations } from '../fixtures/forger/annotations.ts';
import type { UpdateForgery } from '../fixtures/forger/forgery.ts';
import { incrementalForgeries } from '../fixtures/forger/incremental.ts';
import { shadowForgeries } from '../fixtures/forger/shadow.ts';
import { fieldForgeries, sneakySignatures } from '../fixtures/forger/signature-fields.ts';
import { signPaper } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { PdfDocument } from '../pdf/document.ts';
import { compareRevisions } from './compare.ts';
import { judgeChanges } from './judge.ts';
import type { Permissions } from './model.ts';

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

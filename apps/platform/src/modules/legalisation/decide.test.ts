import { describe, expect, test } from 'vitest';
import { type MandateId, newId, type OrganisationId, type StaffId } from '../../kernel/index.ts';
import { findMissing, fits, type SubmissionFacts } from './decide.ts';
import { file, now, pageId, personId, ruling, signatory } from './file.fixture.ts';
import type { LegalisationFile } from './model.ts';

const facts: SubmissionFacts = {
  warnings: [],
  checks: ['read'],
  place: { page: 0, x: 20, y: 200 },
  size: { width: 85, height: 55 },
};

const missing = (changes: Partial<LegalisationFile>, more: Partial<SubmissionFacts> = {}) =>
  findMissing({ ...file, ...changes }, { ...facts, ...more }).map(({ field, code }) => [
    field,
    code.replace('legalisation.', ''),
  ]);

describe('somebody who signs for an organisation', () => {
  test('cannot be handed over once the mandate would not do', () => {
    const capacity = {
      organisationId: newId<OrganisationId>(now),
      mandateId: newId<MandateId>(now),
      role: 'manager',
      roleWords: null,
      kind: 'company',
      organisation: { arabic: 'أطلس', latin: 'Atlas' },
      register: null,
      fault: null,
    } as const;
    expect(missing({ signatories: [{ ...signatory, capacity }] })).toEqual([]);
    const fault = { code: 'mandates.revoked', params: { day: '10/11/2026' } };
    expect(missing({ signatories: [{ ...signatory, capacity: { ...capacity, fault } }] })).toEqual([
      [`mandate:${personId}`, 'mandates.revoked'],
    ]);
  });
});

describe('what is missing', () => {
  test('nothing, when all is there', () => {
    expect(missing({})).toEqual([]);
  });

  test('people: none; or one whose card ran out, who has not signed, who has not consented', () => {
    expect(missing({ signatories: [] })).toEqual([['signatories', 'no-signatory']]);
    const document = { ...signatory.person.document, expired: true };
    const blank = { ...signatory, signedAt: null, consent: null, person: { ...signatory.person, document } };
    expect(missing({ signatories: [blank] })).toEqual([
      [`identity:${personId}`, 'document-expired'],
      [`signature:${personId}`, 'no-signature'],
      [`consent:${personId}`, 'no-consent'],
    ]);
  });

  test('pages: none; or one too poor to read, unless the clerk takes it on', () => {
    expect(missing({ document: undefined })).toEqual([['document', 'no-document']]);
    const [page] = file.document?.pages ?? [];
    if (!file.document || !page) throw new Error('the file has a page');
    const poor = {
      ...file.document,
      pages: [{ ...page, verdicts: [{ kind: 'blurred', severity: 'stop', value: 12 } as const] }],
    };
    expect(missing({ document: poor })).toEqual([[`page:${pageId}`, 'page-illegible']]);
    expect(missing({ document: poor, legalisation: { ...file.legalisation, checks: ['read', 'legible'] } })).toEqual(
      [],
    );
  });

  test('nature: none, or one that the law reserves to others', () => {
    expect(missing({ ruling: undefined })).toEqual([['nature', 'no-nature']]);
    expect(missing({ ruling: ruling('real-estate', 'refuse') })).toEqual([['nature', 'nature-refused']]);
    expect(missing({ ruling: ruling('power', 'warn') })).toEqual([]);
  });

  test('a warning that nobody read', () => {
    const key = 'nature:power@c2';
    expect(missing({}, { warnings: [{ key, read: null }] })).toEqual([[`warning:${key}`, 'warning-unread']]);
    const read = { key, readBy: newId<StaffId>(now), readAt: now };
    expect(missing({}, { warnings: [{ key, read }] })).toEqual([]);
  });

  test('the stamp: off its page, or on a page that is gone', () => {
    expect(missing({}, { place: { page: 0, x: 150, y: 200 } })).toEqual([['stampPlace', 'stamp-outside']]);
    expect(missing({}, { place: { page: 3, x: 20, y: 200 } })).toEqual([['stampPlace', 'stamp-page-missing']]);
    expect(missing({}, { place: null })).toEqual([['stampPlace', 'stamp-page-missing']]);
  });

  test('the stamp: over a signature that the paper bore when it arrived', () => {
    if (!file.document) throw new Error('the file has a document');
    const places = [{ page: 0, x: 100, y: 100, width: 60, height: 20 }];
    const judgement = { at: '2026-11-23T10:00:00.000Z', signatures: [], places };
    const document = { ...file.document, kind: 'signed-pdf', judgement } as const;
    expect(missing({ document }, { place: { page: 0, x: 20, y: 60 } })).toEqual([
      ['stampPlace', 'stamp-over-signature'],
    ]);
    expect(missing({ document }, { place: { page: 0, x: 15, y: 60 } })).toEqual([]);
    expect(missing({ document }, { place: { page: 0, x: 100, y: 120 } })).toEqual([]);
  });

  test('checks that nobody made', () => {
    expect(missing({}, { checks: ['read', 'no-blanks'] })).toEqual([['check:no-blanks', 'not-checked']]);
  });
});

test('a stamp fits when it lies whole on the page', () => {
  const a4 = { width: 210, height: 297 };
  const size = { width: 85, height: 55 };
  expect(fits({ page: 0, x: 125, y: 242 }, size, a4)).toBe(true);
  expect(fits({ page: 0, x: 126, y: 242 }, size, a4)).toBe(false);
  expect(fits({ page: 0, x: 0, y: -0.1 }, size, a4)).toBe(false);
});

import { describe, expect, test } from 'vitest';
import type { PreEnrolmentView, VisitCatalogueView, ZoneView } from '../../../api/contract/index.ts';
import { completeVisitBody } from '../../../api/contract/visits.ts';
import { sampleOf } from './samples.ts';
import {
  type Agreement,
  emptyVisit,
  looksMinor,
  mayDraw,
  newAssistance,
  reportOf,
  stepOf,
  type Visit,
  withDeclared,
  withZone,
} from './visit.ts';

const today = '2026-11-10';
const officeId = '01890000-0000-7000-8000-000000000001';
const person = '01890000-0000-7000-8000-000000000002';
const declared: PreEnrolmentView = {
  id: person,
  language: 'ar',
  name: { arabic: 'أمينة الفاسي', latin: 'Amina El Fassi' },
  document: { type: 'cnie', number: 'BE123456', issuer: 'MA', expiresOn: '2030-01-31' },
  birthDate: '1990-05-17',
  birthPlace: 'Fès',
  guardian: null,
  address: '12, rue des Oliviers',
  contacts: { email: 'amina@example.ma' },
  ability: 'signs',
  signature: false,
  consent: { noticeVersion: '2026-1', at: '2026-11-01T10:00:00.000Z' },
  sentAt: '2026-11-01T10:00:00.000Z',
  expiresAt: '2026-12-01T10:00:00.000Z',
};
const zone: ZoneView = {
  format: 'TD1',
  type: 'cnie',
  number: 'BE123457',
  issuer: 'MA',
  birthDate: '1990-05-07',
  expiresOn: null,
  latinName: 'AMINA EL FASSI',
  truncated: false,
};
const catalogue: VisitCatalogueView = {
  attestation: 'a',
  notice: 'n',
  consent: 'c',
  warning: 'w',
  fingerprintConsent: 'f',
  specimenSkips: [],
  fingerprintSkips: [],
  fingerprintsOpen: true,
  guardianPowers: { version: 'p', rows: [] },
  bridge: null,
};
const agreement: Agreement = {
  language: 'ar',
  mode: 'read',
  fingerprint: false,
  samples: [{ strokes: [[{ x: 0, y: 0, t: 0, pressure: null }]] }],
};
const begun = withDeclared(emptyVisit('fr'), declared);
const step = (changes: Partial<Visit>, fingerprints = true) =>
  stepOf({ ...begun, ...changes }, { today, fingerprints });

describe('the next step', () => {
  test.each<readonly [string, Partial<Visit>, string]>([
    ['somebody', { started: false }, 'start'],
    ['the card’s facts', { form: { ...begun.form, arabic: ' ' } }, 'facts'],
    ['a minor’s guardian', { form: { ...begun.form, birthDate: '2012-01-01' } }, 'guardian'],
    ['both witnesses', { assistance: newAssistance('both') }, 'witnesses'],
    ['the clerk’s word', {}, 'attest'],
    ['the person’s word', { attested: true }, 'person'],
    ['a signature, or why there is none', { attested: true, agreement: { ...agreement, samples: [] } }, 'person'],
    ['a fingerprint', { attested: true, agreement }, 'fingerprint'],
    [
      'nothing, with a reason',
      { attested: true, agreement, fingerprintSkip: { reason: 'worn-finger', words: '' } },
      'finish',
    ],
  ])('is to have %s', (_what, changes, next) => expect(step(changes)).toBe(next));

  test('asks for no fingerprint where none may be kept', () => {
    expect(step({ attested: true, agreement }, false)).toBe('finish');
  });
});

test('a card’s zone fills in what it says surely, and leaves a name that stands there', () => {
  expect(withZone(begun.form, zone)).toMatchObject({
    number: 'BE123457',
    birthDate: '1990-05-07',
    expiresOn: '2030-01-31',
    latin: 'Amina El Fassi',
  });
  expect(withZone({ ...begun.form, latin: '' }, zone).latin).toBe('AMINA EL FASSI');
  expect(withZone({ ...begun.form, type: 'minor' }, zone).type).toBe('minor');
});

test('who declared that they cannot read or sign comes with two witnesses to name, and draws only what they can sign', () => {
  const said = (ability: 'cannot-read' | 'cannot-sign' | 'cannot-either') =>
    withDeclared(emptyVisit('fr'), { ...declared, ability });
  const seen = (['cannot-read', 'cannot-sign', 'cannot-either'] as const).map(ability => {
    const visit = said(ability);
    return [visit.assistance?.cannot, mayDraw(visit)];
  });
  expect(seen).toEqual([
    ['read', true],
    ['sign', false],
    ['both', false],
  ]);
  expect(mayDraw(begun)).toBe(true);
});

describe('the report', () => {
  const whole: Visit = { ...begun, attested: true, agreement, fingerprintSkip: { reason: 'refuses', words: '' } };
  test('is what the API takes, for a new person and for one enrolled already', () => {
    const enrolled = reportOf(whole, officeId, catalogue);
    expect(completeVisitBody.parse(enrolled)).toMatchObject({
      preEnrolmentId: person,
      cardRead: 'by-eye',
      subject: {
        enrol: { birthPlace: 'Fès', address: '12, rue des Oliviers', contacts: { email: 'amina@example.ma' } },
      },
      fingerprint: { reason: 'refuses' },
    });
    const card = {
      id: person,
      name: declared.name,
      birthDate: '1990-05-17',
      language: 'ar',
      documents: [],
      contacts: { email: false, phone: false },
      activated: true,
    } as const;
    const known = reportOf(
      { ...whole, zone, known: { card: { ...card, documents: [] }, documentId: officeId } },
      officeId,
      catalogue,
    );
    expect(completeVisitBody.parse(known)).toMatchObject({
      cardRead: 'machine-readable',
      subject: { personId: person, identityDocumentId: officeId },
    });
  });

  test('of who cannot sign has no specimen, whatever was drawn before', () => {
    const assistance = { ...newAssistance('sign'), warned: true };
    const body = reportOf({ ...whole, assistance }, officeId, catalogue);
    expect(body.specimen).toEqual({ reason: 'cannot-sign', words: '' });
    expect(body.assistance).toMatchObject({ cannot: 'sign', readAloud: false, warning: 'w' });
  });

  test('claims no consent to a template that was not given', () => {
    const fingerprint = { template: 'Rk1S', quality: 70 };
    const without = reportOf({ ...whole, fingerprint }, officeId, catalogue);
    expect(without.fingerprint).toMatchObject({ consent: '' });
    const given = reportOf(
      { ...whole, fingerprint, agreement: { ...agreement, fingerprint: true } },
      officeId,
      catalogue,
    );
    expect(given.fingerprint).toMatchObject({ consent: 'f' });
  });
});

test('majority is looked for on the birthday', () => {
  expect(looksMinor('2008-11-11', today)).toBe(true);
  expect(looksMinor('2008-11-10', today)).toBe(false);
  expect(looksMinor('', today)).toBe(false);
});

test('a drawing becomes whole hundredths and milliseconds that never go back; a mouse tells no pressure', () => {
  const point = (x: number, t: number, pressure: number) => ({ x, y: 1.006, t, pressure });
  const drawn = { startedAt: 0, strokes: [[point(0, 0, 0.5), point(1.234, 9.7, 0.5)], [point(2, 9.2, 0.5)]] };
  expect(sampleOf(drawn).strokes).toEqual([
    [
      { x: 0, y: 101, t: 0, pressure: null },
      { x: 123, y: 101, t: 10, pressure: null },
    ],
    [{ x: 200, y: 101, t: 10, pressure: null }],
  ]);
  const pen = { startedAt: 0, strokes: [[point(0, 0, 0.2), point(1, 5, 0.61234)]] };
  expect(sampleOf(pen).strokes[0]?.map(({ pressure }) => pressure)).toEqual([0.2, 0.612]);
});

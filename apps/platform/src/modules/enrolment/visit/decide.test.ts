import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testReport } from '../../../../test/visits.ts';
import { type CommuneId, newId, type OfficeId, type PersonId } from '../../../kernel/index.ts';
import type { IdentityDocumentId } from '../../identity/index.ts';
import { comesOfAgeOn, isMinor } from './age.ts';
import { decideVisit, type GuardianFile, type Identified, type VisitFacts } from './decide.ts';
import type { Assistance, GuardianNamed, VisitReport } from './model.ts';

const at = new Date('2026-11-10T10:00:00Z');
const place = { communeId: newId<CommuneId>(at), arrondissementId: null, officeId: newId<OfficeId>(at) };
const card = (number: string): Identified['document'] => ({ type: 'cnie', number, issuer: 'MA' });
const amina: Identified = {
  name: { arabic: 'أمينة الفاسي', latin: 'Amina El Fassi' },
  birthDate: '1990-05-17',
  document: card('BE123456'),
};
const brahim: Identified = {
  name: { arabic: 'ابراهيم العلوي', latin: 'Brahim ALAOUI' },
  birthDate: '1971-01-02',
  document: card('BE200001'),
};
const fatima: Identified = {
  name: { arabic: 'فاطمة بناني', latin: 'Fatima BENNANI' },
  birthDate: '1980-03-04',
  document: card('BE200002'),
};
const clerk = { arabic: 'سلمى الوردي', latin: 'Salma OUARDI' };
const child: Identified = { ...amina, birthDate: '2012-05-17' };
const mother: GuardianFile = { id: newId<PersonId>(at), name: fatima.name, birthDate: '1980-03-04', identified: true };
const named: GuardianNamed = {
  personId: mother.id,
  documentId: newId<IdentityDocumentId>(at),
  authority: 'mother',
  evidence: 'livret de famille 12/2013',
};
const readAloud: VisitReport['notice'] = { ...testReport(place).notice, mode: 'read-aloud' };
const assistance: Assistance = {
  cannot: 'both',
  witnesses: [],
  readAloud: true,
  warning: 'warning-427-1',
};
const skipped: Partial<VisitReport> = { specimen: { reason: 'cannot-sign' }, notice: readAloud };

function judge(report: Partial<VisitReport> = {}, facts: Partial<VisitFacts> = {}): string {
  const decision = decideVisit(testReport(place, report), {
    today: '2026-11-10',
    clerk,
    person: amina,
    personId: undefined,
    guardian: undefined,
    witnesses: [],
    fingerprintsOpen: true,
    ...facts,
  });
  return decision.ok ? 'allowed' : decision.refusal.code;
}

const signed = (count: number) => {
  const [sample] = testReport(place).specimen as never[];
  return Array.from({ length: count }, () => sample as never);
};
const taken: VisitReport['fingerprint'] = { template: Buffer.alloc(40), consent: 'fingerprint-consent-1' };

describe('a visit', () => {
  test.each<readonly [string, Partial<VisitReport>, Partial<VisitFacts>, string]>([
    ['of an adult who signs', {}, {}, 'allowed'],
    [
      'without the clerk’s word',
      { attestation: { version: 'attestation-1', agrees: false } },
      {},
      'visit.not-attested',
    ],
    ['under another sentence', { attestation: { version: 'attestation-0', agrees: true } }, {}, 'visit.not-attested'],
    ['without a birth date', {}, { person: { ...amina, birthDate: null } }, 'visit.birth-date-needed'],
    ['under an older notice', { notice: { ...readAloud, notice: 'visit-2025-1' } }, {}, 'visit.notice-changed'],
    ['without consent', { notice: { ...readAloud, agrees: false } }, {}, 'visit.consent-needed'],
  ])('%s', (_title, report, facts, code) => expect(judge(report, facts)).toBe(code));
});

describe('a minor', () => {
  const facts = { person: child, guardian: mother };
  test.each<readonly [string, Partial<VisitReport>, Partial<VisitFacts>, string]>([
    ['comes with a guardian', { guardian: named }, facts, 'allowed'],
    ['does not come alone', {}, { person: child }, 'visit.guardian-needed'],
    ['is not their own guardian', { guardian: named }, { ...facts, personId: mother.id }, 'visit.guardian-of-self'],
    [
      'has an adult guardian',
      { guardian: named },
      { ...facts, guardian: { ...mother, birthDate: '2009-01-01' } },
      'visit.guardian-not-adult',
    ],
    [
      'has a guardian whose age is known',
      { guardian: named },
      { ...facts, guardian: { ...mother, birthDate: null } },
      'visit.guardian-not-adult',
    ],
    [
      'has an identified guardian',
      { guardian: named },
      { ...facts, guardian: { ...mother, identified: false } },
      'visit.guardian-not-identified',
    ],
    [
      'is not represented by the clerk',
      { guardian: named },
      { ...facts, guardian: { ...mother, name: clerk } },
      'visit.guardian-is-clerk',
    ],
    ['has evidence of it', { guardian: { ...named, evidence: ' ' } }, facts, 'visit.evidence-needed'],
    [
      'of a court’s guardian has the reference',
      { guardian: { ...named, authority: 'court' } },
      facts,
      'visit.court-reference-needed',
    ],
    [
      'of a court’s guardian, with it',
      { guardian: { ...named, authority: 'court', reference: '2026/114' } },
      facts,
      'allowed',
    ],
    ['leaves agreeing to the guardian', { guardian: named, assistance, ...skipped }, facts, 'visit.guardian-agrees'],
  ])('%s', (_title, report, given, code) => expect(judge(report, given)).toBe(code));

  test('an adult has no guardian', () => {
    expect(judge({ guardian: named }, { guardian: mother })).toBe('visit.guardian-of-adult');
  });
});

describe('who cannot sign or read', () => {
  const heard = { assistance, ...skipped };
  const witnesses = [brahim, fatima];
  test.each<readonly [string, Partial<VisitReport>, Partial<VisitFacts>, string]>([
    ['is heard before two witnesses', heard, { witnesses }, 'allowed'],
    ['not before one', heard, { witnesses: [brahim] }, 'visit.two-witnesses'],
    ['nor three', heard, { witnesses: [...witnesses, { ...brahim, document: card('A1') }] }, 'visit.two-witnesses'],
    ['nor one who comes twice', heard, { witnesses: [brahim, brahim] }, 'visit.witness-twice'],
    [
      'nor twice under two documents',
      heard,
      { witnesses: [brahim, { ...brahim, document: { type: 'passport', number: 'AB12345', issuer: 'MA' } }] },
      'visit.witness-twice',
    ],
    [
      'nor under a name written the other way round',
      heard,
      { witnesses: [brahim, { ...brahim, document: card('A1'), name: { arabic: 'شخص', latin: 'Alaoui Brahim' } }] },
      'visit.witness-twice',
    ],
    [
      'nor the clerk',
      heard,
      { witnesses: [brahim, { ...fatima, name: { arabic: 'شخص', latin: 'OUARDI Salma' } }] },
      'visit.witness-is-clerk',
    ],
    ['nor themselves', heard, { witnesses: [brahim, amina] }, 'visit.witness-is-person'],
    ['nor a minor', heard, { witnesses: [brahim, { ...fatima, birthDate: '2009-01-01' }] }, 'visit.witness-not-adult'],
    [
      'nor somebody whose age is unknown',
      heard,
      { witnesses: [brahim, { ...fatima, birthDate: null }] },
      'visit.witness-not-adult',
    ],
    [
      'hears the text',
      { ...heard, assistance: { ...assistance, readAloud: false } },
      { witnesses },
      'visit.read-aloud-needed',
    ],
    [
      'hears the notice',
      { ...heard, notice: { ...readAloud, mode: 'read' } },
      { witnesses },
      'visit.read-aloud-needed',
    ],
    [
      'is warned of obligations',
      { ...heard, assistance: { ...assistance, warning: '' } },
      { witnesses },
      'visit.warning-needed',
    ],
    ['gives no specimen', { assistance, notice: readAloud }, { witnesses }, 'visit.specimen-of-who-cannot-sign'],
    [
      'who cannot read but signs gives one',
      { assistance: { ...assistance, cannot: 'read' }, notice: readAloud },
      { witnesses },
      'allowed',
    ],
    [
      'who reads but cannot sign may read',
      { assistance: { ...assistance, cannot: 'sign' }, specimen: { reason: 'cannot-sign' } },
      { witnesses },
      'allowed',
    ],
  ])('%s', (_title, report, given, code) => expect(judge(report, given)).toBe(code));

  test('a specimen is not skipped for that reason without witnesses', () => {
    expect(judge({ specimen: { reason: 'cannot-sign' } })).toBe('visit.two-witnesses');
  });
});

describe('what is skipped', () => {
  test.each<readonly [string, Partial<VisitReport>, Partial<VisitFacts>, string]>([
    ['a specimen, as no pad works', { specimen: { reason: 'no-device' } }, {}, 'allowed'],
    [
      'a specimen, for a reason of one’s own without words',
      { specimen: { reason: 'other', words: ' ' } },
      {},
      'visit.words-needed',
    ],
    ['a specimen, with words', { specimen: { reason: 'other', words: 'bras cassé' } }, {}, 'allowed'],
    ['an adult’s specimen, as a minor’s', { specimen: { reason: 'minor' } }, {}, 'visit.not-a-minor'],
    [
      'a specimen, for a reason that is none',
      { specimen: { reason: 'late' as 'other' } },
      {},
      'visit.skip-reason-needed',
    ],
    ['no specimen at all', { specimen: [] }, {}, 'visit.specimens-one-to-three'],
    ['a fourth specimen', { specimen: signed(4) }, {}, 'visit.specimens-one-to-three'],
    ['a fingerprint that is worn', { fingerprint: { reason: 'worn-finger' } }, {}, 'allowed'],
    ['an adult’s fingerprint, as a minor’s', { fingerprint: { reason: 'minor' } }, {}, 'visit.not-a-minor'],
    [
      'a fingerprint, as they may not be kept, where they may',
      { fingerprint: { reason: 'not-open' } },
      {},
      'visit.fingerprint-open',
    ],
    [
      'a fingerprint, where they may not be kept',
      { fingerprint: { reason: 'not-open' } },
      { fingerprintsOpen: false },
      'allowed',
    ],
    [
      'no fingerprint, though it may not be kept',
      { fingerprint: taken },
      { fingerprintsOpen: false },
      'visit.fingerprint-not-open',
    ],
    ['no consent to a fingerprint', { fingerprint: { ...taken, consent: '' } }, {}, 'visit.fingerprint-consent-needed'],
    ['no fingerprint', { fingerprint: taken }, {}, 'allowed'],
  ])('%s', (_title, report, given, code) => expect(judge(report, given)).toBe(code));
});

describe('majority', () => {
  test('comes on the eighteenth birthday, and on 1 March for who was born on 29 February', () => {
    expect(isMinor('2008-11-11', '2026-11-10')).toBe(true);
    expect(isMinor('2008-11-10', '2026-11-10')).toBe(false);
    expect(comesOfAgeOn('2008-02-29')).toBe('2026-03-01');
  });

  test('once come, never goes', () => {
    const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2050-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, days, days, (...three) => {
        const [birth = '', one = '', later = ''] = three.map(day => day.toISOString().slice(0, 10)).toSorted();
        expect(!isMinor(birth, one) && isMinor(birth, later)).toBe(false);
      }),
    );
  });
});

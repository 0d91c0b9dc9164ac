import { newId, type PageId, type PersonId } from '../../kernel/index.ts';
import type { KnownSignatory, LegalisationFile, NatureRuling } from './model.ts';

// A file that lacks nothing, for the tests of its rules.

/** The moment at which everything of it happened. */
export const now = new Date('2026-11-23T10:00:00Z');
/** Who signs. */
export const personId = newId<PersonId>(now);
/** Its one page. */
export const pageId = newId<PageId>(now);

/** Somebody who was identified, signed and agreed in presence. */
export const signatory: KnownSignatory = {
  personId,
  identityDocumentId: newId(now),
  mode: 'presence',
  attestedBy: { kind: 'staff', staffId: newId(now), communeId: newId(now), officeId: newId(now), at: now },
  signature: null,
  signedAt: now,
  consent: { sentence: '2026-11', language: 'ar', at: now },
  comparison: null,
  assistance: null,
  witnesses: [],
  agreedBefore: null,
  signedFor: null,
  capacity: null,
  person: {
    id: personId,
    name: { arabic: 'أمينة', latin: 'Amina' },
    birthDate: null,
    language: 'ar',
    document: {
      id: newId(now),
      type: 'cnie',
      number: 'BE123456',
      issuer: 'MA',
      expiresOn: '2031-05-10',
      expired: false,
    },
  },
};

/** How a commune rules on a nature. */
export const ruling = (code: string, rule: NatureRuling['rule']): NatureRuling => ({
  code,
  rule,
  basis: null,
  attributes: { illiterateObligation: 'allow' },
  ruleVersion: '1',
  fee: 200,
});

/** A lease of one page that one person signed. */
export const file: LegalisationFile = {
  request: {
    communeId: newId(now),
    id: newId(now),
    officeId: newId(now),
    service: 'signature-legalisation',
    channel: 'counter',
    state: 'draft',
    version: 1,
    reference: 'MAA03-7K3D',
    openedBy: newId(now),
    openedAt: now,
    queuedAt: null,
    decidedAt: null,
    applicantId: null,
    dueAt: null,
    expiresAt: null,
    refusal: null,
    correction: null,
    resubmissionOf: null,
  },
  legalisation: {
    requestId: newId(now),
    nature: 'lease',
    ruleVersion: '1',
    stampLanguages: null,
    stampPlace: null,
    exemplars: 1,
    checks: ['read'],
  },
  ruling: ruling('lease', 'allow'),
  warningsRead: [],
  signatories: [signatory],
  awaited: [],
  document: {
    id: newId(now),
    kind: 'scan',
    source: null,
    clean: null,
    notices: [],
    proposedLanguage: null,
    judgement: null,
    languages: null,
    removed: [],
    pages: [
      {
        id: pageId,
        source: null,
        taken: null,
        takenMm: { width: 210, height: 297 },
        image: null,
        mm: { width: 210, height: 297 },
        rotation: 0,
        crop: null,
        verdicts: [],
      },
    ],
  },
  officeStamps: null,
  unread: null,
  distance: null,
};

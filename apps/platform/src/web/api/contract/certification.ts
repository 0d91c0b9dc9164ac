import { z } from 'zod';
import { identityDocumentView } from './people.ts';
import { refusalView } from './problem.ts';
import { dateValue, idValue, instantValue, personNameValue, stampLanguagesValue, versionValue } from './values.ts';

const holderView = z
  .object({
    personId: idValue,
    name: personNameValue,
    birthDate: dateValue.nullable(),
    document: identityDocumentView,
    /** For whom they show it; null for themselves. */
    capacity: z
      .object({
        organisationId: idValue,
        mandateId: idValue,
        line: z.string(),
        register: z.string().nullable(),
        fault: refusalView.nullable(),
      })
      .nullable(),
    /** When they drew their signature for the register; null before. */
    signedAt: instantValue.nullable(),
    /** Whether they ask from afar, and draw none. */
    fromAfar: z.boolean(),
  })
  .meta({ id: 'CopyHolder' });
export type CopyHolderView = z.infer<typeof holderView>;

/** How often, and until which day, the copy may be issued again. */
const termsValue = z.object({ most: z.int().min(1).max(10_000), until: dateValue });

const heldAgainstValue = z.enum(['original', 'certified']);

/** What a certified copy adds to its request. */
export const certificationView = z
  .object({
    kind: z.string().nullable(),
    issuer: personNameValue.nullable(),
    ownNumber: z.string().nullable(),
    issuedOn: dateValue.nullable(),
    expiresOn: dateValue.nullable(),
    holders: z.array(holderView),
    /** The checks made, each by whoever made it. */
    checks: z.array(z.object({ code: z.string(), by: personNameValue, at: instantValue })),
    /** Pages held against the original as they stand now. */
    compared: z.array(idValue),
    reissues: z.object({
      kind: z.enum(['usual', 'chosen', 'none']),
      /** What an officer who signs today authorises; null for nothing. */
      terms: termsValue.nullable(),
      /** The most that the commune allows of this original. */
      limits: termsValue,
    }),
    /** Which certification it renews, at the request of its holder, and how far its check has come; null for one that renews none. */
    renewal: z
      .object({
        actId: idValue,
        number: z.string(),
        certifiedAt: instantValue,
        /** What its pages must be held against: the original itself, or what was certified of it before. */
        asks: heldAgainstValue,
        checkedAt: instantValue.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Certification' });
export type CertificationView = z.infer<typeof certificationView>;

export const openCertificationBody = z.object({ officeId: idValue });
export type OpenCertificationBody = z.infer<typeof openCertificationBody>;

/** The holder stands before the clerk, who has seen this document of theirs. */
export const addHolderBody = z.object({ version: versionValue, personId: idValue, identityDocumentId: idValue });

/** Under which mandate of the holder; null for their own original. What was typed of the original is asked for again. */
export const showForBody = z.object({
  version: versionValue,
  signedFor: z.object({ organisationId: idValue, mandateId: idValue }).nullable(),
});

/** Only what changes. A name in one script may be left empty. */
export const describeOriginalBody = z.object({
  version: versionValue,
  kind: z.string().max(40).optional(),
  issuer: personNameValue.nullable().optional(),
  ownNumber: z.string().trim().max(80).nullable().optional(),
  issuedOn: dateValue.nullable().optional(),
  expiresOn: dateValue.nullable().optional(),
  stampLanguages: stampLanguagesValue.nullable().optional(),
});
export type DescribeOriginalBody = z.infer<typeof describeOriginalBody>;

export const checkOriginalBody = z.object({ version: versionValue, check: z.string().max(40), made: z.boolean() });

export const comparePageBody = z.object({ version: versionValue, pageId: idValue, compared: z.boolean() });

/** What a clerk checked of a renewal: every check and every page at once. */
export const checkRenewalBody = z.object({
  version: versionValue,
  checks: z.array(z.string().max(40)).max(20),
  compared: z.array(idValue).max(100),
  heldAgainst: heldAgainstValue,
});

export const chooseReissuesBody = z.object({
  version: versionValue,
  reissues: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['usual', 'none']) }),
    termsValue.extend({ kind: z.literal('chosen') }),
  ]),
});
export type ChooseReissuesBody = z.infer<typeof chooseReissuesBody>;

/** What the holders of a request scanned at home and show now. */
export const aheadAnswer = z.object({
  scans: z.array(
    z
      .object({
        id: idValue,
        /** What the person says at the counter: "7K3D-M2XQ". */
        reference: z.string(),
        kind: z.string().nullable(),
        pages: z.int(),
        madeAt: instantValue,
        lapsesAt: instantValue,
      })
      .meta({ id: 'ScannedAhead' }),
  ),
});
export type AheadAnswer = z.infer<typeof aheadAnswer>;

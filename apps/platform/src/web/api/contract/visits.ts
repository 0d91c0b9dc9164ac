import { z } from 'zod';
import { addDocumentBody, enrolPersonBody, personCard } from './people.ts';
import {
  dateValue,
  idValue,
  identityDocumentTypeValue,
  instantValue,
  languageValue,
  localizedTextValue,
  personNameValue,
} from './values.ts';

/** The lines of a machine-readable zone as they were typed, pasted or sent by a reader; spaces and line ends do not matter. */
export const readZoneBody = z.object({ text: z.string().max(400) });
export type ReadZoneBody = z.infer<typeof readZoneBody>;

/**
 * What a zone says once every check digit holds: proposals for the form, never in the place of what the card prints. `latinName` was
 * transliterated by the issuer, and may have been cut when `truncated`.
 */
export const zoneView = z
  .object({
    format: z.enum(['TD1', 'TD3']),
    type: identityDocumentTypeValue,
    number: z.string(),
    issuer: z.string().nullable(),
    birthDate: dateValue.nullable(),
    expiresOn: dateValue.nullable(),
    latinName: z.string(),
    truncated: z.boolean(),
  })
  .meta({ id: 'MachineReadableZone' });
export type ZoneView = z.infer<typeof zoneView>;

/** A signature as the pen drew it: hundredths of a millimetre, milliseconds since the first point; `pressure` null where the device tells none. */
const sampleValue = z.object({
  strokes: z
    .array(
      z
        .array(
          z.object({
            x: z.int().min(-32_767).max(32_767),
            y: z.int().min(-32_767).max(32_767),
            t: z.int().min(0).max(600_000),
            pressure: z.number().min(0).max(1).nullable(),
          }),
        )
        .min(1)
        .max(10_000),
    )
    .min(1)
    .max(200),
});
export type SampleValue = z.infer<typeof sampleValue>;

const words = z.string().trim().max(300).optional();
const specimenSkipValue = z.enum(['cannot-sign', 'refuses', 'no-device', 'minor', 'other']);
const fingerprintSkipValue = z.enum(['worn-finger', 'refuses', 'no-device', 'minor', 'not-open', 'other']);
const authorityValue = z.enum(['father', 'mother', 'testamentary', 'court']);
export type AuthorityValue = z.infer<typeof authorityValue>;

const witnessValue = z.object({ name: personNameValue, birthDate: dateValue, document: addDocumentBody });
export type WitnessValue = z.infer<typeof witnessValue>;

/**
 * A whole visit, when everything is on the screen: kept whole or not at all. `enrol` for somebody nobody knows, `personId` and
 * `identityDocumentId` for somebody enrolled whose file is completed. `attestation`, `notice`, `consent` and `warning` are the versions
 * that the catalogue of visits names. Refused: `identity.document-known` with their `personId`,
 * `identity.…` for a mistake in a fact, and `visit.…` for each rule.
 */
export const completeVisitBody = z.object({
  officeId: idValue,
  preEnrolmentId: idValue.nullable(),
  cardRead: z.enum(['machine-readable', 'by-eye']),
  subject: z.union([
    z.object({ enrol: enrolPersonBody }),
    z.object({ personId: idValue, identityDocumentId: idValue }),
  ]),
  attestation: z.object({ version: z.string().max(40), agrees: z.boolean() }),
  notice: z.object({
    notice: z.string().max(60),
    consent: z.string().max(40),
    language: languageValue,
    mode: z.enum(['read', 'read-aloud']),
    agrees: z.boolean(),
  }),
  specimen: z.union([
    z.object({ samples: z.array(sampleValue).min(1).max(3) }),
    z.object({ reason: specimenSkipValue, words }),
  ]),
  fingerprint: z.union([
    z.object({ template: z.base64().max(8000), consent: z.string().max(40) }),
    z.object({ reason: fingerprintSkipValue, words }),
  ]),
  guardian: z
    .object({
      personId: idValue,
      identityDocumentId: idValue,
      authority: authorityValue,
      reference: z.string().trim().max(120).optional(),
      evidence: z.string().trim().max(300),
    })
    .nullable(),
  assistance: z
    .object({
      cannot: z.enum(['sign', 'read', 'both']),
      witnesses: z.array(witnessValue).max(5),
      readAloud: z.boolean(),
      warning: z.string().max(40),
    })
    .nullable(),
});
export type CompleteVisitBody = z.input<typeof completeVisitBody>;

export const completeVisitAnswer = z.object({ visitId: idValue, person: personCard });

const powerRow = z.object({
  power: z.enum(['open-account', 'read-file', 'receive-news', 'follow-requests', 'sign', 'dispose']),
  rules: z.record(authorityValue, z.enum(['alone', 'with-permission', 'never'])),
  basis: localizedTextValue,
});

/** What the screen of visits offers and names. */
export const visitCatalogueView = z
  .object({
    attestation: z.string(),
    notice: z.string(),
    consent: z.string(),
    warning: z.string(),
    fingerprintConsent: z.string(),
    specimenSkips: z.array(specimenSkipValue),
    fingerprintSkips: z.array(fingerprintSkipValue),
    /** Whether fingerprint templates may be kept: in production, once the authorisation's number is entered. */
    fingerprintsOpen: z.boolean(),
    guardianPowers: z.object({ version: z.string(), rows: z.array(powerRow) }),
    /** Origin of the bridge on the clerk's machine (docs/devices.md); null where stations have none. */
    bridge: z.string().nullable(),
  })
  .meta({ id: 'VisitCatalogue' });
export type VisitCatalogueView = z.infer<typeof visitCatalogueView>;

/** The specimens in force, drawn as SVG; the person sees that they were compared. */
export const specimensAnswer = z.object({
  specimens: z.array(z.object({ id: idValue, position: z.int(), takenAt: instantValue, svg: z.string() })),
});
export type SpecimensAnswer = z.infer<typeof specimensAnswer>;

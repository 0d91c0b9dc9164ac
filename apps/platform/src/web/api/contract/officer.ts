import { z } from 'zod';
import { refusalView } from './problem.ts';
import {
  actKindValue,
  base64urlValue,
  idValue,
  instantValue,
  personNameValue,
  sha256Value,
  versionValue,
} from './values.ts';

/** One gesture over one or several requests, with the version of each that the officer read. */
export const prepareBody = z.object({
  requests: z
    .array(z.object({ id: idValue, version: versionValue }))
    .min(1)
    .max(200),
});
export type PrepareBody = z.infer<typeof prepareBody>;

const preparedActView = z
  .object({
    actId: idValue,
    requestId: idValue,
    kind: actKindValue,
    reference: z.string(),
    /** The reserved entry number. */
    number: z.string(),
    signatories: z.array(personNameValue),
    /**
     * `rendering`: the final pages are being made. `ready`: download `file`, show it, compare SHA-256 over `ranges` of those
     * same bytes with `digest`, then ask the passkey. `sealing`, `done`, `cancelled` follow the confirmation.
     */
    state: z.enum(['rendering', 'ready', 'sealing', 'done', 'cancelled']),
    /** Address of the final bytes, the signature's place still blank. */
    file: z.string().nullable(),
    /** Byte ranges [offset, length, offset, length] that the signature will cover (ISO 32000-1 §12.8.1). */
    byteRange: z.array(z.int().nonnegative()).length(4).nullable(),
    digest: sha256Value.nullable(),
    /** Why it was cancelled, or what holds it up. */
    problem: refusalView.nullable(),
  })
  .meta({ id: 'PreparedAct' });
export type PreparedActView = z.infer<typeof preparedActView>;

export const preparationView = z
  .object({
    id: idValue,
    state: z.enum(['rendering', 'ready', 'confirmed', 'finished', 'lapsed', 'cancelled']),
    expiresAt: instantValue,
    now: instantValue,
    acts: z.array(preparedActView),
    /** Options for navigator.credentials.get() (WebAuthn level 3, `PublicKeyCredentialRequestOptionsJSON`); null while rendering. */
    authentication: z
      .object({
        challenge: base64urlValue,
        rpId: z.string(),
        allowCredentials: z.array(z.object({ id: base64urlValue, type: z.literal('public-key') })),
        userVerification: z.literal('required'),
        timeout: z.int(),
      })
      .nullable(),
    /** The manifest whose SHA-256 is the challenge, as canonical JSON text: the screen can show and check it. */
    manifest: z.string().nullable(),
    /** Demo only: address to POST to for an assertion by the simulated authenticator, labelled as such on screen. */
    simulatedAuthenticator: z.string().nullable(),
  })
  .meta({ id: 'Preparation' });
export type PreparationView = z.infer<typeof preparationView>;

/** What navigator.credentials.get() answered, as its toJSON() writes it. */
export const assertionValue = z
  .object({
    id: base64urlValue,
    rawId: base64urlValue,
    type: z.literal('public-key'),
    response: z.object({
      clientDataJSON: base64urlValue,
      authenticatorData: base64urlValue,
      signature: base64urlValue,
      userHandle: base64urlValue.optional(),
    }),
    clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
    authenticatorAttachment: z.string().optional(),
  })
  .meta({ id: 'Assertion' });
export type AssertionValue = z.infer<typeof assertionValue>;

export const confirmBody = z.object({ assertion: assertionValue });
export type ConfirmBody = z.input<typeof confirmBody>;

import { z } from 'zod';
import { type ActId, type CommuneId, type Id, isId, type OfficeId } from '../../../kernel/index.ts';
import { assertionSchema, signaturesSchema } from '../../organisation/index.ts';

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
const id = <I extends Id<string>>() => z.custom<I>(isId);

/** Why a number is burned: the register's words, spelt here because the sealer knows no other room's tables. */
export const cancellationReason = z.enum([
  'lapsed',
  'withdrawn',
  'not-prepared',
  'delegation-ended',
  'officer-not-entitled',
  'confirmed-too-late',
  'timestamp-outside-delegation',
  'confirmation-not-valid',
  'authorisation-ended',
]);

const statement = z.strictObject({ body: z.base64().max(65_536), signatures: signaturesSchema });

/** The statements that a signature rests on, as they were signed. */
const evidence = z.strictObject({
  administrators: z.array(statement).max(50),
  credential: statement,
  delegations: z.array(statement).min(1).max(50),
});

/** Asks for the CMS of one act of a confirmed manifest. */
export const signRequest = z.strictObject({
  manifest: z.base64().max(262_144),
  assertion: assertionSchema,
  evidence,
  act: id<ActId>(),
});
export type SignRequest = Readonly<z.infer<typeof signRequest>>;

/**
 * Asks for the commune's seal on a certification that is issued again: the confirmed act that authorises it, as it was signed, and the new
 * number with the digest of its byte ranges (SHA-256, hexadecimal).
 */
export const reissueRequest = z.strictObject({
  certification: signRequest,
  reissue: z.strictObject({
    act: id<ActId>(),
    office: id<OfficeId>(),
    year: z.number(),
    number: z.number(),
    template: z.string().max(40),
    digest: sha256Hex,
  }),
});
export type ReissueRequest = Readonly<z.infer<typeof reissueRequest>>;

/** Asks for the register's seal on the extract of one day of an office; one file for each, for ever. */
export const extractRequest = z.strictObject({
  commune: id<CommuneId>(),
  office: id<OfficeId>(),
  day: z.iso.date(),
  digest: sha256Hex,
});
export type ExtractRequest = Readonly<z.infer<typeof extractRequest>>;

/** Asks for a commune's seal on the next list of its acts without effect (`WithdrawalList`), beside the one before it; base64. */
export const listRequest = z.strictObject({
  commune: id<CommuneId>(),
  list: z.base64().min(1).max(2_000_000),
  previous: z.base64().min(1).max(2_000_000).nullable(),
});
export type ListRequest = Readonly<z.infer<typeof listRequest>>;

/** Asks that a number never be signed again; one that no register could hold is refused by the sealer with a code. */
export const cancelRequest = z.strictObject({
  office: id<OfficeId>(),
  year: z.number(),
  number: z.number(),
  act: id<ActId>(),
  reason: cancellationReason,
});
export type CancelRequest = Readonly<z.infer<typeof cancelRequest>>;

/** Asks whether the key of an officer's certificate (DER) is here: before a credential is stated that could sign nothing. */
export const holdsRequest = z.strictObject({ certificate: z.base64().min(1).max(16_384) });
export type HoldsRequest = Readonly<z.infer<typeof holdsRequest>>;

const params = z.record(z.string(), z.union([z.string(), z.number()]));
const sealed = z.strictObject({
  kind: z.literal('sealed'),
  /** Timestamped CMS (DER), base64, over the byte ranges with this SHA-256. */
  cms: z.base64(),
  digest: z.string(),
  genTime: z.iso.datetime(),
});
/** `final` refusals stand for ever; the others may be asked again. */
const refused = z.strictObject({ kind: z.literal('refused'), code: z.string(), params, final: z.boolean() });
const burned = z.strictObject({ kind: z.literal('burned'), reason: cancellationReason });

export const holdsAnswer = z.strictObject({ kind: z.literal('holds'), held: z.boolean() });
export type HoldsAnswer = Readonly<z.infer<typeof holdsAnswer>>;

export const signAnswer = z.discriminatedUnion('kind', [sealed, refused]);
export type SignAnswer = Readonly<z.infer<typeof signAnswer>>;
export type SealedAnswer = Readonly<z.infer<typeof sealed>>;
export type RefusedAnswer = Readonly<z.infer<typeof refused>>;

export const cancelAnswer = z.discriminatedUnion('kind', [sealed, burned, refused]);
export type CancelAnswer = Readonly<z.infer<typeof cancelAnswer>>;

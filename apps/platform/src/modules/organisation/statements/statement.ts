import { z } from 'zod';
import {
  type CommuneId,
  type CredentialId,
  type DelegationId,
  type Id,
  isId,
  type OfficeId,
  ok,
  type Result,
  refuse,
  type StaffId,
} from '../../../kernel/index.ts';
import { assertionSchema, passkeySchema } from '../webauthn/assertion.ts';
import { canonicalJson, type Json } from './canonical.ts';

/** Names the statement that makes somebody an administrator. */
export type AdministratorId = Id<'administrator'>;

/** The natures of acts that a delegation may open. */
export const actNatures = ['legalisation', 'certification'] as const;
export type ActNature = (typeof actNatures)[number];

const id = <I extends Id<string>>() => z.custom<I>(isId);
// One spelling for each instant: the statement's bytes are what is signed.
const instant = z.string().refine(text => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text);
const text = z.string().min(1).max(400);
const localizedText = z.strictObject({ ar: text, fr: text, zgh: text, en: text });
const distinct = (items: readonly string[]): boolean => new Set(items).size === items.length;

const common = {
  v: z.literal(1),
  commune: id<CommuneId>(),
  subject: id<StaffId>(),
  validFrom: instant,
  validUntil: instant,
};
const administratorBody = z.strictObject({
  ...common,
  kind: z.literal('administrator'),
  id: id<AdministratorId>(),
  passkey: passkeySchema,
});
const credentialBody = z.strictObject({
  ...common,
  kind: z.literal('credential'),
  id: id<CredentialId>(),
  passkey: passkeySchema,
  certificate: z.base64().min(1).max(16_384),
});
const delegationBody = z.strictObject({
  ...common,
  kind: z.literal('delegation'),
  id: id<DelegationId>(),
  capacity: localizedText,
  reference: text,
  offices: z.array(id<OfficeId>()).min(1).max(200).refine(distinct),
  natures: z.array(z.enum(actNatures)).min(1).refine(distinct),
  grantor: localizedText,
});
const statementBody = z
  .discriminatedUnion('kind', [administratorBody, credentialBody, delegationBody])
  .refine(body => Date.parse(body.validFrom) < Date.parse(body.validUntil));

/** Whose passkey may sign the other two kinds. Signed by the ceremony key. */
export type AdministratorBody = Readonly<z.infer<typeof administratorBody>>;
/** Which passkey an officer confirms with, and which certificate (base64 DER X.509) their signatures carry. */
export type CredentialBody = Readonly<z.infer<typeof credentialBody>>;
/** What an officer may sign: which natures of acts, at which offices, in which capacity, under which written order. */
export type DelegationBody = Readonly<z.infer<typeof delegationBody>>;
export type StatementBody = AdministratorBody | CredentialBody | DelegationBody;
export type StatementKind = StatementBody['kind'];
/** The body of a statement of one kind. */
export type BodyOf<K extends StatementKind> = Extract<StatementBody, { readonly kind: K }>;

const ceremonySignature = z.strictObject({
  by: z.literal('ceremony'),
  signature: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(200),
});
const administratorSignature = z.strictObject({
  by: z.literal('administrator'),
  administrator: id<AdministratorId>(),
  assertion: assertionSchema,
});
export const signaturesSchema = z.array(z.discriminatedUnion('by', [ceremonySignature, administratorSignature])).max(4);
/** Over the exact bytes of the body: the ceremony key's signature (base64url), or an administrator's WebAuthn assertion. */
type StatementSignature = Readonly<z.infer<typeof signaturesSchema>[number]>;

/** A statement as it is kept, sent and believed: the exact bytes that were signed, and the signatures beside them. */
export interface SignedStatement {
  readonly body: Uint8Array;
  readonly signatures: readonly StatementSignature[];
}

/** The exact bytes that are signed: canonical JSON (RFC 8785). Throws on a body that could not be read back. */
export function signingBytes(body: StatementBody): Uint8Array {
  return canonicalJson(toJson(statementBody.parse(body)));
}

/**
 * Reads the bytes of a statement. Strict: an unknown member, another spelling than the canonical one, a date that is
 * not one, all refuse with `organisation.statement-malformed`. Says nothing of the signatures: see `checkStatement`.
 */
export function parseStatement(bytes: Uint8Array): Result<StatementBody> {
  const body = statementBody.safeParse(readJson(bytes));
  if (!body.success) return refuse('organisation.statement-malformed');
  const canonical = Buffer.compare(canonicalJson(toJson(body.data)), bytes) === 0;
  return canonical ? ok(body.data) : refuse('organisation.statement-malformed');
}

/** A parsed body holds strings, numbers, lists and objects only: the schemas above admit nothing else. */
function toJson(body: StatementBody): Json {
  return body;
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

import { createHash, timingSafeEqual, verify } from 'node:crypto';
import { z } from 'zod';
import { ok, type Result, refuse } from '../../../kernel/index.ts';
import { readBase64url, writeBase64url } from '../base64url.ts';
import { readCoseKey } from './cose.ts';

const base64url = z
  .string()
  .max(8192)
  .regex(/^[A-Za-z0-9_-]+$/);

/** A passkey as a statement names it: `credentialId` and `publicKey` (a COSE_Key) in base64url, and its relying party. */
export const passkeySchema = z.strictObject({
  credentialId: base64url,
  publicKey: base64url,
  rpId: z.string().min(1).max(253),
});
export type Passkey = z.infer<typeof passkeySchema>;

/** What an authenticator answers to a challenge (WebAuthn §5.2.2), every field in base64url. */
export const assertionSchema = z.strictObject({
  credentialId: base64url,
  clientDataJSON: base64url,
  authenticatorData: base64url,
  signature: base64url,
});
export type Assertion = z.infer<typeof assertionSchema>;

/** What the caller asked the passkey to sign, and from which pages the answer may come. */
export interface AssertionExpectation {
  readonly challenge: Uint8Array;
  /** Exact origins; or any origin of the relying party, for statements that outlive an address. */
  readonly origins: readonly string[] | 'relying-party';
}

export interface VerifiedAssertion {
  /** The authenticator's signature counter: 0 for passkeys that keep none. */
  readonly counter: number;
}

const clientDataSchema = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.boolean().optional(),
});

const flag = {
  userPresent: 0x01,
  userVerified: 0x04,
  backupEligible: 0x08,
  backedUp: 0x10,
  attested: 0x40,
  extended: 0x80,
} as const;
const dataLength = 37;

/**
 * Verifies that `passkey` answered exactly this challenge, with its user present and verified (WebAuthn §7.2, steps 10
 * to 22). Refuses with `organisation.assertion-*`: malformed, other-passkey, type, challenge, origin, relying-party,
 * user-absent, user-unverified, key, signature.
 */
export function verifyAssertion(
  assertion: Assertion,
  passkey: Passkey,
  expected: AssertionExpectation,
): Result<VerifiedAssertion> {
  if (assertion.credentialId !== passkey.credentialId) return refuse('organisation.assertion-other-passkey');
  const clientData = readBase64url(assertion.clientDataJSON);
  const data = readBase64url(assertion.authenticatorData);
  const signature = readBase64url(assertion.signature);
  if (!clientData || !data || !signature) return refuse('organisation.assertion-malformed');
  const client = checkClientData(clientData, passkey.rpId, expected);
  if (!client.ok) return client;
  const authenticator = checkAuthenticatorData(data, passkey.rpId);
  if (!authenticator.ok) return authenticator;
  const publicKey = readBase64url(passkey.publicKey);
  const key = publicKey && readCoseKey(publicKey);
  if (!key) return refuse('organisation.assertion-key');
  const signed = Buffer.concat([data, createHash('sha256').update(clientData).digest()]);
  const digest = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  return verify(digest, signed, key, signature) ? authenticator : refuse('organisation.assertion-signature');
}

function checkClientData(bytes: Buffer, rpId: string, { challenge, origins }: AssertionExpectation): Result<null> {
  const client = clientDataSchema.safeParse(readJson(bytes));
  if (!client.success) return refuse('organisation.assertion-malformed');
  const { type, challenge: answered, origin, crossOrigin } = client.data;
  if (type !== 'webauthn.get') return refuse('organisation.assertion-type');
  if (answered !== writeBase64url(challenge)) return refuse('organisation.assertion-challenge');
  const known = origins === 'relying-party' ? belongsTo(origin, rpId) : origins.includes(origin);
  // A page that frames ours could have the officer confirm what they do not see.
  if (!known || crossOrigin === true) return refuse('organisation.assertion-origin');
  return ok(null);
}

function checkAuthenticatorData(data: Buffer, rpId: string): Result<VerifiedAssertion> {
  const flags = data[32];
  if (flags === undefined || data.length < dataLength) return refuse('organisation.assertion-malformed');
  const extended = (flags & flag.extended) !== 0;
  const inconsistent = (flags & flag.backedUp) !== 0 && (flags & flag.backupEligible) === 0;
  if ((flags & flag.attested) !== 0 || extended !== data.length > dataLength || inconsistent) {
    return refuse('organisation.assertion-malformed');
  }
  const relyingParty = createHash('sha256').update(rpId).digest();
  if (!timingSafeEqual(relyingParty, data.subarray(0, 32))) return refuse('organisation.assertion-relying-party');
  if ((flags & flag.userPresent) === 0) return refuse('organisation.assertion-user-absent');
  if ((flags & flag.userVerified) === 0) return refuse('organisation.assertion-user-unverified');
  return ok({ counter: data.readUInt32BE(33) });
}

/**
 * Whether `origin` lies within the relying party: its domain or one below it (WebAuthn §5.1.3). Browsers let passkeys sign
 * in secure contexts only, so the scheme is theirs to judge.
 */
function belongsTo(origin: string, rpId: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return hostname === rpId || hostname.endsWith(`.${rpId}`);
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

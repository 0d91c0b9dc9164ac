import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type CommuneId, ok, type Result, refuse, type StaffId } from '../../../kernel/index.ts';
import { readBase64url } from '../base64url.ts';
import { momentOf } from '../moment.ts';
import { type Assertion, verifyAssertion } from '../webauthn/assertion.ts';
import {
  type AdministratorBody,
  type AdministratorId,
  type BodyOf,
  parseStatement,
  type SignedStatement,
  type StatementBody,
  type StatementKind,
  signaturesSchema,
} from './statement.ts';

/** What a reader of statements trusts: nothing else decides whether one is believed. */
export interface StatementTrust {
  /** Pinned by configuration: see `readCeremonyKey`. */
  readonly ceremonyKey: KeyObject;
  /** Candidates for signing the others; each is itself checked against the ceremony key. */
  readonly administrators: readonly SignedStatement[];
  /** When each statement was taken back, by the statement's id. */
  readonly revocations: ReadonlyMap<string, Date>;
  readonly commune: CommuneId;
  /** The moment for which the statement must be in force: the act's, or the timestamp's. */
  readonly at: Date;
}

/**
 * The public half of the ceremony key from base64 SPKI DER (RFC 5280 §4.1.2.7), as configuration pins it. Throws when
 * it is neither ECDSA P-256 nor Ed25519.
 */
export function readCeremonyKey(spki: string): KeyObject {
  const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
  const p256 = key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  if (!p256 && key.asymmetricKeyType !== 'ed25519') throw new Error('The ceremony key must be ECDSA P-256 or Ed25519.');
  return key;
}

/**
 * Believes a statement, or says why not (`organisation.statement-*`): malformed, other-kind, other-commune, not-yet
 * {date, time}, ended {date, time}, revoked {date, time}, unsigned, one-administrator, unknown-administrator,
 * administrator-refused {reason}, own, altered. Administrators must be in force at the same moment: an administrator who is
 * taken back takes along what they signed, since nothing else dates their signature.
 */
export function checkStatement<K extends StatementKind>(
  kind: K,
  statement: SignedStatement,
  trust: StatementTrust,
): Result<BodyOf<K>> {
  const parsed = parseStatement(statement.body);
  if (!parsed.ok) return parsed;
  const body = parsed.value;
  if (!isKind(body, kind)) return refuse('organisation.statement-other-kind');
  if (body.commune !== trust.commune) return refuse('organisation.statement-other-commune');
  const signed =
    kind === 'administrator' ? checkCeremony(statement, trust) : checkAdministrators(statement, body.subject, trust);
  if (!signed.ok) return signed;
  const inForce = checkInForce(body, trust);
  return inForce.ok ? ok(body) : inForce;
}

function isKind<K extends StatementKind>(body: StatementBody, kind: K): body is BodyOf<K> {
  return body.kind === kind;
}

/** Whether `at` lies in [validFrom, validUntil) and before any revocation. */
function checkInForce(body: StatementBody, { at, revocations }: StatementTrust): Result<null> {
  const revokedAt = revocations.get(body.id);
  if (revokedAt && revokedAt <= at) return refuse('organisation.statement-revoked', momentOf(revokedAt));
  if (at < new Date(body.validFrom))
    return refuse('organisation.statement-not-yet', momentOf(new Date(body.validFrom)));
  if (at >= new Date(body.validUntil))
    return refuse('organisation.statement-ended', momentOf(new Date(body.validUntil)));
  return ok(null);
}

function checkCeremony({ body, signatures }: SignedStatement, { ceremonyKey }: StatementTrust): Result<null> {
  const [signature, ...others] = signatures;
  if (signature?.by !== 'ceremony' || others.length > 0) return refuse('organisation.statement-unsigned');
  const bytes = readBase64url(signature.signature);
  const digest = ceremonyKey.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  return bytes && verify(digest, body, ceremonyKey, bytes) ? ok(null) : refuse('organisation.statement-altered');
}

/** Two signatures, of two people with two passkeys and about neither of them, each over the body's own bytes: four eyes. */
function checkAdministrators(
  { body, signatures }: SignedStatement,
  about: StaffId,
  trust: StatementTrust,
): Result<null> {
  const parsed = signaturesSchema.safeParse(signatures);
  if (!parsed.success) return refuse('organisation.statement-malformed');
  const assertions = parsed.data.filter(signature => signature.by === 'administrator');
  if (assertions.length < 2 || assertions.length < parsed.data.length) return refuse('organisation.statement-unsigned');
  const signers: AdministratorBody[] = [];
  for (const { administrator, assertion } of assertions) {
    const signer = checkSigner(administrator, assertion, body, trust);
    if (!signer.ok) return signer;
    signers.push(signer.value);
  }
  const people = new Set(signers.map(signer => signer.subject));
  if (people.has(about)) return refuse('organisation.statement-own');
  const keys = new Set(signers.map(signer => signer.passkey.publicKey));
  return people.size >= 2 && keys.size >= 2 ? ok(null) : refuse('organisation.statement-one-administrator');
}

function checkSigner(
  id: AdministratorId,
  assertion: Assertion,
  body: Uint8Array,
  trust: StatementTrust,
): Result<AdministratorBody> {
  const candidate = trust.administrators.find(({ body: bytes }) => idOf(bytes) === id);
  if (!candidate) return refuse('organisation.statement-unknown-administrator');
  const administrator = checkStatement('administrator', candidate, trust);
  if (!administrator.ok)
    return refuse('organisation.statement-administrator-refused', { reason: administrator.refusal.code });
  const challenge = createHash('sha256').update(body).digest();
  const signed = verifyAssertion(assertion, administrator.value.passkey, { challenge, origins: 'relying-party' });
  return signed.ok ? administrator : refuse('organisation.statement-altered');
}

function idOf(bytes: Uint8Array): string | null {
  const parsed = parseStatement(bytes);
  return parsed.ok ? parsed.value.id : null;
}

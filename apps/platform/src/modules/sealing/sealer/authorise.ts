import { type KeyObject, X509Certificate } from 'node:crypto';
import { ok, refuse, type Result } from '../../../kernel/index.ts';
import {
  type Assertion,
  checkDelegationCovers,
  checkStatement,
  parseStatement,
  type SignedStatement,
  type StatementTrust,
  verifyAssertion,
} from '../../organisation/index.ts';
import { type Manifest, type ManifestAct, manifestChallenge, readManifest } from '../manifest.ts';
import type { SignRequest } from './protocol.ts';

/** What the sealer's own configuration pins, and nothing that it is told may change. */
export interface SealerTrust {
  readonly ceremonyKey: KeyObject;
  /** Origins from which officers confirm, such as `https://guichet.example`. */
  readonly origins: readonly string[];
}

/** All that somebody outside says: believed only as far as its signatures go. */
export interface Claim {
  readonly manifest: Manifest;
  readonly manifestBytes: Uint8Array;
  readonly act: ManifestAct;
  readonly assertion: Assertion;
  readonly administrators: readonly SignedStatement[];
  readonly credential: SignedStatement;
  readonly delegations: readonly SignedStatement[];
}

/** The moment to judge for, and what had been taken back. */
export interface Moment {
  readonly at: Date;
  readonly revocations: StatementTrust['revocations'];
}

/** Reads a claim's manifest and finds the act in it. */
export function readClaim(parts: Omit<Claim, 'manifest' | 'act'> & { readonly actId: string }): Result<Claim> {
  const { actId, ...claim } = parts;
  const manifest = readManifest(claim.manifestBytes);
  if (!manifest.ok) return manifest;
  const act = manifest.value.acts.find(each => each.act === actId);
  return act ? ok({ ...claim, manifest: manifest.value, act }) : refuse('sealing.act-not-in-manifest');
}

/** Ids of every statement in a claim: those whose revocation matters. */
export function statementIds({ administrators, credential, delegations }: Claim): string[] {
  return [...administrators, credential, ...delegations].flatMap(statement => {
    const body = parseStatement(statement.body);
    return body.ok ? [body.value.id] : [];
  });
}

/**
 * Whether the officer, at that moment, could have this act signed: a credential that two administrators signed, its passkey's
 * assertion over this manifest, and a delegation for the act's office and nature. Answers the officer's DER certificate.
 */
export function authorise(claim: Claim, moment: Moment, trust: SealerTrust): Result<Uint8Array> {
  const { manifest, act, assertion, administrators } = claim;
  const statements: StatementTrust = {
    ...moment,
    administrators,
    ceremonyKey: trust.ceremonyKey,
    commune: manifest.commune,
  };
  const credential = checkStatement('credential', claim.credential, statements);
  if (!credential.ok) return credential;
  const { id, subject, passkey, certificate } = credential.value;
  if (id !== manifest.credential || subject !== manifest.officer) return refuse('sealing.other-officer');
  const confirmed = verifyAssertion(assertion, passkey, {
    challenge: manifestChallenge(claim.manifestBytes),
    origins: trust.origins,
  });
  if (!confirmed.ok) return confirmed;
  const delegation = checkDelegation(claim, act, statements);
  if (!delegation.ok) return delegation;
  const der = Buffer.from(certificate, 'base64');
  return isValidAt(der, moment.at) ? ok(der) : refuse('sealing.certificate-expired');
}

/** Without this a signature could be released that no verifier accepts, and its number could then never be cancelled. */
function isValidAt(certificate: Buffer, at: Date): boolean {
  const { validFromDate, validToDate } = new X509Certificate(certificate);
  return validFromDate <= at && at <= validToDate;
}

function checkDelegation({ manifest, delegations }: Claim, act: ManifestAct, trust: StatementTrust): Result<unknown> {
  const statement = delegations.find(({ body }) => {
    const parsed = parseStatement(body);
    return parsed.ok && parsed.value.id === act.delegation;
  });
  if (!statement) return refuse('sealing.delegation-missing');
  const delegation = checkStatement('delegation', statement, trust);
  if (!delegation.ok) return delegation;
  return checkDelegationCovers(delegation.value, {
    officer: manifest.officer,
    office: act.office,
    nature: act.nature,
    at: trust.at,
  });
}

/** What a request claims, out of its base64. */
export function claimParts({ manifest, assertion, evidence, act }: SignRequest): Parameters<typeof readClaim>[0] {
  const statement = ({ body, signatures }: SignRequest['evidence']['credential']) => ({
    body: Buffer.from(body, 'base64'),
    signatures,
  });
  return {
    manifestBytes: Buffer.from(manifest, 'base64'),
    assertion,
    administrators: evidence.administrators.map(statement),
    credential: statement(evidence.credential),
    delegations: evidence.delegations.map(statement),
    actId: act,
  };
}

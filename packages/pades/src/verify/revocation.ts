import { oids } from '../der/oids.ts';
import type { StoredValue } from '../pdf/security-store.ts';
import { type RevocationEvidence, type RevocationStatus, revocationOf } from '../revocation/status.ts';
import type { Certificate } from '../x509/certificate.ts';
import { isValidAt } from '../x509/path.ts';
import type { JudgingContext } from './context.ts';

/** What is known of a certificate’s revocation. `offset` is where in the file the word of it stands, infinite outside. */
export type JudgedRevocation = { readonly offset: number } & (
  | { readonly kind: 'good' | 'unknown' }
  /** `before`: it was revoked before, or at, the moment asked for. */
  | { readonly kind: 'revoked'; readonly revokedAt: Date; readonly before: boolean }
);

/** Extensions by which an authority says that it will never publish a revocation (RFC 9608; EN 319 412-1 §5.2). */
const neverRevoked = [oids.noRevocationAvailable, oids.validityAssuredShortTerm] as const;

/** Whether a certificate’s authority will never say anything of it. */
export function isNeverRevoked(certificate: Certificate): boolean {
  return neverRevoked.some(dotted => certificate.extensions.has(dotted));
}

/**
 * Judges whether a certificate was revoked before `at` (EN 319 102-1 §5.2.5, §5.6.2.1). A good word counts when it was
 * spoken after `at`, or was still fresh then, and whoever spoke it had a valid certificate when the word is proven to
 * have existed. What was revoked later than `at` was good then.
 */
export function judgeRevocation(
  context: JudgingContext,
  certificate: Certificate,
  { issuer, pool, at }: { readonly issuer: Certificate; readonly pool: readonly Certificate[]; readonly at: Date },
): JudgedRevocation {
  if (isNeverRevoked(certificate)) return { kind: 'good', offset: 0 };
  const { ocsps, crls } = context.material;
  const question = { certificate, issuer, pool };
  const status = statusIn(context, ocsps, crls, question);
  if (status.kind === 'revoked') {
    const { revokedAt } = status;
    return { kind: 'revoked', revokedAt, before: revokedAt <= at, offset: offsetOf(context, status) };
  }
  // What the file holds comes first: newer word from outside takes nothing away from a file that speaks for itself.
  const inFile = (value: StoredValue) => value.offset < Number.POSITIVE_INFINITY;
  const own = statusIn(context, ocsps.filter(inFile), crls.filter(inFile), question);
  const believed = [own, status].find(
    found =>
      found.kind === 'good' && isFresh(found, at) && wasValid(found, context.proofs.provenAt(offsetOf(context, found))),
  );
  if (believed === undefined) return { kind: 'unknown', offset: Number.POSITIVE_INFINITY };
  return { kind: 'good', offset: offsetOf(context, believed) };
}

interface Question {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly pool: readonly Certificate[];
}

function statusIn(
  { at, verify }: JudgingContext,
  ocsps: readonly StoredValue[],
  crls: readonly StoredValue[],
  { certificate, issuer, pool }: Question,
): RevocationStatus {
  const material = { ocsps: ocsps.map(({ der }) => der), crls: crls.map(({ der }) => der), verify };
  return revocationOf(certificate, issuer, material, at, pool);
}

/** Where in the file the word that was believed stands; infinite for what was handed in, and for none. */
function offsetOf({ material: { ocsps, crls } }: JudgingContext, status: RevocationStatus): number {
  if (status.kind === 'unknown') return Number.POSITIVE_INFINITY;
  return [...ocsps, ...crls].find(({ der }) => der === status.source)?.offset ?? Number.POSITIVE_INFINITY;
}

function isFresh({ thisUpdate, nextUpdate }: RevocationEvidence, at: Date): boolean {
  return thisUpdate >= at || (nextUpdate !== undefined && nextUpdate >= at);
}

/** A key whose certificate has ended may be anybody’s: what it signed counts only if it is proven to be older. */
function wasValid({ responderPath }: RevocationEvidence, provenAt: Date): boolean {
  return responderPath.every(responder => isValidAt(responder, provenAt));
}

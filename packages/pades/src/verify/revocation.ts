import { oids } from '../der/oids.ts';
import { type RevocationEvidence, revocationOf } from '../revocation/status.ts';
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
  const material = { ocsp: ocsps.map(({ der }) => der), crls: crls.map(({ der }) => der) };
  const status = revocationOf(certificate, issuer, material, context.at, pool);
  if (status.kind === 'unknown') return { kind: 'unknown', offset: Number.POSITIVE_INFINITY };
  const offset = [...ocsps, ...crls].find(({ der }) => der === status.source)?.offset ?? Number.POSITIVE_INFINITY;
  if (status.kind === 'revoked') {
    const { revokedAt } = status;
    return { kind: 'revoked', revokedAt, before: revokedAt <= at, offset };
  }
  const believed = isFresh(status, at) && wasValid(status, context.proofs.provenAt(offset));
  return believed ? { kind: 'good', offset } : { kind: 'unknown', offset: Number.POSITIVE_INFINITY };
}

function isFresh({ thisUpdate, nextUpdate }: RevocationEvidence, at: Date): boolean {
  return thisUpdate >= at || (nextUpdate !== undefined && nextUpdate >= at);
}

/** A key whose certificate has ended may be anybody’s: what it signed counts only if it is proven to be older. */
function wasValid({ responderPath }: RevocationEvidence, provenAt: Date): boolean {
  return responderPath.every(responder => isValidAt(responder, provenAt));
}

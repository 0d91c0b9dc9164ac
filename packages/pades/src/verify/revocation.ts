import { oids } from '../der/oids.ts';
import type { Certificate } from '../x509/certificate.ts';

/** What is known of a certificate’s revocation. `offset` is where in the file the word of it stands, infinite outside. */
export type JudgedRevocation = { readonly offset: number } & (
  | { readonly kind: 'good' | 'unknown' }
  /** `before`: it was revoked before, or at, the moment asked for. */
  | { readonly kind: 'revoked'; readonly revokedAt: Date; readonly before: boolean }
);

/** Extensions by which an authority says that it will never publish a revocation (RFC 9608; EN 319 412-1 §5.2). */
const neverRevoked = [oids.noRevocationAvailable, oids.validityAssuredShortTerm] as const;

/** Judges whether a certificate was revoked. Nothing is read yet but an authority’s word that it publishes nothing. */
export function judgeRevocation(certificate: Certificate): JudgedRevocation {
  const isAssured = neverRevoked.some(dotted => certificate.extensions.has(dotted));
  return isAssured ? { kind: 'good', offset: 0 } : { kind: 'unknown', offset: Number.POSITIVE_INFINITY };
}

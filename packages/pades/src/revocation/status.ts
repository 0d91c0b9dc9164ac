import { clockSkewMilliseconds } from '../clock-skew.ts';
import { oids } from '../der/oids.ts';
import { PadesError } from '../failure.ts';
import type { verifiesSignature } from '../x509/algorithm.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { RevocationReason } from './reason.ts';
import { coversExpired, type Subject, useCrl, useOcsp } from './usable.ts';

/** OCSP responses and CRLs in DER, from wherever: nothing of it is believed before it is verified. */
export interface RevocationMaterial {
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** How signatures are verified: by one that remembers, where the same material is asked again and again. */
  readonly verify?: typeof verifiesSignature;
}

/** Verified material that says something of a certificate. */
export interface RevocationEvidence {
  readonly type: 'ocsp' | 'crl';
  /** The response or list, DER. */
  readonly source: Uint8Array;
  /** The moment of which it speaks; how old that may be is for the caller to judge. */
  readonly thisUpdate: Date;
  /** When the responder signed; thisUpdate for a CRL. */
  readonly producedAt: Date;
  readonly nextUpdate: Date | undefined;
  /** Who signed it: a delegated responder and the issuer, or the issuer alone. */
  readonly responderPath: readonly Certificate[];
}

/** Material that was passed over, and why, for engineers. */
export interface RefusedMaterial {
  readonly source: Uint8Array;
  readonly reason: string;
}

/** Status of one certificate. */
export type RevocationStatus = { readonly refused: readonly RefusedMaterial[] } & (
  | ({ readonly kind: 'good' } & RevocationEvidence)
  | ({
      readonly kind: 'revoked';
      readonly revokedAt: Date;
      readonly reason: RevocationReason;
      /** When the key is thought to have been lost, where a CRL says. */
      readonly invalidityDate: Date | undefined;
    } & RevocationEvidence)
  | { readonly kind: 'unknown' }
);

type Known = Exclude<RevocationStatus, { readonly kind: 'unknown' }>;
type Found = Known extends infer Each ? (Each extends Known ? Omit<Each, 'refused'> : never) : never;

/**
 * What the material says of `certificate`, issued by `issuer` (RFC 6960 §3.2, RFC 5280 §6.3). Only verified material
 * counts. A lasting revocation outweighs everything; else the newest word holds, a revocation before a good word of the
 * same moment. `at` is the moment of judging, not of signing: what was issued after it is not believed. `pool` may hold
 * certificates of responders. Trust anchors need no status: do not ask for theirs.
 */
export function revocationOf(
  certificate: Certificate,
  issuer: Certificate,
  material: RevocationMaterial,
  at: Date,
  pool: readonly Certificate[] = [],
): RevocationStatus {
  return statusOf({ certificate, issuer }, material, at, pool, true);
}

function statusOf(
  subject: Subject,
  material: RevocationMaterial,
  at: Date,
  pool: readonly Certificate[],
  mayDelegate: boolean,
): RevocationStatus {
  const refused: RefusedMaterial[] = [];
  const found: Found[] = [];
  const consider = (source: Uint8Array, read: () => Found) => {
    try {
      const evidence = read();
      const latest = Math.max(evidence.thisUpdate.getTime(), evidence.producedAt.getTime());
      if (latest > at.getTime() + clockSkewMilliseconds) refused.push({ source, reason: 'from the future' });
      else found.push(evidence);
    } catch (error) {
      if (!(error instanceof PadesError)) throw error;
      refused.push({ source, reason: error.message });
    }
  };
  const responders = new Map<string, RevocationStatus>();
  // Once for each: a thousand answers of one responder would ask all material a thousand times.
  const responderStatus = (responder: Certificate) => {
    if (!mayDelegate) throw new PadesError('revocation-unusable', 'responders of responders');
    const key = Buffer.from(responder.der).toString('hex');
    const asked = { certificate: responder, issuer: subject.issuer };
    const status = responders.get(key) ?? statusOf(asked, material, at, pool, false);
    responders.set(key, status);
    return status;
  };
  for (const source of material.crls) consider(source, () => fromCrl(source, subject, material));
  for (const source of material.ocsps) {
    consider(source, () => {
      const { evidence, needsStatus } = fromOcsp(source, subject, pool, material);
      if (needsStatus) assertResponderGood(evidence, responderStatus);
      return evidence;
    });
  }
  const [best] = found.sort(heavierFirst);
  return best === undefined ? { kind: 'unknown', refused } : { ...best, refused };
}

/** A hold may be lifted (RFC 5280 §5.3.1); every other revocation is for ever. */
function isLasting(found: Found): boolean {
  return found.kind === 'revoked' && found.reason !== 'certificateHold' && found.reason !== 'removeFromCRL';
}

function heavierFirst(left: Found, right: Found): number {
  const lasting = Number(isLasting(right)) - Number(isLasting(left));
  const newer = right.thisUpdate.getTime() - left.thisUpdate.getTime();
  return lasting || newer || Number(right.kind === 'revoked') - Number(left.kind === 'revoked');
}

function fromCrl(source: Uint8Array, { certificate, issuer }: Subject, { verify }: RevocationMaterial): Found {
  const { crl, entry } = useCrl(source, { certificate, issuer }, verify);
  const { thisUpdate, nextUpdate } = crl;
  const evidence = {
    type: 'crl',
    source,
    thisUpdate,
    producedAt: thisUpdate,
    nextUpdate,
    responderPath: [issuer],
  } as const;
  if (entry !== undefined) return { kind: 'revoked', ...entry, ...evidence };
  if (coversExpired(certificate, thisUpdate, crl.extensions.get(oids.expiredCertsOnCrl))) {
    return { kind: 'good', ...evidence };
  }
  throw new PadesError('revocation-unusable', 'the certificate had expired before the list was made');
}

function fromOcsp(
  source: Uint8Array,
  { certificate, issuer }: Subject,
  pool: readonly Certificate[],
  { verify }: RevocationMaterial,
): { readonly evidence: Found; readonly needsStatus: boolean } {
  const answer = useOcsp(source, { certificate, issuer }, pool, undefined, verify);
  const { thisUpdate, nextUpdate, producedAt, responder, revokedAt, reason = 'unspecified' } = answer;
  const delegated = responder.der !== issuer.der && Buffer.compare(responder.publicKeyInfo, issuer.publicKeyInfo) !== 0;
  const responderPath = delegated ? [responder, issuer] : [issuer];
  const evidence = { type: 'ocsp', source, thisUpdate, producedAt, nextUpdate, responderPath } as const;
  const needsStatus = answer.responderNeedsStatus;
  if (answer.status === 'revoked' && revokedAt !== undefined) {
    return { evidence: { kind: 'revoked', revokedAt, reason, invalidityDate: undefined, ...evidence }, needsStatus };
  }
  if (answer.status !== 'good') throw new PadesError('revocation-unusable', 'the responder does not know');
  if (!coversExpired(certificate, thisUpdate, answer.extensions.get(oids.ocspArchiveCutoff))) {
    throw new PadesError('revocation-unusable', 'the certificate had expired before the answer was made');
  }
  return { evidence: { kind: 'good', ...evidence }, needsStatus };
}

/**
 * A delegated responder without nocheck is believed when its own certificate was not revoked (RFC 6960 §4.2.2.2.1), as a
 * CRL or the issuer itself says: one responder vouching for another could go round in circles.
 */
function assertResponderGood(
  { responderPath: [responder], producedAt }: Found,
  statusOfResponder: (responder: Certificate) => RevocationStatus,
): void {
  if (responder === undefined) throw new PadesError('revocation-unusable', 'a responder without a certificate');
  const status = statusOfResponder(responder);
  const good = status.kind === 'good' || (status.kind === 'revoked' && isHonestUntil(status, producedAt));
  if (!good) throw new PadesError('revocation-unusable', `the responder’s certificate: ${status.kind}`);
}

/** Whether what was signed at `at` came before the revocation, for a reason other than a lost key. */
function isHonestUntil({ revokedAt, reason }: Extract<RevocationStatus, { kind: 'revoked' }>, at: Date): boolean {
  const keyLost = reason === 'keyCompromise' || reason === 'cACompromise' || reason === 'unspecified';
  return !keyLost && revokedAt > at;
}

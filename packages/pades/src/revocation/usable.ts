import { sameBytes } from '../bytes.ts';
import { booleanOf, DerFields, octetsOf, readOnly, timeOf } from '../der/decode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import { PadesError } from '../failure.ts';
import { verifiesSignature } from '../x509/algorithm.ts';
import {
  allowsKeyUsage,
  authorityOf,
  type Certificate,
  extendedKeyUsageOf,
  maySign,
  parseCertificate,
} from '../x509/certificate.ts';
import { distributionPointNames, fullNamesIn } from '../x509/general-name.ts';
import { isValidAt } from '../x509/path.ts';
import { type Crl, type CrlEntry, findEntry, parseCrl } from './crl.ts';
import { isAbout, type OcspAnswer, type OcspResponse, parseOcspResponse, responderKeyHash } from './ocsp.ts';

/** Whose status is asked. */
export interface Subject {
  readonly certificate: Certificate;
  /** The certificate whose key signed it. */
  readonly issuer: Certificate;
}

function unusable(reason: string): PadesError {
  return new PadesError('revocation-unusable', reason);
}

/** An OCSP answer that the issuer vouches for. */
export interface UsableAnswer extends OcspAnswer {
  readonly producedAt: Date;
  /** The certificate that signed the response. */
  readonly responder: Certificate;
  /** Whether the responder’s own status must be known before it is believed: it is delegated, without nocheck. */
  readonly responderNeedsStatus: boolean;
}

/**
 * Reads an OCSP response and verifies it for one certificate (RFC 6960 §3.2): it answers for this certificate, and is
 * signed by the issuer, or by a responder that the issuer itself certified for it (§4.2.2.2), valid at producedAt.
 * `pool` may hold that responder’s certificate. With a nonce, the response must carry it. Times are left to the caller.
 * Throws `revocation-malformed` and `revocation-unusable`.
 */
export function useOcsp(
  der: Uint8Array,
  { certificate, issuer }: Subject,
  pool: readonly Certificate[] = [],
  nonce?: Uint8Array,
  verify: typeof verifiesSignature = verifiesSignature,
): UsableAnswer {
  const response = parseOcspResponse(der);
  const answer = response.answers.find(({ about }) => isAbout(about, certificate, issuer));
  if (answer === undefined) throw unusable('the response is about other certificates');
  for (const [dotted, { critical }] of [...response.extensions, ...answer.extensions]) {
    if (critical && dotted !== oids.ocspNonce) throw unusable(`critical extension ${dotted}`);
  }
  if (nonce !== undefined && !carriesNonce(response, nonce)) throw unusable('the nonce is not ours');
  const responder = responderOf(response, issuer, pool);
  const { publicKeyInfo } = responder;
  const { signatureAlgorithm: algorithm, signed, signature } = response;
  if (!verify({ algorithm, publicKeyInfo, signed, signature })) throw unusable('the signature is wrong');
  const responderNeedsStatus = !isSameAuthority(responder, issuer) && !responder.extensions.has(oids.ocspNoCheck);
  return { ...answer, producedAt: response.producedAt, responder, responderNeedsStatus };
}

function carriesNonce(response: OcspResponse, nonce: Uint8Array): boolean {
  const extension = response.extensions.get(oids.ocspNonce);
  return extension !== undefined && sameBytes(octetsOf(readOnly(extension.value, tag.octetString)), nonce);
}

/** One key under one name, though maybe in two certificates. */
function isSameAuthority(left: Certificate, right: Certificate): boolean {
  return sameBytes(left.publicKeyInfo, right.publicKeyInfo) && sameBytes(left.subject, right.subject);
}

function responderOf(response: OcspResponse, issuer: Certificate, pool: readonly Certificate[]): Certificate {
  const { responder: named } = response;
  const candidates = [issuer, ...response.certificates.map(parseCertificate), ...pool];
  const matching = candidates.filter(candidate =>
    'name' in named ? sameBytes(candidate.subject, named.name) : sameBytes(responderKeyHash(candidate), named.keyHash),
  );
  const authorised = matching.find(
    candidate => isSameAuthority(candidate, issuer) || isDelegated(candidate, issuer, response.producedAt),
  );
  if (authorised === undefined) throw unusable('the issuer has not authorised this responder');
  return authorised;
}

/** RFC 6960 §4.2.2.2: certified by the issuer directly, with id-kp-OCSPSigning and no wider purpose instead of it. */
function isDelegated(responder: Certificate, issuer: Certificate, producedAt: Date): boolean {
  if (!sameBytes(responder.issuer, issuer.subject) || !isValidAt(responder, producedAt)) return false;
  if (extendedKeyUsageOf(responder)?.includes(oids.ocspSigning) !== true || !maySign(responder)) return false;
  return verifiesSignature({
    algorithm: responder.signatureAlgorithm,
    publicKeyInfo: issuer.publicKeyInfo,
    signed: responder.signed,
    signature: responder.signature,
  });
}

/** What a CRL says: nothing when the certificate is not on it. */
export interface UsableList {
  readonly crl: Crl;
  readonly entry: CrlEntry | undefined;
}

/**
 * Reads a CRL and verifies it for one certificate (RFC 5280 §6.3.3): of the certificate’s issuer, signed by a key that
 * may sign CRLs, and complete for this certificate. Delta, indirect and partial lists are refused, as is one of another
 * distribution point. Times are left to the caller. Throws `revocation-malformed` and `revocation-unusable`.
 */
export function useCrl(
  der: Uint8Array,
  { certificate, issuer }: Subject,
  verify: typeof verifiesSignature = verifiesSignature,
): UsableList {
  const crl = parseCrl(der);
  if (!sameBytes(crl.issuer, certificate.issuer)) throw unusable('the list is another authority’s');
  for (const [dotted, { critical }] of crl.extensions) {
    if (critical && dotted !== oids.issuingDistributionPoint) throw unusable(`critical extension ${dotted}`);
  }
  assertInScope(crl, certificate);
  if (!allowsKeyUsage(issuer, 'crlSigning')) throw unusable('the issuer’s key may not sign lists');
  const { signatureAlgorithm: algorithm, signed, signature } = crl;
  if (!verify({ algorithm, publicKeyInfo: issuer.publicKeyInfo, signed, signature })) {
    throw unusable('the signature is wrong');
  }
  return { crl, entry: findEntry(crl, certificate.serialNumber) };
}

/** IssuingDistributionPoint (RFC 5280 §5.2.5): what the list is restricted to must include the certificate. */
function assertInScope(crl: Crl, certificate: Certificate): void {
  const extension = crl.extensions.get(oids.issuingDistributionPoint);
  if (extension === undefined) return;
  const fields = new DerFields(readOnly(extension.value, tag.sequence));
  const name = fields.optional(contextTag(0));
  const flag = (number: number) => {
    const value = fields.optional(0x80 | number);
    return value !== undefined && booleanOf({ ...value, tag: tag.boolean });
  };
  const [usersOnly, authoritiesOnly] = [flag(1), flag(2)];
  if (fields.optional(0x83) !== undefined || flag(4) || flag(5)) throw unusable('the list is partial or indirect');
  fields.end();
  const { isAuthority } = authorityOf(certificate);
  if (isAuthority ? usersOnly : authoritiesOnly) throw unusable('the list is for certificates of another kind');
  if (name === undefined) return;
  const own = distributionPointNames(certificate.extensions.get(oids.crlDistributionPoints));
  const shared = fullNamesIn(name).some(listed => own.some(({ bytes }) => sameBytes(bytes, listed.bytes)));
  if (!shared) throw unusable('the list is of another distribution point');
}

/**
 * Whether what was issued at `thisUpdate` still speaks of a certificate that may have expired by then: authorities drop
 * expired certificates, unless they say since when they keep them (expiredCertsOnCRL, archive cutoff).
 */
export function coversExpired(
  certificate: Certificate,
  thisUpdate: Date,
  keptSince: { readonly value: Uint8Array } | undefined,
): boolean {
  if (thisUpdate <= certificate.notAfter) return true;
  return keptSince !== undefined && timeOf(readOnly(keptSince.value, tag.generalizedTime)) <= certificate.notAfter;
}

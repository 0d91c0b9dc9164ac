import { sameBytes } from '../bytes.ts';
import { oids } from '../der/oids.ts';
import { PadesError } from '../failure.ts';
import { verifiesSignature } from './algorithm.ts';
import { allowsKeyUsage, authorityOf, type Certificate } from './certificate.ts';

/** Extensions that this package acts upon; any other that is critical ends a path (RFC 5280 §4.2). */
const understood = new Set<string>([
  oids.basicConstraints,
  oids.keyUsage,
  oids.extendedKeyUsage,
  oids.subjectKeyIdentifier,
  oids.authorityKeyIdentifier,
  oids.subjectAltName,
  oids.certificatePolicies,
]);

const longestPath = 8;

/** Whether `issuer` signed `certificate` and was allowed to, `below` authorities standing between it and the leaf. */
function issued(issuer: Certificate, certificate: Certificate, below: number): boolean {
  if (!sameBytes(issuer.subject, certificate.issuer)) return false;
  const { isAuthority, pathLength } = authorityOf(issuer);
  if (!isAuthority || pathLength < below || !allowsKeyUsage(issuer, 'certificateSigning')) return false;
  return verifiesSignature({
    algorithm: certificate.signatureAlgorithm,
    publicKeyInfo: issuer.publicKeyInfo,
    signed: certificate.signed,
    signature: certificate.signature,
  });
}

/** Whether the moment lies inside the certificate's validity, both ends included. */
export function isValidAt(certificate: Certificate, at: Date): boolean {
  return certificate.notBefore <= at && at <= certificate.notAfter;
}

/**
 * Certificates from `leaf` to one of `trust`, leaf first, every one valid at `at`; undefined when there is no such path.
 * Names, signatures, basicConstraints, keyUsage, validity and critical extensions are checked (RFC 5280 §6.1);
 * revocation, name constraints and policies are not.
 */
export function findPath(
  leaf: Certificate,
  pool: readonly Certificate[],
  trust: readonly Certificate[],
  at: Date,
): Certificate[] | undefined {
  const extend = (path: readonly Certificate[]): Certificate[] | undefined => {
    const last = path.at(-1);
    if (last === undefined || !isValidAt(last, at)) return undefined;
    if ([...last.extensions].some(([dotted, { critical }]) => critical && !understood.has(dotted))) return undefined;
    if (trust.some(anchor => sameBytes(anchor.der, last.der))) return [...path];
    if (path.length >= longestPath) return undefined;
    for (const candidate of [...trust, ...pool]) {
      if (path.some(seen => sameBytes(seen.der, candidate.der))) continue;
      if (!issuedSafely(candidate, last, path.length - 1)) continue;
      const found = extend([...path, candidate]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return extend([leaf]);
}

/** A candidate whose algorithms or extensions cannot be read is no issuer; it does not end the search. */
function issuedSafely(issuer: Certificate, certificate: Certificate, below: number): boolean {
  try {
    return issued(issuer, certificate, below);
  } catch (error) {
    if (error instanceof PadesError) return false;
    throw error;
  }
}

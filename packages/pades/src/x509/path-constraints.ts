import { oids } from '../der/oids.ts';
import { PadesError } from '../failure.ts';
import { allowsKeyUsage, authorityOf, type Certificate, extendedKeyUsageOf } from './certificate.ts';
import { brokenNameConstraint } from './name-constraints.ts';
import { holdsUnderPolicies } from './policies.ts';
import { isSelfIssued } from './self-issued.ts';

/** Extensions that this package acts upon; any other that is critical ends a path (RFC 5280 §4.2). */
const understood = new Set<string>([
  oids.basicConstraints,
  oids.keyUsage,
  oids.extendedKeyUsage,
  oids.subjectKeyIdentifier,
  oids.authorityKeyIdentifier,
  oids.subjectAltName,
  oids.certificatePolicies,
  oids.nameConstraints,
  oids.policyConstraints,
  oids.inhibitAnyPolicy,
  oids.crlDistributionPoints,
  oids.authorityInfoAccess,
]);

/**
 * The first rule that a path, leaf first and anchor last, breaks (RFC 5280 §6.1), for engineers; undefined when it keeps
 * all: authorities that may issue, path lengths, names, purposes, policies, and nothing critical that is unknown. Names,
 * signatures and validity are looked at elsewhere.
 */
export function brokenConstraint(path: readonly Certificate[]): string | undefined {
  try {
    for (const [index, certificate] of path.entries()) {
      const unknown = [...certificate.extensions].find(([dotted, { critical }]) => critical && !understood.has(dotted));
      if (unknown !== undefined) return `${nameOf(certificate)} has the critical extension ${unknown[0]}`;
      const broken = index === 0 ? undefined : brokenByIssuer(certificate, path.slice(0, index));
      if (broken !== undefined) return `${nameOf(certificate)}: ${broken}`;
    }
    if (!sharePurposes(path)) return 'the purposes of the authorities do not include the certificate’s';
    return holdsUnderPolicies(path) ? undefined : 'an authority asks for a policy that the path does not have';
  } catch (error) {
    if (error instanceof PadesError) return error.message;
    throw error;
  }
}

function nameOf({ commonName }: Certificate): string {
  return commonName ?? 'a certificate without a name';
}

/** What `issuer` may not do that it did for those below it, leaf first. */
function brokenByIssuer(issuer: Certificate, below: readonly Certificate[]): string | undefined {
  const { isAuthority, pathLength } = authorityOf(issuer);
  const [, ...authorities] = below;
  const levels = authorities.filter(certificate => !isSelfIssued(certificate)).length;
  if (!isAuthority) return 'is no authority';
  if (levels > pathLength) return `may have ${pathLength} authorities below, and has ${levels}`;
  if (!allowsKeyUsage(issuer, 'certificateSigning')) return 'its key may not sign certificates';
  for (const [index, certificate] of below.entries()) {
    // A self-issued certificate is exempt, unless it is the leaf (§6.1.3 b).
    if (index > 0 && isSelfIssued(certificate)) continue;
    const broken = brokenNameConstraint(issuer, certificate);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

/**
 * Authorities that state purposes limit those of all below, by custom and not by RFC 5280: one purpose must run through
 * from the anchor’s first authority to the leaf. A leaf without purposes takes any.
 */
function sharePurposes(path: readonly Certificate[]): boolean {
  let common: readonly string[] | undefined;
  for (const certificate of path.slice(0, -1)) {
    const stated = extendedKeyUsageOf(certificate);
    if (stated === undefined || stated.includes(oids.anyExtendedKeyUsage)) continue;
    common = common === undefined ? stated : common.filter(purpose => stated.includes(purpose));
    if (common.length === 0) return false;
  }
  return true;
}

import { childrenOf, DerFields, type DerValue, integerOf, oidOf, readOnly } from '../der/decode.ts';
import { oids } from '../der/oids.ts';
import { tag } from '../der/tag.ts';
import { PadesError } from '../failure.ts';
import type { Certificate } from './certificate.ts';
import { isSelfIssued } from './self-issued.ts';

/** Policies under which a path holds so far: all, or these. */
type ValidPolicies = 'any' | ReadonlySet<string>;

/** How many more certificates may come before a rule applies. */
interface Countdown {
  readonly explicit: number;
  readonly inhibitAny: number;
}

/**
 * Whether a path from the leaf to its anchor, in this order, is valid under some policy or needs none (RFC 5280 §6.1):
 * whoever asks accepts any policy, so that only an authority’s policyConstraints can make one necessary. Policies are not
 * mapped: where an authority needs one and another maps it, the path is refused.
 */
export function holdsUnderPolicies(path: readonly Certificate[]): boolean {
  let valid: ValidPolicies = 'any';
  let left: Countdown = { explicit: Number.POSITIVE_INFINITY, inhibitAny: Number.POSITIVE_INFINITY };
  const down = path.slice(0, -1).reverse();
  for (const [index, certificate] of down.entries()) {
    const isLeaf = index === down.length - 1;
    const selfIssued = isSelfIssued(certificate);
    valid = narrowed(valid, policiesOf(certificate), left.inhibitAny > 0 || (selfIssued && !isLeaf));
    if (left.explicit === 0 && isNothing(valid)) return false;
    left = after(certificate, left, !selfIssued || isLeaf);
  }
  return left.explicit > 0 || !isNothing(valid);
}

function isNothing(valid: ValidPolicies): boolean {
  return valid !== 'any' && valid.size === 0;
}

function policiesOf(certificate: Certificate): readonly string[] {
  const extension = certificate.extensions.get(oids.certificatePolicies);
  if (extension === undefined) return [];
  return childrenOf(readOnly(extension.value, tag.sequence)).map(policy => oidOf(new DerFields(policy).take(tag.oid)));
}

function narrowed(valid: ValidPolicies, own: readonly string[], anyAllowed: boolean): ValidPolicies {
  const named = own.filter(policy => policy !== oids.anyPolicy);
  if (anyAllowed && named.length < own.length) return valid;
  return new Set(valid === 'any' ? named : named.filter(policy => valid.has(policy)));
}

function after(certificate: Certificate, left: Countdown, counts: boolean): Countdown {
  const step = counts ? 1 : 0;
  return {
    explicit: Math.min(Math.max(0, left.explicit - step), requireExplicitPolicyOf(certificate)),
    inhibitAny: Math.min(Math.max(0, left.inhibitAny - step), inhibitAnyPolicyOf(certificate)),
  };
}

function requireExplicitPolicyOf(certificate: Certificate): number {
  const extension = certificate.extensions.get(oids.policyConstraints);
  const value = extension && new DerFields(readOnly(extension.value, tag.sequence)).optional(0x80);
  return value === undefined ? Number.POSITIVE_INFINITY : skipCerts({ ...value, tag: tag.integer });
}

function inhibitAnyPolicyOf(certificate: Certificate): number {
  const extension = certificate.extensions.get(oids.inhibitAnyPolicy);
  return extension === undefined ? Number.POSITIVE_INFINITY : skipCerts(readOnly(extension.value));
}

function skipCerts(value: DerValue): number {
  const count = integerOf(value);
  if (count < 0n) throw new PadesError('certificate-malformed', 'a negative number of certificates');
  return Number(count);
}

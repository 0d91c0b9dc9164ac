import { explicit, octetString, oid, sequence, setOf, text } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { tag } from '../der/tag.ts';
import { PadesError } from '../failure.ts';
import { type DigestName, digestOid, hash } from '../x509/algorithm.ts';

/** What a signer commits to, by the names that EN 319 122-1 Annex B gives (ETSI’s identifiers). */
export type CommitmentType =
  | 'proof-of-origin'
  | 'proof-of-receipt'
  | 'proof-of-delivery'
  | 'proof-of-sender'
  | 'proof-of-approval'
  | 'proof-of-creation';

const commitmentOids: Readonly<Record<CommitmentType, string>> = {
  'proof-of-origin': '1.2.840.113549.1.9.16.6.1',
  'proof-of-receipt': '1.2.840.113549.1.9.16.6.2',
  'proof-of-delivery': '1.2.840.113549.1.9.16.6.3',
  'proof-of-sender': '1.2.840.113549.1.9.16.6.4',
  'proof-of-approval': '1.2.840.113549.1.9.16.6.5',
  'proof-of-creation': '1.2.840.113549.1.9.16.6.6',
};

/** The rules under which a signature is made and is to be judged: their identifier, and the digest of their text. */
export interface SignaturePolicy {
  /** Dotted object identifier. */
  readonly identifier: string;
  readonly digest: { readonly algorithm: DigestName; readonly value: Uint8Array };
  /** Where the text can be had; ASCII. */
  readonly uri?: string;
}

/** What a signer claims beside the document, covered by the signature and proven by nothing else. */
export interface SignerStatement {
  /** Then the signature dictionary may give no /Reason (EN 319 142-1 §6.3). */
  readonly commitmentType?: CommitmentType;
  /** Role or function, in any script. */
  readonly claimedRoles?: readonly string[];
  readonly signaturePolicy?: SignaturePolicy;
}

/** The signed attributes of a statement, by type; empty for an empty one. */
export function statementAttributes(
  statement: SignerStatement,
): { readonly type: string; readonly value: Uint8Array }[] {
  const { commitmentType, claimedRoles = [], signaturePolicy } = statement;
  const found = [];
  if (commitmentType !== undefined) {
    found.push({ type: oids.commitmentTypeIndication, value: commitmentTypeIndication(commitmentType) });
  }
  if (claimedRoles.length > 0) found.push({ type: oids.signerAttributesV2, value: signerAttributesV2(claimedRoles) });
  if (signaturePolicy !== undefined) {
    found.push({ type: oids.signaturePolicyIdentifier, value: signaturePolicyIdentifier(signaturePolicy) });
  }
  return found;
}

/** CommitmentTypeIndication without qualifiers (EN 319 122-1 §5.2.3). */
function commitmentTypeIndication(type: CommitmentType): Uint8Array {
  if (!Object.hasOwn(commitmentOids, type))
    throw new PadesError('option-invalid', `there is no commitment type ${type}`);
  return sequence(oid(commitmentOids[type]));
}

/**
 * SignerAttributeV2 with claimed attributes alone (EN 319 122-1 §5.2.6.1). Of the standard attribute types, `title`
 * (X.520 §6.4.3, a position or function) holds free text in any script; `role` would ask for a name or URI.
 */
function signerAttributesV2(roles: readonly string[]): Uint8Array {
  if (roles.includes('')) throw new PadesError('option-invalid', 'a claimed role is empty');
  const values = setOf(roles.map(role => text(tag.utf8String, role.toWellFormed())));
  return sequence(explicit(0, sequence(sequence(oid(oids.title), values))));
}

/** SignaturePolicyId with the digest of the policy (EN 319 122-1 §5.2.9), and where it is to be had. */
function signaturePolicyIdentifier({ identifier, digest, uri }: SignaturePolicy): Uint8Array {
  if (digest.value.length !== hash(digest.algorithm).length) {
    throw new PadesError('option-invalid', 'the signature policy’s digest has the wrong length');
  }
  if (uri !== undefined && !/^[\x21-\x7e]+$/.test(uri))
    throw new PadesError('option-invalid', 'policy uri is not ASCII');
  const policyDigest = sequence(sequence(oid(digestOid(digest.algorithm))), octetString(digest.value));
  const qualifiers =
    uri === undefined ? [] : [sequence(sequence(oid(oids.signaturePolicyUri), text(tag.ia5String, uri)))];
  return sequence(oid(identifier), policyDigest, ...qualifiers);
}

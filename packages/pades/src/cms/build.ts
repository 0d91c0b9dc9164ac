import { compareBytes, concat } from '../bytes.ts';
import { childrenOf, type DerValue, readOnly } from '../der/decode.ts';
import { encode, explicit, integer, octetString, oid, retag, sequence, setOf } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import { PadesError, renamingErrors } from '../failure.ts';
import { type DigestName, hash, verifiesSignature } from '../x509/algorithm.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { factsOf, type SignatureAlgorithm, signatureValueOf } from './algorithm.ts';
import { attribute, digestIdentifier } from './attributes.ts';
import { onlySigner, parseSignedData, unwrapSignedData } from './signed-data.ts';
import { type SignerStatement, statementAttributes } from './statement.ts';

/** What a signature is put together from. */
export interface CmsInput {
  /** Result of `signedAttributes`, the very bytes that were signed. */
  readonly signedAttributes: Uint8Array;
  /** Raw signature from the signer: RSA block, ECDSA r‖s (64 octets for P-256, 96 for P-384), or 64 octets of Ed25519. */
  readonly signature: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  /** DER certificates, the signer's first, then its issuers; the root may be left out. */
  readonly chain: readonly Uint8Array[];
  /** RFC 3161 token over the signature; or add it later with `addTimestamp`. */
  readonly timestampToken?: Uint8Array;
}

/**
 * A detached CMS SignedData for a PDF's /Contents, DER (RFC 5652, EN 319 122-1). The signature is verified with the
 * signer's certificate first: one that does not fit throws `signature-mismatch` and never reaches a file.
 */
export function buildCms(input: CmsInput): Uint8Array {
  const [signerDer] = input.chain;
  if (signerDer === undefined) throw new PadesError('option-invalid', 'the chain is empty');
  const { digest, identifier } = factsOf(input.algorithm);
  const signer = parseCertificate(signerDer);
  const signature = signatureValueOf(input.algorithm, input.signature);
  const algorithm = readOnly(identifier);
  const claim = { algorithm, publicKeyInfo: signer.publicKeyInfo, signed: input.signedAttributes, signature, digest };
  if (!verifiesSignature(claim)) {
    throw new PadesError('signature-mismatch', 'the signature is not the certificate’s over these attributes');
  }
  const digestAlgorithm = digestIdentifier(digest);
  const signerInfo = sequence(
    integer(1),
    sequence(signer.issuer, encode(tag.integer, signer.serialNumber)),
    digestAlgorithm,
    retag(contextTag(0), input.signedAttributes),
    identifier,
    octetString(signature),
  );
  const signedData = sequence(
    integer(1),
    setOf([digestAlgorithm]),
    sequence(oid(oids.data)),
    encode(contextTag(0), ...[...input.chain].sort(compareBytes)),
    setOf([signerInfo]),
  );
  const cms = sequence(oid(oids.signedData), explicit(0, signedData));
  return input.timestampToken === undefined ? cms : addTimestamp(cms, input.timestampToken);
}

/** Digest of the signature value of a CMS with one signer: what its signature timestamp must be over (RFC 3161 App. A). */
export function timestampImprint(cms: Uint8Array, digest: DigestName = 'sha256'): Uint8Array {
  return hash(digest, onlySigner(parseSignedData(cms)).signature);
}

/**
 * The same CMS with an RFC 3161 token (DER ContentInfo, checked before by `checkTimestampResponse`) as its
 * signature-time-stamp attribute, which makes B-B into B-T. Nothing that was signed changes.
 */
export function addTimestamp(cms: Uint8Array, token: Uint8Array): Uint8Array {
  onlySigner(parseSignedData(cms));
  return renamingErrors('cms-malformed', () => {
    const fields = childrenOf(unwrapSignedData(cms));
    const [signerInfo] = childrenOf(lastOf(fields));
    if (signerInfo === undefined) throw new PadesError('cms-malformed', 'no signer');
    const parts = childrenOf(signerInfo);
    const last = lastOf(parts);
    const hasUnsigned = last.tag === contextTag(1);
    const kept = hasUnsigned ? childrenOf(last).map(value => value.bytes) : [];
    const unsigned = retag(contextTag(1), setOf([...kept, attribute(oids.signatureTimeStampToken, token)]));
    const signedParts = (hasUnsigned ? parts.slice(0, -1) : parts).map(part => part.bytes);
    const before = fields.slice(0, -1).map(field => field.bytes);
    const signedData = sequence(...before, setOf([sequence(...signedParts, unsigned)]));
    return sequence(oid(oids.signedData), explicit(0, signedData));
  });
}

function lastOf(values: readonly DerValue[]): DerValue {
  const last = values.at(-1);
  if (last === undefined) throw new PadesError('cms-malformed', 'empty structure');
  return last;
}

/** Room for a timestamp token of a usual authority: its CMS with a chain of three RSA-4096 certificates. */
const usualTimestampAllowance = 8192;

/** Names, digests, attribute headers and lengths around certificates and signature, rounded up. */
const fixedParts = 512;

/** Type, set and lengths around an attribute’s value. */
const statedHeader = 32;

/** What makes a CMS longer or shorter beside its chain. */
export interface EstimateOptions extends SignerStatement {
  /** The longest there is unless told. */
  readonly algorithm?: SignatureAlgorithm;
  /** Room for the timestamp token: 8192 octets unless told, 0 for B-B without one. */
  readonly timestampAllowance?: number;
}

/** Octets that the CMS of this chain may take, for `prepareSignature`. */
export function estimateContentsSize(chain: readonly Uint8Array[], options: EstimateOptions = {}): number {
  const [signer] = chain;
  if (signer === undefined) throw new PadesError('option-invalid', 'the chain is empty');
  const { issuer, serialNumber } = parseCertificate(signer);
  const signature = options.algorithm === undefined ? 512 : factsOf(options.algorithm).longestSignature;
  const certificates = chain.reduce((total, certificate) => total + certificate.length, 0);
  const naming = concat(issuer, serialNumber).length;
  const stated = statementAttributes(options).reduce((total, { value }) => total + value.length + statedHeader, 0);
  return (
    certificates + naming + signature + fixedParts + stated + (options.timestampAllowance ?? usualTimestampAllowance)
  );
}

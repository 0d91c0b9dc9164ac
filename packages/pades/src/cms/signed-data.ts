import {
  childrenOf,
  DerFields,
  type DerValue,
  integerOctetsOf,
  integerOf,
  octetsOf,
  oidOf,
  readOnly,
} from '../der/decode.ts';
import { retag } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import { PadesError, renamingErrors } from '../failure.ts';
import { digestOf } from '../x509/algorithm.ts';

/** One SignerInfo (RFC 5652 §5.3), as views into the bytes it was read from. */
export interface SignerInfo {
  /** issuerAndSerialNumber, or the subject key identifier. */
  readonly signer: { readonly issuer: Uint8Array; readonly serialNumber: Uint8Array } | { readonly keyId: Uint8Array };
  readonly digestAlgorithm: DerValue;
  /** The bytes that were signed: the attributes as a SET OF. */
  readonly signedAttributes: Uint8Array;
  /** Values of each signed attribute, by type. */
  readonly attributes: ReadonlyMap<string, readonly DerValue[]>;
  readonly signatureAlgorithm: DerValue;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: ReadonlyMap<string, readonly DerValue[]>;
}

/** A CMS SignedData. */
export interface SignedData {
  readonly contentType: string;
  /** Content carried inside; undefined when detached. */
  readonly content: Uint8Array | undefined;
  /** DER certificates, as carried. */
  readonly certificates: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
}

/** Reads a ContentInfo that must be a SignedData in DER with nothing after it; throws `cms-malformed`. */
export function parseSignedData(der: Uint8Array): SignedData {
  return renamingErrors('cms-malformed', () => {
    const fields = new DerFields(unwrapSignedData(der));
    assertVersion(integerOf(fields.take(tag.integer)), [1n, 3n, 4n, 5n]);
    const digests = new Set(childrenOf(fields.take(tag.set)).map(digestOf));
    const encapsulated = new DerFields(fields.take(tag.sequence));
    const contentType = oidOf(encapsulated.take(tag.oid));
    const wrapped = encapsulated.optional(contextTag(0));
    const certificates = fields.optional(contextTag(0));
    fields.optional(contextTag(1));
    const signers = childrenOf(fields.take(tag.set)).map(parseSignerInfo);
    fields.end();
    if (!signers.every(({ digestAlgorithm }) => digests.has(digestOf(digestAlgorithm)))) {
      throw new PadesError('cms-malformed', 'a signer’s digest is not announced');
    }
    return {
      contentType,
      content: wrapped && octetsOf(readOnly(wrapped.content, tag.octetString)),
      certificates: certificates === undefined ? [] : certificatesIn(certificates),
      signers,
    };
  });
}

/** The SignedData inside a ContentInfo. */
export function unwrapSignedData(der: Uint8Array): DerValue {
  const outer = new DerFields(readOnly(der, tag.sequence));
  if (oidOf(outer.take(tag.oid)) !== oids.signedData) throw new PadesError('cms-malformed', 'not a SignedData');
  const wrapped = outer.take(contextTag(0));
  outer.end();
  return readOnly(wrapped.content, tag.sequence);
}

function parseSignerInfo(value: DerValue): SignerInfo {
  const fields = new DerFields(value);
  const version = integerOf(fields.take(tag.integer));
  const keyId = fields.optional(0x80);
  // RFC 5652 §5.3: 1 with issuer and serial number, 3 with a key identifier.
  assertVersion(version, [keyId === undefined ? 1n : 3n]);
  const signer = keyId === undefined ? issuerAndSerialOf(fields.take(tag.sequence)) : { keyId: keyId.content };
  const digestAlgorithm = fields.take(tag.sequence);
  const signed = fields.take(contextTag(0));
  const signatureAlgorithm = fields.take(tag.sequence);
  const signature = octetsOf(fields.take(tag.octetString));
  const unsigned = fields.optional(contextTag(1));
  fields.end();
  return {
    signer,
    digestAlgorithm,
    signedAttributes: retag(tag.set, signed.bytes),
    attributes: attributesOf(signed),
    signatureAlgorithm,
    signature,
    unsignedAttributes: unsigned === undefined ? new Map() : attributesOf(unsigned),
  };
}

/** The X.509 certificates of a CertificateSet; the other, tagged kinds are of no use here (RFC 5652 §10.2.2). */
function certificatesIn(set: DerValue): Uint8Array[] {
  return childrenOf(set)
    .filter(value => value.tag === tag.sequence)
    .map(value => value.bytes);
}

function assertVersion(version: bigint, allowed: readonly bigint[]): void {
  if (!allowed.includes(version)) throw new PadesError('cms-malformed', `version ${version}`);
}

function issuerAndSerialOf(value: DerValue): { issuer: Uint8Array; serialNumber: Uint8Array } {
  const fields = new DerFields(value);
  const issuer = fields.take(tag.sequence).bytes;
  const serialNumber = integerOctetsOf(fields.take(tag.integer));
  fields.end();
  return { issuer, serialNumber };
}

function attributesOf(set: DerValue): Map<string, readonly DerValue[]> {
  const attributes = new Map<string, readonly DerValue[]>();
  for (const attribute of childrenOf(set)) {
    const fields = new DerFields(attribute);
    const type = oidOf(fields.take(tag.oid));
    const values = childrenOf(fields.take(tag.set));
    fields.end();
    // Twice the same type would let two readers choose differently (RFC 5652 §5.3 forbids it).
    if (attributes.has(type)) throw new PadesError('cms-malformed', `attribute ${type} twice`);
    attributes.set(type, values);
  }
  return attributes;
}

/** The one signer of a SignedData; throws `cms-malformed` when there are none or several. */
export function onlySigner(signedData: SignedData): SignerInfo {
  const [signer, ...others] = signedData.signers;
  if (signer === undefined || others.length > 0) throw new PadesError('cms-malformed', 'not exactly one signer');
  return signer;
}

/** The one value of an attribute; undefined when the attribute is absent or has several values. */
export function onlyValue(attributes: SignerInfo['attributes'], type: string): DerValue | undefined {
  const values = attributes.get(type);
  return values?.length === 1 ? values[0] : undefined;
}

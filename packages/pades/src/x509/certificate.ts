import { sameBytes } from '../bytes.ts';
import {
  bitOctetsOf,
  booleanOf,
  childrenOf,
  DerFields,
  type DerValue,
  integerOctetsOf,
  namedBitsOf,
  octetsOf,
  oidOf,
  readOnly,
  timeOf,
} from '../der/decode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import { PadesError, renamingErrors } from '../failure.ts';
import { takeSigned } from './signed.ts';

/** An extension's value (the DER inside its OCTET STRING) and whether it must be understood. */
export interface Extension {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** The parts of an X.509 certificate that signing and judging need; byte fields are views into `der`. */
export interface Certificate {
  readonly der: Uint8Array;
  readonly signed: Uint8Array;
  readonly serialNumber: Uint8Array;
  /** DER Name. */
  readonly issuer: Uint8Array;
  /** DER Name. */
  readonly subject: Uint8Array;
  /** Of the subject. */
  readonly commonName: string | undefined;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKeyInfo: Uint8Array;
  readonly extensions: ReadonlyMap<string, Extension>;
  readonly signatureAlgorithm: DerValue;
  readonly signature: Uint8Array;
}

/** Reads a DER certificate (RFC 5280 §4.1); throws `certificate-malformed`. */
export function parseCertificate(der: Uint8Array): Certificate {
  return renamingErrors('certificate-malformed', () => {
    const outer = new DerFields(readOnly(der, tag.sequence));
    const { signed, signatureAlgorithm, signature } = takeSigned(outer);
    outer.end();
    const fields = new DerFields(signed);
    fields.optional(contextTag(0));
    const serialNumber = integerOctetsOf(fields.take(tag.integer));
    const innerAlgorithm = fields.take(tag.sequence);
    if (!sameBytes(innerAlgorithm.bytes, signatureAlgorithm.bytes)) {
      throw new PadesError('certificate-malformed', 'two signature algorithms');
    }
    const issuer = fields.take(tag.sequence).bytes;
    const [notBefore, notAfter] = childrenOf(fields.take(tag.sequence)).map(timeOf);
    if (notBefore === undefined || notAfter === undefined) throw new PadesError('certificate-malformed', 'no validity');
    const subject = fields.take(tag.sequence);
    const publicKeyInfo = fields.take(tag.sequence).bytes;
    const wrapped = fields.optional(contextTag(3));
    const extensions = wrapped === undefined ? new Map<string, Extension>() : extensionsIn(wrapped.content);
    fields.end();
    return {
      der,
      signed: signed.bytes,
      serialNumber,
      issuer,
      subject: subject.bytes,
      commonName: commonNameIn(subject),
      notBefore,
      notAfter,
      publicKeyInfo,
      extensions,
      signatureAlgorithm,
      signature,
    };
  });
}

/** Certificates among DER values; what cannot be read is of no use and no harm. */
export function readableCertificates(ders: readonly Uint8Array[]): Certificate[] {
  return ders.flatMap(der => {
    try {
      return [parseCertificate(der)];
    } catch (error) {
      if (error instanceof PadesError) return [];
      throw error;
    }
  });
}

/** Reads an Extensions (RFC 5280 §4.1), of a certificate, a CRL or an OCSP response; one type twice is refused. */
export function extensionsIn(der: Uint8Array): Map<string, Extension> {
  const extensions = new Map<string, Extension>();
  for (const extension of childrenOf(readOnly(der, tag.sequence))) {
    const fields = new DerFields(extension);
    const dotted = oidOf(fields.take(tag.oid));
    const critical = fields.optional(tag.boolean);
    const value = octetsOf(fields.take(tag.octetString));
    fields.end();
    if (extensions.has(dotted)) throw new PadesError('certificate-malformed', `extension ${dotted} twice`);
    extensions.set(dotted, { critical: critical !== undefined && booleanOf(critical), value });
  }
  return extensions;
}

/** basicConstraints: whether the certificate may issue others, and how many more levels below. */
export function authorityOf(certificate: Certificate): { readonly isAuthority: boolean; readonly pathLength: number } {
  const extension = certificate.extensions.get(oids.basicConstraints);
  if (extension === undefined) return { isAuthority: false, pathLength: 0 };
  const fields = new DerFields(readOnly(extension.value, tag.sequence));
  const flag = fields.optional(tag.boolean);
  const length = fields.optional(tag.integer);
  return {
    isAuthority: flag !== undefined && booleanOf(flag),
    pathLength: length === undefined ? Number.POSITIVE_INFINITY : (length.content[0] ?? 0),
  };
}

/** Positions of the keyUsage bits in use (RFC 5280 §4.2.1.3). */
export const keyUsageBit = { digitalSignature: 0, nonRepudiation: 1, certificateSigning: 5, crlSigning: 6 } as const;

/** Whether keyUsage allows this use; a certificate without keyUsage allows all. */
export function allowsKeyUsage(certificate: Certificate, use: keyof typeof keyUsageBit): boolean {
  const extension = certificate.extensions.get(oids.keyUsage);
  if (extension === undefined) return true;
  return namedBitsOf(readOnly(extension.value, tag.bitString))[keyUsageBit[use]] === true;
}

/** Whether keyUsage allows signatures over data, of either kind. */
export function maySign(certificate: Certificate): boolean {
  return allowsKeyUsage(certificate, 'digitalSignature') || allowsKeyUsage(certificate, 'nonRepudiation');
}

/** Object identifiers in extendedKeyUsage; undefined when the extension is absent. */
export function extendedKeyUsageOf(certificate: Certificate): string[] | undefined {
  const extension = certificate.extensions.get(oids.extendedKeyUsage);
  return extension && childrenOf(readOnly(extension.value, tag.sequence)).map(oidOf);
}

/** Purposes that have keys of their own: whoever has such a key is a machine, and signs no documents. */
const machinePurposes: readonly string[] = [oids.timeStamping, oids.ocspSigning, oids.serverAuthentication];

/**
 * Whether a certificate allows signatures over documents: by keyUsage, and by extendedKeyUsage, which where it stands must
 * name another purpose than those of machines (RFC 5280 §4.2.1.12, RFC 3161 §2.3).
 */
export function maySignDocuments(certificate: Certificate): boolean {
  const purposes = extendedKeyUsageOf(certificate);
  return maySign(certificate) && purposes?.every(purpose => machinePurposes.includes(purpose)) !== true;
}

/** The public key's own bits: what key identifiers and OCSP hash (RFC 5280 §4.2.1.2, RFC 6960 §4.1.1). */
export function publicKeyBitsOf(publicKeyInfo: Uint8Array): Uint8Array {
  const fields = new DerFields(readOnly(publicKeyInfo, tag.sequence));
  fields.take(tag.sequence);
  return bitOctetsOf(fields.take(tag.bitString));
}

/** commonName in a Name; undefined when it has none. */
function commonNameIn(name: DerValue): string | undefined {
  for (const relative of childrenOf(name)) {
    for (const attribute of childrenOf(relative)) {
      const fields = new DerFields(attribute);
      if (oidOf(fields.take(tag.oid)) === oids.commonName) return new TextDecoder().decode(fields.any().content);
    }
  }
  return undefined;
}

import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { factsOf, signatureValueOf } from '../cms/algorithm.ts';
import { bitOctetsOf, childrenOf, readOnly } from '../der/decode.ts';
import {
  bitString,
  boolean,
  certificateTime,
  encode,
  explicit,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  text,
} from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { tag } from '../der/tag.ts';
import { algorithmOf, signWithKey } from '../sign/software-signer.ts';
import type { DigestName } from '../x509/algorithm.ts';
import { parseCertificate } from '../x509/certificate.ts';

/** Who a certificate is about. Any script; `country` is the two-letter code. */
export interface SubjectName {
  readonly commonName: string;
  readonly organization?: string;
  readonly country?: string;
}

/** First and last moment. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** A certificate's kind of use: a signer’s signatures, timestamps, OCSP responses, or issuing others. */
export type CertificateUsage = 'signer' | 'tsa' | 'ocsp' | 'ca';

/** Where a certificate says that its status and its issuer are found. */
export interface AccessPoints {
  readonly ocsp?: string;
  readonly issuer?: string;
  readonly crl?: string;
}

/** Kinds of key. `pss2048` is an RSA key bound to PSS with SHA-256 (RFC 4055 §3.3); the others sign PKCS#1 v1.5. */
export type KeyKind = 'p256' | 'p384' | 'ed25519' | 'rsa2048' | 'rsa3072' | 'pss2048';

/** A new private key; P-256 unless told. Export it with `key.export({ type: 'pkcs8', format: 'pem' })`. */
export function createKey(kind: KeyKind = 'p256'): KeyObject {
  switch (kind) {
    case 'p256':
      return generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
    case 'p384':
      return generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey;
    case 'ed25519':
      return generateKeyPairSync('ed25519').privateKey;
    case 'pss2048': {
      const bound = { hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha256' };
      return generateKeyPairSync('rsa-pss', { modulusLength: 2048, ...bound }).privateKey;
    }
    default:
      return generateKeyPairSync('rsa', { modulusLength: kind === 'rsa2048' ? 2048 : 3072 }).privateKey;
  }
}

/** DER to PEM. */
export function certificatePem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** SubjectPublicKeyInfo of a private or public key, DER. */
function publicKeyInfoOf(key: KeyObject): Uint8Array {
  const publicKey = key.type === 'public' ? key : createPublicKey(key);
  return publicKey.export({ type: 'spki', format: 'der' });
}

/** DER Name of a subject: UTF8String, except the country, which X.520 makes a PrintableString. */
export function encodeName(name: SubjectName): Uint8Array {
  const relative = (type: string, tagOctet: number, value: string | undefined) =>
    value === undefined ? [] : [setOf([sequence(oid(type), text(tagOctet, value))])];
  return sequence(
    ...relative(oids.countryName, tag.printableString, name.country),
    ...relative(oids.organizationName, tag.utf8String, name.organization),
    ...relative(oids.commonName, tag.utf8String, name.commonName),
  );
}

/** RFC 5280 §4.2.1.2, method 1: SHA-1 of the public key's bits; an identifier, not a protection. */
function keyIdentifier(publicKeyInfo: Uint8Array): Uint8Array {
  const [, bits] = childrenOf(readOnly(publicKeyInfo));
  return createHash('sha1')
    .update(bits === undefined ? publicKeyInfo : bitOctetsOf(bits))
    .digest();
}

/** An Extension in DER (RFC 5280 §4.1). */
export function extension(type: string, critical: boolean, value: Uint8Array): Uint8Array {
  return sequence(oid(type), ...(critical ? [boolean(true)] : []), octetString(value));
}

/** keyUsage as named bits with the trailing zeros dropped (RFC 5280 §4.2.1.3). */
const keyUsageOctet: Readonly<Record<CertificateUsage, readonly [octet: number, unusedBits: number]>> = {
  signer: [0b1100_0000, 6], // digitalSignature, nonRepudiation
  tsa: [0b1100_0000, 6],
  ocsp: [0b1000_0000, 7], // digitalSignature
  ca: [0b0000_0110, 1], // keyCertSign, cRLSign
};

/** extendedKeyUsage: dotted purposes. RFC 3161 §2.3 wants timeStamping alone, and critical. */
export interface ExtendedKeyUsage {
  readonly purposes: readonly string[];
  readonly critical: boolean;
}

const usualPurposes: Readonly<Partial<Record<CertificateUsage, ExtendedKeyUsage>>> = {
  tsa: { purposes: [oids.timeStamping], critical: true },
  ocsp: { purposes: [oids.ocspSigning], critical: false },
};

function accessExtensions({ ocsp, issuer, crl }: AccessPoints): Uint8Array[] {
  const uri = (address: string) => text(0x86, address);
  const described = (method: string, address: string | undefined) =>
    address === undefined ? [] : [sequence(oid(method), uri(address))];
  const access = [...described(oids.ocsp, ocsp), ...described(oids.caIssuers, issuer)];
  return [
    ...(access.length === 0 ? [] : [extension(oids.authorityInfoAccess, false, sequence(...access))]),
    ...(crl === undefined
      ? []
      : [extension(oids.crlDistributionPoints, false, sequence(sequence(explicit(0, explicit(0, uri(crl))))))]),
  ];
}

function extensions(input: CertificateInput, subjectKey: Uint8Array, issuerKey: Uint8Array): Uint8Array {
  const { usage, extendedKeyUsage = usualPurposes[usage] } = input;
  const [octet, unusedBits] = keyUsageOctet[usage];
  const list = [
    extension(oids.basicConstraints, true, usage === 'ca' ? authorityConstraints(input.pathLength) : sequence()),
    extension(oids.keyUsage, true, bitString(Uint8Array.of(octet), unusedBits)),
    extension(oids.subjectKeyIdentifier, false, octetString(keyIdentifier(subjectKey))),
    extension(oids.authorityKeyIdentifier, false, sequence(encode(0x80, keyIdentifier(issuerKey)))),
  ];
  if (extendedKeyUsage !== undefined) {
    const purposes = sequence(...extendedKeyUsage.purposes.map(oid));
    list.push(extension(oids.extendedKeyUsage, extendedKeyUsage.critical, purposes));
  }
  if (input.ocspNoCheck === true) list.push(extension(oids.ocspNoCheck, false, nullValue()));
  list.push(...accessExtensions(input.access ?? {}), ...(input.moreExtensions ?? []));
  return explicit(3, sequence(...list));
}

function authorityConstraints(pathLength: number | undefined): Uint8Array {
  return sequence(boolean(true), ...(pathLength === undefined ? [] : [integer(pathLength)]));
}

/** What to certify, and who does. */
export interface CertificateInput {
  readonly subject: SubjectName;
  readonly publicKey: KeyObject;
  readonly usage: CertificateUsage;
  readonly validity: Validity;
  /** DER certificate of the issuer; self-signed when left out. */
  readonly issuerCertificate?: Uint8Array;
  readonly issuerKey: KeyObject;
  /** Positive big-endian octets; 16 random ones unless told. */
  readonly serialNumber?: Uint8Array;
  /** That of the usage unless told. */
  readonly extendedKeyUsage?: ExtendedKeyUsage;
  /** Levels of authorities that an authority may have below it; any unless told. */
  readonly pathLength?: number;
  readonly access?: AccessPoints;
  /** id-pkix-ocsp-nocheck: the responder's own status need not be asked (RFC 6960 §4.2.2.2.1). */
  readonly ocspNoCheck?: boolean;
  /** Further extensions, DER: see `extension`. */
  readonly moreExtensions?: readonly Uint8Array[];
}

/** How a key signs certificates, tokens and answers: AlgorithmIdentifier, digest, and the signature as they carry it. */
export function signatureOf(key: KeyObject): {
  readonly identifier: Uint8Array;
  readonly digest: DigestName;
  sign(bytes: Uint8Array): Uint8Array;
} {
  const algorithm = algorithmOf(key);
  const { identifier, digest } = factsOf(algorithm);
  return { identifier, digest, sign: bytes => signatureValueOf(algorithm, signWithKey(key, algorithm, bytes)) };
}

/** An X.509 v3 certificate in DER (RFC 5280). */
export function createCertificate(input: CertificateInput): Uint8Array {
  const signature = signatureOf(input.issuerKey);
  const { identifier } = signature;
  const subject = encodeName(input.subject);
  const issuer = input.issuerCertificate && parseCertificate(input.issuerCertificate);
  const subjectKey = publicKeyInfoOf(input.publicKey);
  const toBeSigned = sequence(
    explicit(0, integer(2)),
    integer(input.serialNumber ?? randomSerialNumber()),
    identifier,
    issuer?.subject ?? subject,
    sequence(certificateTime(input.validity.notBefore), certificateTime(input.validity.notAfter)),
    subject,
    subjectKey,
    extensions(input, subjectKey, issuer?.publicKeyInfo ?? subjectKey),
  );
  return sequence(toBeSigned, identifier, bitString(signature.sign(toBeSigned)));
}

/** 16 octets, positive and never beginning with zero (RFC 5280 §4.1.2.2 allows up to 20). */
function randomSerialNumber(): Uint8Array {
  const octets = randomBytes(16);
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return octets;
}

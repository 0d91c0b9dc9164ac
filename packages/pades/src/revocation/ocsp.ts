import { createHash } from 'node:crypto';
import { sameBytes } from '../bytes.ts';
import {
  childrenOf,
  DerFields,
  type DerValue,
  integerOctetsOf,
  octetsOf,
  oidOf,
  readOnly,
  timeOf,
} from '../der/decode.ts';
import { encode, explicit, nullValue, octetString, oid, sequence } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import { PadesError, renamingErrors } from '../failure.ts';
import { type Certificate, type Extension, extensionsIn, publicKeyBitsOf } from '../x509/certificate.ts';
import { takeSigned } from '../x509/signed.ts';
import { type RevocationReason, reasonOf } from './reason.ts';

/** What a responder says of one certificate (RFC 6960 §4.2.1, SingleResponse). */
export interface OcspAnswer {
  /** CertID: whom the answer is about. */
  readonly about: CertificateId;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: Date | undefined;
  readonly reason: RevocationReason | undefined;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly extensions: ReadonlyMap<string, Extension>;
}

/** CertID (RFC 6960 §4.1.1): the issuer by two hashes, the certificate by its number. */
export interface CertificateId {
  /** Object identifier, dotted, of the hash over the issuer's name and key. */
  readonly algorithm: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serialNumber: Uint8Array;
}

/** A successful BasicOCSPResponse, as views into its bytes. */
export interface OcspResponse {
  readonly der: Uint8Array;
  readonly signed: Uint8Array;
  /** The responder by its DER Name, or by SHA-1 of its key. */
  readonly responder: { readonly name: Uint8Array } | { readonly keyHash: Uint8Array };
  readonly producedAt: Date;
  readonly answers: readonly OcspAnswer[];
  readonly extensions: ReadonlyMap<string, Extension>;
  readonly signatureAlgorithm: DerValue;
  readonly signature: Uint8Array;
  /** DER certificates that came along. */
  readonly certificates: readonly Uint8Array[];
}

/** Hashes that a CertID may use: identifiers and not protections, which is why SHA-1 is among them. */
const idHashes: Readonly<Record<string, string>> = {
  [oids.sha1]: 'sha1',
  [oids.sha256]: 'sha256',
  [oids.sha384]: 'sha384',
  [oids.sha512]: 'sha512',
};

/** SHA-1 of a public key, as responders name themselves by (RFC 6960 §4.2.1, KeyHash). */
export function responderKeyHash(certificate: Certificate): Uint8Array {
  return createHash('sha1').update(publicKeyBitsOf(certificate.publicKeyInfo)).digest();
}

/** Whether a CertID names `certificate`, issued by `issuer`. Unknown hashes name nobody. */
export function isAbout(about: CertificateId, certificate: Certificate, issuer: Certificate): boolean {
  const algorithm = idHashes[about.algorithm];
  if (algorithm === undefined || !sameBytes(about.serialNumber, certificate.serialNumber)) return false;
  const digest = (octets: Uint8Array) => createHash(algorithm).update(octets).digest();
  return (
    sameBytes(about.issuerNameHash, digest(issuer.subject)) &&
    sameBytes(about.issuerKeyHash, digest(publicKeyBitsOf(issuer.publicKeyInfo)))
  );
}

/** CertID in DER (RFC 6960 §4.1.1) of a certificate with this number. */
export function encodeCertificateId(
  serialNumber: Uint8Array,
  issuer: Certificate,
  algorithm: 'sha1' | 'sha256' = 'sha1',
): Uint8Array {
  const digest = (octets: Uint8Array) => octetString(createHash(algorithm).update(octets).digest());
  return sequence(
    sequence(oid(oids[algorithm]), nullValue()),
    digest(issuer.subject),
    digest(publicKeyBitsOf(issuer.publicKeyInfo)),
    encode(tag.integer, serialNumber),
  );
}

/**
 * OCSPRequest in DER (RFC 6960 §4.1.1) for one certificate, its issuer named by SHA-1, which every responder knows
 * (RFC 5019 §2.1.1). With a nonce (RFC 8954) the answer cannot be an old one, but many responders leave it out.
 */
export function ocspRequest(certificate: Certificate, issuer: Certificate, nonce?: Uint8Array): Uint8Array {
  const about = encodeCertificateId(certificate.serialNumber, issuer);
  const asked =
    nonce === undefined ? [] : [explicit(2, sequence(sequence(oid(oids.ocspNonce), octetString(octetString(nonce)))))];
  return sequence(sequence(sequence(sequence(about)), ...asked));
}

/**
 * Reads an OCSPResponse in DER. What is no response throws `revocation-malformed`; a response without an answer (status
 * other than successful, of another type than basic) `revocation-unusable`. Nothing is verified.
 */
export function parseOcspResponse(der: Uint8Array): OcspResponse {
  const basic = basicResponseIn(der);
  return renamingErrors('revocation-malformed', () => {
    const outer = new DerFields(readOnly(basic, tag.sequence));
    const { signed, signatureAlgorithm, signature } = takeSigned(outer);
    const certificates = outer.optional(contextTag(0));
    outer.end();
    return {
      der,
      signed: signed.bytes,
      ...responseDataOf(signed),
      signatureAlgorithm,
      signature,
      certificates:
        certificates === undefined
          ? []
          : childrenOf(readOnly(certificates.content, tag.sequence)).map(({ bytes }) => bytes),
    };
  });
}

function basicResponseIn(der: Uint8Array): Uint8Array {
  const { status, type, response } = renamingErrors('revocation-malformed', () => {
    const fields = new DerFields(readOnly(der, tag.sequence));
    const status = fields.take(tag.enumerated).content;
    const wrapped = fields.optional(contextTag(0));
    fields.end();
    if (wrapped === undefined) return { status, type: undefined, response: undefined };
    const inner = new DerFields(readOnly(wrapped.content, tag.sequence));
    const type = oidOf(inner.take(tag.oid));
    const response = octetsOf(inner.take(tag.octetString));
    inner.end();
    return { status, type, response };
  });
  if (status.length !== 1 || status[0] !== 0) throw new PadesError('revocation-unusable', `OCSP status ${status[0]}`);
  if (response === undefined || type !== oids.ocspBasic) {
    throw new PadesError('revocation-unusable', 'not a basic OCSP response');
  }
  return response;
}

function responseDataOf(value: DerValue): Pick<OcspResponse, 'responder' | 'producedAt' | 'answers' | 'extensions'> {
  const fields = new DerFields(value);
  fields.optional(contextTag(0)); // version, of which there is one
  const byName = fields.optional(contextTag(1));
  const responder =
    byName === undefined
      ? { keyHash: octetsOf(readOnly(fields.take(contextTag(2)).content, tag.octetString)) }
      : { name: readOnly(byName.content, tag.sequence).bytes };
  const producedAt = timeOf(fields.take(tag.generalizedTime));
  const answers = childrenOf(fields.take(tag.sequence)).map(answerOf);
  const extensions = fields.optional(contextTag(1));
  fields.end();
  return { responder, producedAt, answers, extensions: optionalExtensions(extensions) };
}

function answerOf(value: DerValue): OcspAnswer {
  const fields = new DerFields(value);
  const about = certificateIdOf(fields.take(tag.sequence));
  const status = statusOf(fields.any());
  const thisUpdate = timeOf(fields.take(tag.generalizedTime));
  const next = fields.optional(contextTag(0));
  const extensions = fields.optional(contextTag(1));
  fields.end();
  const nextUpdate = next && timeOf(readOnly(next.content, tag.generalizedTime));
  return { about, ...status, thisUpdate, nextUpdate, extensions: optionalExtensions(extensions) };
}

/** Reads a CertID. */
export function certificateIdOf(value: DerValue): CertificateId {
  const fields = new DerFields(value);
  const algorithm = oidOf(new DerFields(fields.take(tag.sequence)).take(tag.oid));
  const issuerNameHash = octetsOf(fields.take(tag.octetString));
  const issuerKeyHash = octetsOf(fields.take(tag.octetString));
  const serialNumber = integerOctetsOf(fields.take(tag.integer));
  fields.end();
  return { algorithm, issuerNameHash, issuerKeyHash, serialNumber };
}

/** CertStatus: `[0]` good, `[1]` revoked since when and why, `[2]` unknown. */
function statusOf(value: DerValue): Pick<OcspAnswer, 'status' | 'revokedAt' | 'reason'> {
  if (value.tag === 0x80) return { status: 'good', revokedAt: undefined, reason: undefined };
  if (value.tag === 0x82) return { status: 'unknown', revokedAt: undefined, reason: undefined };
  const [time, reason, ...others] = value.tag === contextTag(1) ? childrenOf(value) : [];
  if (time === undefined || others.length > 0) throw new PadesError('revocation-malformed', 'no certificate status');
  const code = reason && readOnly(reason.content, tag.enumerated).content;
  return { status: 'revoked', revokedAt: timeOf(time), reason: code === undefined ? 'unspecified' : reasonOf(code) };
}

function optionalExtensions(wrapped: DerValue | undefined): Map<string, Extension> {
  return wrapped === undefined ? new Map() : extensionsIn(wrapped.content);
}

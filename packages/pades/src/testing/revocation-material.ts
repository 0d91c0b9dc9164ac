import { type KeyObject, sign } from 'node:crypto';
import {
  bitString,
  certificateTime,
  encode,
  explicit,
  generalizedTime,
  integer,
  octetString,
  oid,
  sequence,
} from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import { responderKeyHash } from '../revocation/ocsp.ts';
import { type RevocationReason, revocationReasons } from '../revocation/reason.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { extension, signatureOf } from './certificate.ts';

/** Since when a certificate is revoked, and why. */
export interface Revocation {
  readonly at: Date;
  readonly reason: RevocationReason;
}

/** How long what is said holds: `nextUpdate` is left out when undefined. */
export interface Update {
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
}

/** One thing that a response says. */
export interface SingleAnswer extends Update {
  /** CertID, DER. */
  readonly about: Uint8Array;
  readonly status: 'good' | 'unknown' | Revocation;
}

function singleResponse({ about, status, thisUpdate, nextUpdate }: SingleAnswer): Uint8Array {
  const encoded =
    status === 'good'
      ? encode(0x80)
      : status === 'unknown'
        ? encode(0x82)
        : explicit(1, generalizedTime(status.at), explicit(0, encode(tag.enumerated, reasonCode(status.reason))));
  const next = nextUpdate === undefined ? [] : [explicit(0, generalizedTime(nextUpdate))];
  return sequence(about, encoded, generalizedTime(thisUpdate), ...next);
}

function reasonCode(reason: RevocationReason): Uint8Array {
  return Uint8Array.of(revocationReasons.indexOf(reason));
}

/** A successful OCSP response in DER (RFC 6960 §4.2.1), the responder named by its key. */
export function createOcspResponse(input: {
  readonly answers: readonly SingleAnswer[];
  readonly producedAt: Date;
  readonly key: KeyObject;
  /** The responder's own, DER. */
  readonly certificate: Uint8Array;
  /** Sent along, DER. */
  readonly certificates?: readonly Uint8Array[];
  readonly nonce?: Uint8Array | undefined;
}): Uint8Array {
  const keyHash = responderKeyHash(parseCertificate(input.certificate));
  const nonce = input.nonce && explicit(1, sequence(extension(oids.ocspNonce, false, octetString(input.nonce))));
  const data = sequence(
    explicit(2, octetString(keyHash)),
    generalizedTime(input.producedAt),
    sequence(...input.answers.map(singleResponse)),
    ...(nonce === undefined ? [] : [nonce]),
  );
  const { identifier, digest } = signatureOf(input.key);
  const certificates = input.certificates?.length ? [explicit(0, sequence(...input.certificates))] : [];
  const basic = sequence(data, identifier, bitString(sign(digest, data, input.key)), ...certificates);
  return sequence(
    encode(tag.enumerated, Uint8Array.of(0)),
    explicit(0, sequence(oid(oids.ocspBasic), octetString(basic))),
  );
}

/** An OCSP response that says only why there is none: 1 malformed request, 6 unauthorised, … (RFC 6960 §4.2.1). */
export function failedOcspResponse(status: number): Uint8Array {
  return sequence(encode(tag.enumerated, Uint8Array.of(status)));
}

/** RFC 5280 §5.3.1: unspecified is said by leaving the reason out. */
function reasonExtension(reason: RevocationReason): Uint8Array[] {
  return reason === 'unspecified'
    ? []
    : [extension(oids.reasonCode, false, encode(tag.enumerated, reasonCode(reason)))];
}

/** A CRL in DER (RFC 5280 §5). */
export function createCrl(
  input: Update & {
    readonly key: KeyObject;
    /** The issuer's, DER. */
    readonly certificate: Uint8Array;
    readonly number: number;
    readonly revoked: Iterable<{ readonly serialNumber: Uint8Array } & Revocation>;
    /** Further extensions of the list, DER. */
    readonly moreExtensions?: readonly Uint8Array[];
    /** Further extensions of each entry, DER. */
    readonly entryExtensions?: readonly Uint8Array[];
  },
): Uint8Array {
  const { identifier, digest } = signatureOf(input.key);
  const entries: Uint8Array[] = [];
  for (const { serialNumber, at, reason } of input.revoked) {
    const extensions = [...reasonExtension(reason), ...(input.entryExtensions ?? [])];
    const wrapped = extensions.length === 0 ? [] : [sequence(...extensions)];
    entries.push(sequence(encode(tag.integer, serialNumber), certificateTime(at), ...wrapped));
  }
  const list = sequence(
    integer(1),
    identifier,
    parseCertificate(input.certificate).subject,
    certificateTime(input.thisUpdate),
    ...(input.nextUpdate === undefined ? [] : [certificateTime(input.nextUpdate)]),
    ...(entries.length === 0 ? [] : [encode(tag.sequence, Buffer.concat(entries))]),
    encode(
      contextTag(0),
      sequence(extension(oids.crlNumber, false, integer(input.number)), ...(input.moreExtensions ?? [])),
    ),
  );
  return sequence(list, identifier, bitString(sign(digest, list, input.key)));
}

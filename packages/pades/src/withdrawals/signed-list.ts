import { sameBytes } from '../bytes.ts';
import { onlySigner, onlyValue, parseSignedData } from '../cms/signed-data.ts';
import { findSigner, matchesContent, referencesCertificate, signatureVerifies } from '../cms/verify.ts';
import { oids } from '../der/oids.ts';
import { PadesError } from '../failure.ts';
import { verifyTimestampToken } from '../tsp/verify.ts';
import { hash } from '../x509/algorithm.ts';
import { type Certificate, maySignDocuments, parseCertificate } from '../x509/certificate.ts';
import { isValidAt } from '../x509/path.ts';
import { malformed, membersOf, parseJson, readWithdrawalList, type WithdrawalList } from './list.ts';

/** A list as it is published: its bytes, and a detached CAdES signature with a timestamp over them. */
export interface SignedWithdrawalList {
  readonly list: Uint8Array;
  readonly cms: Uint8Array;
}

/** The file: JSON with both in base64. */
export function writeSignedList({ list, cms }: SignedWithdrawalList): Buffer {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return Buffer.from(JSON.stringify({ cms: base64(cms), list: base64(list) }));
}

/** Reads the file. Throws `list-malformed`. */
export function readSignedList(file: Uint8Array): SignedWithdrawalList {
  const { cms, list } = membersOf(parseJson(file), ['cms', 'list']);
  return { list: octetsOf(list), cms: octetsOf(cms) };
}

function octetsOf(value: unknown): Buffer {
  if (typeof value !== 'string') throw malformed('its octets');
  const bytes = Buffer.from(value, 'base64');
  if (bytes.toString('base64') !== value) throw malformed('its octets');
  return bytes;
}

/** Whom a list is held against. */
export interface ListTrust {
  /**
   * DER certificates of the issuer's seals for lists: pinned, so that no other signer under the same authority (an officer, another issuer) can
   * speak for it.
   */
  readonly seals: readonly Uint8Array[];
  /** DER certificates trusted for timestamps. */
  readonly timestampTrust: readonly Uint8Array[];
}

/** A list that holds, and when its signature was dated. */
export interface VerifiedList {
  readonly list: WithdrawalList;
  readonly signedAt: Date;
}

/**
 * Verifies a published list: whole, signed by one of these very seals, dated by a trusted authority while the seal was valid, and not before it
 * says to have been made. Throws `list-malformed`, `list-foreign-seal`, `list-signature-invalid`, and those of timestamps. Whether it is too old is
 * asked of it with `standingOf`.
 */
export function verifyWithdrawalList(file: Uint8Array, { seals, timestampTrust }: ListTrust): VerifiedList {
  const signed = readSignedList(file);
  const data = parseSignedData(signed.cms);
  const info = onlySigner(data);
  const pinned = seals.map(parseCertificate);
  const named = findSigner(info, data.certificates.map(parseCertificate));
  const seal = named && pinned.find(({ der }) => sameBytes(der, named.der));
  if (!seal) throw new PadesError('list-foreign-seal', 'the list is signed by none of the seals given');
  const holds =
    data.contentType === oids.data &&
    data.content === undefined &&
    matchesContent(info, oids.data, algorithm => hash(algorithm, signed.list)) &&
    referencesCertificate(info, seal) &&
    signatureVerifies(info, seal) &&
    maySignDocuments(seal);
  if (!holds) throw new PadesError('list-signature-invalid', 'the list is not what its seal signed');
  const token = onlyValue(info.unsignedAttributes, oids.signatureTimeStampToken);
  if (token === undefined) throw new PadesError('list-signature-invalid', 'the signature is not dated');
  const { genTime } = verifyTimestampToken(token.bytes, {
    imprint: { digest: hash('sha256', info.signature) },
    trust: timestampTrust,
  });
  return { list: readDated(signed.list, seal, genTime), signedAt: genTime };
}

/** Milliseconds by which the clocks of who makes a list and of who dates it may differ. */
const drift = 5 * 60_000;

function readDated(bytes: Uint8Array, seal: Certificate, signedAt: Date): WithdrawalList {
  const list = readWithdrawalList(bytes);
  const early = signedAt.getTime() < Date.parse(list.thisUpdate) - drift;
  if (early || !isValidAt(seal, signedAt))
    throw new PadesError(
      'list-signature-invalid',
      'the list was dated before it was made, or outside its seal’s validity',
    );
  return list;
}

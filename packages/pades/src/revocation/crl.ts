import { sameBytes } from '../bytes.ts';
import { DerFields, type DerValue, integerOctetsOf, integerOf, readHeader, readOnly, timeOf } from '../der/decode.ts';
import { encode } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import { PadesError, renamingErrors } from '../failure.ts';
import { type Extension, extensionsIn } from '../x509/certificate.ts';
import { takeSigned } from '../x509/signed.ts';
import { type RevocationReason, reasonOf } from './reason.ts';

/** A certificate revocation list, version 2 (RFC 5280 §5.1), as views into its bytes; its entries are not unpacked. */
export interface Crl {
  readonly der: Uint8Array;
  readonly signed: Uint8Array;
  /** DER Name. */
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** The entries one after the other, DER. */
  readonly entries: Uint8Array;
  readonly extensions: ReadonlyMap<string, Extension>;
  readonly signatureAlgorithm: DerValue;
  readonly signature: Uint8Array;
}

/** What a CRL says of one certificate. */
export interface CrlEntry {
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
  /** When the key is thought to have been lost, where the authority says (RFC 5280 §5.3.2). */
  readonly invalidityDate: Date | undefined;
}

/** Reads a DER CertificateList; throws `revocation-malformed`. Nothing is verified. */
export function parseCrl(der: Uint8Array): Crl {
  return renamingErrors('revocation-malformed', () => {
    const outer = new DerFields(readOnly(der, tag.sequence));
    const { signed, signatureAlgorithm, signature } = takeSigned(outer);
    outer.end();
    const fields = new DerFields(signed);
    if (integerOf(fields.take(tag.integer)) !== 1n) throw new PadesError('revocation-malformed', 'not a CRL version 2');
    if (!sameBytes(fields.take(tag.sequence).bytes, signatureAlgorithm.bytes)) {
      throw new PadesError('revocation-malformed', 'two signature algorithms');
    }
    const issuer = fields.take(tag.sequence).bytes;
    const thisUpdate = takeTime(fields);
    const nextUpdate = optionalTime(fields);
    const entries = fields.optional(tag.sequence)?.content ?? new Uint8Array();
    const extensions = fields.optional(contextTag(0));
    fields.end();
    return {
      der,
      signed: signed.bytes,
      issuer,
      thisUpdate,
      nextUpdate,
      entries,
      extensions: extensions === undefined ? new Map() : extensionsIn(extensions.content),
      signatureAlgorithm,
      signature,
    };
  });
}

function optionalTime(fields: DerFields): Date | undefined {
  const time = fields.optional(tag.utcTime) ?? fields.optional(tag.generalizedTime);
  return time && timeOf(time);
}

function takeTime(fields: DerFields): Date {
  const time = optionalTime(fields);
  if (time === undefined) throw new PadesError('revocation-malformed', 'a time is missing');
  return time;
}

/**
 * The entry of a serial number; undefined when the list does not hold it. The list is walked header by header, so that
 * a long one costs time in proportion and no memory. A critical extension of any entry that is not understood makes
 * the whole list unusable (RFC 5280 §5.3), as does an entry of another issuer, which is one of those.
 */
export function findEntry(crl: Crl, serialNumber: Uint8Array): CrlEntry | undefined {
  return renamingErrors('revocation-malformed', () => {
    const { entries } = crl;
    const wanted = encode(tag.integer, serialNumber);
    // A true BOOLEAN is how criticality is written: where none stands, no entry need be looked into.
    const mayBeCritical = Buffer.from(entries.buffer, entries.byteOffset, entries.length).includes(criticalFlag);
    let found: CrlEntry | undefined;
    for (let offset = 0; offset < entries.length; ) {
      const { tag: kind, start, end } = readHeader(entries, offset);
      if (kind !== tag.sequence) throw new PadesError('revocation-malformed', 'an entry of the list is no SEQUENCE');
      const isWanted = startsWith(entries, start, end, wanted);
      if (isWanted || mayBeCritical) {
        const entry = entryOf(entries.subarray(offset, end));
        if (isWanted) found ??= entry;
      }
      offset = end;
    }
    return found;
  });
}

const criticalFlag = Buffer.of(0x01, 0x01, 0xff);

function startsWith(bytes: Uint8Array, start: number, end: number, wanted: Uint8Array): boolean {
  if (end - start < wanted.length) return false;
  for (let index = 0; index < wanted.length; index++) if (bytes[start + index] !== wanted[index]) return false;
  return true;
}

function entryOf(der: Uint8Array): CrlEntry {
  const fields = new DerFields(readOnly(der, tag.sequence));
  integerOctetsOf(fields.take(tag.integer));
  const revokedAt = takeTime(fields);
  const wrapped = fields.optional(tag.sequence);
  fields.end();
  const extensions: ReadonlyMap<string, Extension> = wrapped === undefined ? new Map() : extensionsIn(wrapped.bytes);
  for (const [dotted, { critical }] of extensions) {
    if (critical && dotted !== oids.reasonCode && dotted !== oids.invalidityDate) {
      throw new PadesError('revocation-malformed', `an entry has the critical extension ${dotted}`);
    }
  }
  const reason = extensions.get(oids.reasonCode);
  const invalidity = extensions.get(oids.invalidityDate);
  return {
    revokedAt,
    reason: reason === undefined ? 'unspecified' : reasonOf(readOnly(reason.value, tag.enumerated).content),
    invalidityDate: invalidity && timeOf(readOnly(invalidity.value, tag.generalizedTime)),
  };
}

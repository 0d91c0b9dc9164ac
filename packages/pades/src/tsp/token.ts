import {
  booleanOf,
  childrenOf,
  DerFields,
  type DerValue,
  integerOctetsOf,
  integerOf,
  octetsOf,
  oidOf,
  readOnly,
  timeOf,
} from '../der/decode.ts';
import { contextTag, tag } from '../der/tag.ts';
import { PadesError, renamingErrors } from '../failure.ts';
import { type DigestName, digestOf } from '../x509/algorithm.ts';

/** TSTInfo (RFC 3161 §2.4.2). */
export interface TimestampInfo {
  readonly policy: string;
  readonly imprint: { readonly digest: Uint8Array; readonly algorithm: DigestName };
  /** Signed big-endian octets. */
  readonly serialNumber: Uint8Array;
  readonly genTime: Date;
  /** How far genTime may be off, in milliseconds; undefined when the authority does not say. */
  readonly accuracyMilliseconds: number | undefined;
  readonly nonce: Uint8Array | undefined;
}

/** Reads a TSTInfo; throws `timestamp-malformed`. */
export function parseTimestampInfo(der: Uint8Array): TimestampInfo {
  return renamingErrors('timestamp-malformed', () => {
    const fields = new DerFields(readOnly(der, tag.sequence));
    if (integerOf(fields.take(tag.integer)) !== 1n) throw new PadesError('timestamp-malformed', 'version is not 1');
    const policy = oidOf(fields.take(tag.oid));
    const imprint = new DerFields(fields.take(tag.sequence));
    const algorithm = digestOf(imprint.take(tag.sequence));
    const digest = octetsOf(imprint.take(tag.octetString));
    imprint.end();
    const serialNumber = integerOctetsOf(fields.take(tag.integer));
    const genTime = timeOf(fields.take(tag.generalizedTime));
    const accuracy = fields.optional(tag.sequence);
    fields.optional(tag.boolean);
    const nonce = fields.optional(tag.integer);
    fields.optional(contextTag(0));
    assertNothingCritical(fields.optional(contextTag(1)));
    fields.end();
    return {
      policy,
      imprint: { digest, algorithm },
      serialNumber,
      genTime,
      accuracyMilliseconds: accuracy && accuracyOf(accuracy),
      nonce: nonce && integerOctetsOf(nonce),
    };
  });
}

/** No extension of a TSTInfo is known here, so none may be critical (RFC 3161 §2.4.2). */
function assertNothingCritical(extensions: DerValue | undefined): void {
  for (const extension of extensions === undefined ? [] : childrenOf(extensions)) {
    const fields = new DerFields(extension);
    fields.take(tag.oid);
    const critical = fields.optional(tag.boolean);
    if (critical !== undefined && booleanOf(critical))
      throw new PadesError('timestamp-malformed', 'critical extension');
  }
}

/** Accuracy: whole seconds, then milliseconds and microseconds under [0] and [1]. */
function accuracyOf(value: DerValue): number {
  const fields = new DerFields(value);
  const seconds = fields.optional(tag.integer);
  const milliseconds = fields.optional(0x80);
  const microseconds = fields.optional(0x81);
  fields.end();
  const unsigned = (part: DerValue | undefined) =>
    part === undefined ? 0 : Number(BigInt(`0x${Buffer.from(part.content).toString('hex')}`));
  return unsigned(seconds) * 1000 + unsigned(milliseconds) + Math.ceil(unsigned(microseconds) / 1000);
}

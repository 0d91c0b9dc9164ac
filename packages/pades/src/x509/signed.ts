import { bitOctetsOf, type DerFields, type DerValue } from '../der/decode.ts';
import { tag } from '../der/tag.ts';

/** What an authority signed, and how: the fields that certificates, CRLs and OCSP responses begin with. */
export interface Signed {
  readonly signed: DerValue;
  readonly signatureAlgorithm: DerValue;
  readonly signature: Uint8Array;
}

/** Takes them (RFC 5280 §4.1.1, §5.1.1, RFC 6960 §4.2.1); what may follow is the caller’s. Nothing is verified. */
export function takeSigned(fields: DerFields): Signed {
  return {
    signed: fields.take(tag.sequence),
    signatureAlgorithm: fields.take(tag.sequence),
    signature: bitOctetsOf(fields.take(tag.bitString)),
  };
}

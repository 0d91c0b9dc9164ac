import { sameBytes } from '../bytes.ts';
import { type EstimateOptions, estimateContentsSize } from '../cms/build.ts';
import { onlySigner, onlyValue, parseSignedData, type SignerInfo } from '../cms/signed-data.ts';
import { octetsOf } from '../der/decode.ts';
import { oids } from '../der/oids.ts';
import { PadesError } from '../failure.ts';
import { digestOf } from '../x509/algorithm.ts';
import { contentsCapacity, type PreparedSignature } from './prepared.ts';

/** Throws `contents-too-small` when the CMS of this chain may not fit: to be asked before anything is signed. */
export function assertContentsFit(
  prepared: PreparedSignature,
  chain: readonly Uint8Array[],
  options: EstimateOptions = {},
): void {
  const needed = estimateContentsSize(chain, options);
  const room = contentsCapacity(prepared);
  if (needed > room) throw new PadesError('contents-too-small', `${needed} octets may be needed, ${room} are reserved`);
}

/**
 * The signed file in segments that share the prepared ones' memory, except where Contents is. The CMS must be over
 * this preparation (`message-digest-mismatch`) and fit (`contents-too-small`); every octet outside Contents stays.
 */
export function embedSignatureSegments(prepared: PreparedSignature, cms: Uint8Array): Uint8Array[] {
  assertRoomFor(prepared, cms);
  const signer = onlySigner(parseSignedData(cms));
  assertDemandsMet(prepared, signer);
  const claimed = onlyValue(signer.attributes, oids.messageDigest);
  const digest = prepared.digest(digestOf(signer.digestAlgorithm));
  if (claimed === undefined || !sameBytes(octetsOf(claimed), digest)) {
    throw new PadesError('message-digest-mismatch', 'the CMS was made over other bytes');
  }
  return fillContents(prepared, cms);
}

function assertRoomFor(prepared: PreparedSignature, cms: Uint8Array): void {
  const room = contentsCapacity(prepared);
  if (cms.length > room)
    throw new PadesError('contents-too-small', `the CMS has ${cms.length} octets, ${room} are reserved`);
}

/** The file with these octets in /Contents, whatever they are over; throws `contents-too-small`. */
export function fillContents(prepared: PreparedSignature, octets: Uint8Array): Uint8Array[] {
  assertRoomFor(prepared, octets);
  const digits = Buffer.from(Buffer.from(octets).toString('hex'), 'latin1');
  return replaceOctets(prepared.segments, prepared.contents.offset, digits);
}

/** What the field demands of the CMS (`field-seed-value`), and EN 319 142-1 §6.3 of one with a reason (`option-invalid`). */
function assertDemandsMet({ demands }: PreparedSignature, signer: SignerInfo): void {
  if (demands.noCommitment === true && signer.attributes.has(oids.commitmentTypeIndication)) {
    throw new PadesError('option-invalid', 'a commitment type and a /Reason exclude each other');
  }
  if (demands.digests !== undefined && !demands.digests.includes(digestOf(signer.digestAlgorithm))) {
    throw new PadesError('field-seed-value', `the field demands ${demands.digests.join(' or ')}`);
  }
  if (demands.timestamp === true && !signer.unsignedAttributes.has(oids.signatureTimeStampToken)) {
    throw new PadesError('field-seed-value', 'the field demands a timestamp');
  }
}

/** The signed file in one piece. See `embedSignatureSegments`. */
export function embedSignature(prepared: PreparedSignature, cms: Uint8Array): Uint8Array {
  return Buffer.concat(embedSignatureSegments(prepared, cms));
}

/** Splits the segment that holds `offset` into what stands before, the new octets, and what stands after. */
function replaceOctets(segments: readonly Uint8Array[], offset: number, octets: Uint8Array): Uint8Array[] {
  let start = 0;
  return segments.flatMap(segment => {
    const from = offset - start;
    start += segment.length;
    if (from < 0 || from >= segment.length) return [segment];
    return [segment.subarray(0, from), octets, segment.subarray(from + octets.length)];
  });
}

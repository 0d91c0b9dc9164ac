import { type Signer, type SignOptions, signPdf, type TimestampSource } from '@shubbak/pades';

/** A file signed by us, in one piece: B-T, or B-B without `timestamps`. */
export async function sign(
  pdf: Uint8Array,
  signer: Signer,
  timestamps: TimestampSource | undefined,
  options: SignOptions = {},
): Promise<Uint8Array> {
  const signed = await signPdf(pdf, signer, { ...options, ...(timestamps && { timestamps }) });
  return signed.toBytes();
}

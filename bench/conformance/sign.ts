import {
  addTimestamp,
  buildCms,
  digestFor,
  embedSignature,
  estimateContentsSize,
  type PrepareOptions,
  prepareSignature,
  type Signer,
  signedAttributes,
  timestampImprint,
} from '@shubbak/pades';
import type { Pki } from './pki.ts';

/** A file signed by us: B-T, or B-B without `timestamps`. /M is the present moment, as EN 319 142-1 §6.3 asks, unless left out. */
export async function sign(
  pdf: Uint8Array,
  signer: Signer,
  timestamps: Pki['timestamps'] | undefined,
  { withoutTime, ...options }: Partial<PrepareOptions> & { readonly withoutTime?: true } = {},
): Promise<Uint8Array> {
  const { algorithm, chain } = signer;
  const [signerCertificate] = chain;
  if (!signerCertificate) throw new Error('a signer needs a certificate');
  const prepared = prepareSignature(pdf, {
    contentsSize: estimateContentsSize(chain),
    ...(withoutTime ? {} : { claimedTime: new Date() }),
    ...options,
  });
  const attributes = signedAttributes({
    messageDigest: prepared.digest(digestFor(algorithm)),
    signerCertificate,
  });
  const signature = await signer.sign(attributes);
  const cms = buildCms({ signedAttributes: attributes, signature, algorithm, chain });
  if (!timestamps) return embedSignature(prepared, cms);
  const { token } = await timestamps({ digest: timestampImprint(cms) });
  return embedSignature(prepared, addTimestamp(cms, token));
}

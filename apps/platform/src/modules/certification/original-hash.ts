import { createHash } from 'node:crypto';
import { asSha256, type Sha256 } from '../../platform/blobs/index.ts';

/** What identifies an original for ever: SHA-256 over the digests of its pages' pictures, in order. */
export function originalHash(images: readonly string[]): Sha256 {
  const hash = createHash('sha256');
  for (const image of images) hash.update(Buffer.from(image, 'hex'));
  return asSha256(hash.digest());
}

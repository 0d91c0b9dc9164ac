import { createHmac } from 'node:crypto';
import type { CommuneId } from '../../kernel/index.ts';
import type { Sha256 } from '../../platform/blobs/index.ts';
import { canonicalJson } from '../organisation/index.ts';

/** What the public log will bind for one revision of an act: numbers and hashes, nothing of a person. */
export type LeafFields = {
  readonly v: 1;
  readonly purpose: 'shubbak.leaf';
  readonly commune: CommuneId;
  readonly entry: string;
  readonly revision: number;
  /** SHA-256 of the pages before signing, of the sealed file, and of the officer's assertion. */
  readonly content: Sha256;
  readonly file: Sha256;
  readonly length: number;
  /** SHA-256 of the visible seal; null where none is printed. */
  readonly seal: Sha256 | null;
  readonly assertion: Sha256;
};

/**
 * The leaf's commitment: HMAC-SHA-256 over the fields' canonical JSON under the act's salt. Without the salt nobody can say
 * which act a leaf speaks of, and the tree stands.
 */
export function commitTo(fields: LeafFields, salt: Uint8Array): Buffer {
  return createHmac('sha256', salt).update(canonicalJson(fields)).digest();
}

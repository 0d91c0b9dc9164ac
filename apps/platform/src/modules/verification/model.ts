import type { Refusal } from '../../kernel/index.ts';
import type { PublicAct } from '../acts/index.ts';

/**
 * The sealed file behind a code: closed without the KEY; with it, proven by its own signature, proven and carrying what proves
 * it in the long run (B-LTA), or not to be relied upon.
 */
export type FileStanding = 'closed' | 'proven' | 'archived' | 'unproven';

/** The answer to a code: a typing error is named, a well-formed code is known or not; nothing tells why it is not. */
export type Answer =
  | { readonly kind: 'found'; readonly act: PublicAct; readonly file: FileStanding }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'mistyped'; readonly refusal: Refusal };

import type { Refusal } from '../../kernel/index.ts';
import type { PublicAct } from '../acts/index.ts';

/** The answer to a code: a typing error is named, a well-formed code is known or not; nothing tells why it is not. */
export type Answer =
  | { readonly kind: 'found'; readonly act: PublicAct; readonly keyed: boolean }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'mistyped'; readonly refusal: Refusal };

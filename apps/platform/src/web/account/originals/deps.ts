import type { LocalizedText } from '../../../kernel/index.ts';
import type { Originals } from '../../../modules/certification/index.ts';
import type { AccountDeps } from '../page.tsx';

/** A kind of original, as people choose it. */
export interface KindOffered {
  readonly code: string;
  readonly label: LocalizedText;
  /** `refuse`: the commune certifies no copy of it. */
  readonly rule: 'allow' | 'warn' | 'refuse';
}

/** What the pages of Originals need. */
export interface OriginalsPagesDeps extends AccountDeps {
  readonly originals: Originals;
  readonly kinds: readonly KindOffered[];
}

export const base = '/account/originals';

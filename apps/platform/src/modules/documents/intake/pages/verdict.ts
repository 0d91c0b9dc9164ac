export type VerdictKind = 'blurred' | 'low-resolution' | 'blank' | 'dark' | 'skewed';

/** What was measured on a page: `stop` asks for a new scan, `warn` asks the clerk to look. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly severity: 'warn' | 'stop';
  /** In the unit of its threshold below. */
  readonly value: number;
}

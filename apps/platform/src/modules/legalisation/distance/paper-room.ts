import { ok, refuse, type Result } from '../../../kernel/index.ts';

/** Bytes as they were sent, and pages. */
export interface PaperSize {
  readonly bytes: number;
  readonly pages: number;
}

/**
 * What one request takes in at most since it was begun, what was taken out again included: nothing that was sent is forgotten before the
 * request is. A deed with its annexes has 40 pages; scanned in colour they weigh 40 MiB.
 */
export const paperLimits = { bytes: 150 * 2 ** 20, pages: 600 } as const;

/**
 * Whether so much may be there, with what comes. Refusals: `distance.paper-too-heavy` (with `limit` in MiB), `distance.paper-too-long` (with
 * `limit` in pages).
 */
export function checkRoom({ bytes, pages }: PaperSize): Result<void> {
  if (bytes > paperLimits.bytes) return refuse('distance.paper-too-heavy', { limit: paperLimits.bytes / 2 ** 20 });
  return pages > paperLimits.pages ? refuse('distance.paper-too-long', { limit: paperLimits.pages }) : ok(undefined);
}

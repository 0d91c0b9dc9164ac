import type { Imprint } from './request.ts';
import type { VerifiedTimestamp } from './verify.ts';

/** Whoever dates: `fetchTimestamp` or `fetchTimestampFrom` with their options, or a token from elsewhere, verified. */
export type TimestampSource = (imprint: Imprint) => Promise<VerifiedTimestamp>;

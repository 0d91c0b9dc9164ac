import { augment, fetchTimestamp, PadesError, type RevocationSource } from '@shubbak/pades';
import { type Clock, ok } from '../../kernel/index.ts';
import type { Augment } from './archive.ts';
import type { FileTrust } from './model.ts';

/** Whom augmentation asks, and whom it believes. */
export interface AugmentSources {
  readonly trust: FileTrust;
  readonly clock: Clock;
  /** RFC 3161 authority. */
  readonly timestampUrl: string;
  readonly revocation: RevocationSource;
}

/**
 * Brings files to B-LTA, or renews them, with what the authorities answer (EN 319 142-1 §5.4): everything verified before it is
 * kept. Any fault, theirs or the network's, is refused by the code of its `PadesError`, and may be tried again.
 */
export function augmentWith({ trust, clock, timestampUrl, revocation }: AugmentSources): Augment {
  return async pdf => {
    try {
      const file = await augment(pdf, {
        to: 'B-LTA',
        ...trust,
        clock,
        revocation,
        timestamps: imprint => fetchTimestamp(timestampUrl, { imprint, trust: trust.timestampTrust, clock }),
      });
      return ok(file.toBytes());
    } catch (error) {
      if (error instanceof PadesError) return { ok: false, refusal: { code: error.code, params: {} } };
      throw error;
    }
  };
}

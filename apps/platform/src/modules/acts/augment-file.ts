import { augment, fetchTimestampFrom, PadesError, type RevocationSource } from '@shubbak/pades';
import { type Clock, ok } from '../../kernel/index.ts';
import type { Augment } from './archive.ts';
import type { FileTrust } from './model.ts';

/** Whom augmentation asks, and whom it believes. */
export interface AugmentSources {
  readonly trust: FileTrust;
  readonly clock: Clock;
  /** RFC 3161 authorities, asked in this order. */
  readonly timestampUrls: readonly string[];
  readonly revocation: RevocationSource;
}

/**
 * Brings files to B-LTA, or renews them, with what the authorities answer (EN 319 142-1 §5.4): everything verified before it is
 * kept. Any fault, theirs or the network's, is refused by the code of its `PadesError`, and may be tried again.
 */
export function augmentWith({ trust, clock, timestampUrls, revocation }: AugmentSources): Augment {
  const authorities = timestampUrls.map(url => ({ url, trust: trust.timestampTrust }));
  return async (pdf, field) => {
    try {
      const file = await augment(pdf, {
        to: 'B-LTA',
        // Those who signed a paper before it came may be trusted by nobody here: their signatures stay as they are.
        fields: [field],
        ...trust,
        clock,
        revocation,
        timestamps: imprint => fetchTimestampFrom(authorities, { imprint, clock }),
      });
      return ok(file.toBytes());
    } catch (error) {
      if (error instanceof PadesError) return { ok: false, refusal: { code: error.code, params: {} } };
      throw error;
    }
  };
}

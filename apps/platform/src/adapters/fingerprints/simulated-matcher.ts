import { type FingerprintMatcher, readTemplate } from '../../modules/identity/index.ts';
import { getValue } from '../../kernel/index.ts';

/** Pixels and steps of angle within which two points count as one. */
const near = { distance: 12, angle: 16 } as const;

/**
 * SIMULATED: counts the points of one template that have a point near them in the other. It knows neither shift nor turn of a
 * finger and says nothing about anybody; for the demo and for tests. Throws in production.
 */
export function createSimulatedMatcher({ mode }: { readonly mode: 'demo' | 'production' }): FingerprintMatcher {
  if (mode === 'production') throw new Error('The simulated fingerprint matcher does not run in production.');
  return {
    threshold: 0.6,
    compare: async (template, probe) => {
      const [kept, shown] = [getValue(readTemplate(template)).minutiae, getValue(readTemplate(probe)).minutiae];
      const common = kept.filter(one =>
        shown.some(other => {
          const turn = Math.abs(one.angle - other.angle);
          return (
            Math.hypot(one.x - other.x, one.y - other.y) <= near.distance && Math.min(turn, 256 - turn) <= near.angle
          );
        }),
      );
      return common.length / Math.max(kept.length, shown.length);
    },
  };
}

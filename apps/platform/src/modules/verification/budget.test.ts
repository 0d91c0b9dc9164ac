import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMissBudget } from './budget.ts';

describe('the budget of misses', () => {
  test('lets a burst through at once, then spaces what follows', () => {
    const budget = createMissBudget({ rate: 10, burst: 3, patience: 1000 });
    const waits = Array.from({ length: 6 }, () => budget.spend(10_000));
    expect(waits).toEqual([0, 0, 0, 100, 200, 300]);
  });

  test('turns away what would wait longer than anyone would', () => {
    const budget = createMissBudget({ rate: 10, burst: 1, patience: 250 });
    const waits = Array.from({ length: 5 }, () => budget.spend(0));
    expect(waits.slice(-2)).toEqual([undefined, undefined]);
  });

  test('never answers more than rate × time + burst misses, whatever the arrivals', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 300 }), gaps => {
        const budget = createMissBudget({ rate: 10, burst: 5, patience: 2000 });
        let now = 0;
        const answeredAt: number[] = [];
        for (const gap of gaps) {
          now += gap;
          const wait = budget.spend(now);
          if (wait !== undefined) answeredAt.push(now + wait);
        }
        for (const start of answeredAt) {
          const within = answeredAt.filter(at => at >= start && at < start + 1000).length;
          expect(within).toBeLessThanOrEqual(10 + 5);
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareOut, unattributed } from './stopwatch.ts';

describe('sharing time out', () => {
  test('gives each moment to the innermost span, and names what none covers', () => {
    const spans = [
      { name: 'outer', start: 10, end: 40 },
      { name: 'inner', start: 20, end: 30 },
      { name: 'outside', start: 90, end: 95 },
    ];
    expect(Object.fromEntries(shareOut([{ start: 0, end: 50 }], spans))).toEqual({
      [unattributed]: 20,
      outer: 20,
      inner: 10,
    });
  });

  test('sums to the windows, however spans lie', () => {
    const stretch = fc
      .tuple(fc.nat(100), fc.nat(100))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
    const spans = fc.array(
      fc.record({ name: fc.constantFrom('a', 'b', 'c') }).chain(name => stretch.map(at => ({ ...name, ...at }))),
    );
    fc.assert(
      fc.property(stretch, spans, (window, spans) => {
        const sum = [...shareOut([window], spans).values()].reduce((a, b) => a + b, 0);
        expect(sum).toBe(window.end - window.start);
      }),
    );
  });
});

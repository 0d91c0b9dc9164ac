import { describe, expect, it } from 'vitest';
import { fuzzedFiles, readEverything } from '../fixtures/fuzz.ts';
import { mutated } from '../fixtures/mutations.ts';

describe('files damaged with knowledge of their syntax', () => {
  const files = fuzzedFiles();

  it('are whole before they are damaged', () => {
    for (const file of files) expect(readEverything(file, false)).toBe('read');
  });

  it('are damaged alike for the same seed, and differently for another', () => {
    const [file = new Uint8Array()] = files;
    expect(mutated(5, file)).toEqual(mutated(5, file));
    const distinct = new Set(
      Array.from({ length: 100 }, (_, seed) => Buffer.from(mutated(seed, file)).toString('latin1')),
    );
    expect(distinct.size).toBeGreaterThan(80);
  });

  // With the judge’s fuzz beside it, about a minute of processor time.
  const seeds = 40_000;

  it('are read or refused with a typed error, strictly and forgivingly', { timeout: 600_000 }, () => {
    const outcomes = { strict: new Map<string, number>(), forgiving: new Map<string, number>() };
    for (let seed = 0; seed < seeds; seed++) {
      const file = mutated(seed, files[seed % files.length] ?? new Uint8Array());
      for (const [mode, counts] of Object.entries(outcomes)) {
        const outcome = readEverything(file, mode === 'forgiving');
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      }
    }
    const { strict, forgiving } = outcomes;
    expect(strict.get('pdf-malformed')).toBeGreaterThan(seeds / 6);
    // Forgiving reads more of them; and bombs do not hide in what is forgiven.
    expect(forgiving.get('read')).toBeGreaterThan((strict.get('read') ?? 0) + seeds / 6);
    expect(forgiving.get('pdf-limit-exceeded') ?? 0).toBeLessThan(seeds / 20);
  });
});

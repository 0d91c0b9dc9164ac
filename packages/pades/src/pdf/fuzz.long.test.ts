import { expect, it } from 'vitest';
import { fuzzedFiles, readEverything } from '../fixtures/fuzz.ts';
import { mutated } from '../fixtures/mutations.ts';

it('files damaged in 300,000 ways are read or refused with a typed error', () => {
  const files = fuzzedFiles();
  for (let seed = 10_000; seed < 310_000; seed++) {
    const file = mutated(seed, files[seed % files.length] ?? new Uint8Array());
    for (const forgiving of [false, true]) expect(readEverything(file, forgiving)).toMatch(/^(read|pdf-[a-z-]+)$/);
  }
}, 3_600_000);

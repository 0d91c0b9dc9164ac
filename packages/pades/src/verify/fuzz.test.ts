import { describe, expect, it } from 'vitest';
import { mutated } from '../fixtures/mutations.ts';
import { now, root, signPaper } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { validate } from './validate.ts';

const options = { trust: [root.certificate], at: now, policy: { revocation: 'if-available' } } as const;

/** The first `end` octets without what is /Contents of the genuine file’s newest signature in them. */
function coveredText(bytes: Uint8Array, genuine: Uint8Array, end: number): string {
  const text = Buffer.from(bytes.subarray(0, end)).toString('latin1');
  const contents = [
    ...Buffer.from(genuine.subarray(0, end))
      .toString('latin1')
      .matchAll(/\/Contents <[0-9a-f]+>/g),
  ].at(-1);
  const start = contents?.index ?? 0;
  return text.slice(0, start) + text.slice(start + (contents?.[0].length ?? 0));
}

describe('signed files damaged with knowledge of their syntax', () => {
  const once = signPaper(createPaper());
  const files = [
    once,
    signPaper(once),
    signPaper(createPaper({ shape: 'stream' })),
    signPaper(createPaper({ shape: 'hybrid' })),
  ];

  it('are judged without an exception, and pass only where every covered octet is what was signed', {
    timeout: 600_000,
  }, () => {
    const seeds = 14_000;
    let failed = 0;
    for (let seed = 0; seed < seeds; seed++) {
      const genuine = files[seed % files.length] ?? once;
      const file = mutated(seed, genuine);
      const { indication, signatures } = validate(file, options);
      if (indication !== 'TOTAL-PASSED') failed++;
      for (const { conclusion, revision } of signatures) {
        if (conclusion.indication !== 'TOTAL-PASSED') continue;
        const [found, expected] = [file, genuine].map(bytes => coveredText(bytes, genuine, revision.end));
        expect(found === expected, `seed ${seed}`).toBe(true);
      }
    }
    expect(failed).toBeGreaterThan(0.9 * seeds);
  });
});

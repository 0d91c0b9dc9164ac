import { afterAll, describe, expect, test } from 'vitest';
import { stranger } from '../../../../test/strangers.ts';
import type { Result } from '../../../kernel/index.ts';
import { paper, smallHeic } from './fixtures/images.ts';
import { throughQpdf } from './fixtures/judges.ts';
import { onePage, stream } from './fixtures/pdfs.ts';
import { closeSandbox, runInSandbox } from './sandbox.ts';
import { sniff } from './sniff.ts';

afterAll(closeSandbox);

/** A small generator with a seed (mulberry32), so that a failure can be repeated by its number. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const words = [
  '<<',
  '>>',
  '[',
  ']',
  '0 R',
  'obj',
  'stream',
  '-1',
  '99999999',
  '/Kids',
  '/Length 0',
  '/Filter/LZWDecode',
  '(',
  'null',
];

/** Bytes flipped, cut out, doubled, or replaced by words of the format. */
function mutate(bytes: Buffer, random: () => number): Buffer {
  let mutant = Buffer.from(bytes);
  for (let change = Math.ceil(random() * 6); change > 0; change -= 1) {
    const at = Math.floor(random() * mutant.length);
    const length = Math.ceil(random() * 40);
    const kind = random();
    if (kind < 0.4) mutant[at] = Math.floor(random() * 256);
    else if (kind < 0.6) mutant = Buffer.concat([mutant.subarray(0, at), mutant.subarray(at + length)]);
    else if (kind < 0.7) mutant = Buffer.concat([mutant.subarray(0, at + length), mutant.subarray(at)]);
    else mutant.write(words[Math.floor(random() * words.length)] ?? '', at, 'latin1');
  }
  return mutant;
}

const annotated = onePage({
  catalog: '/AcroForm<</Fields[6 0 R]>>/OpenAction<</S/JavaScript/JS(1)>>',
  page: '/Annots[6 0 R]/Rotate 90',
  resources: '/XObject<</X 7 0 R>>/Shading<</S 8 0 R>>',
  content: '/X Do /S sh BT /F1 12 Tf (a) Tj ET BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI',
  more: [
    '<</Subtype/Widget/FT/Tx/V(x)/Rect[0 0 50 20]/AP<</N 7 0 R>>>>',
    stream('0 0 9 9 re f', '/Type/XObject/Subtype/Form/BBox[0 0 9 9]', true),
    '<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 0]/Function<</FunctionType 2/Domain[0 1]/N 1>>>>',
  ],
});

/** Some mutants make the parsing library run in circles; the sandbox ends it, here sooner than at a counter. */
const milliseconds = 2_500;
const byLimit = new Set(['documents.too-slow', 'documents.too-heavy']);

/** Every run tries a part of the mutants; the long run all of them. */
const part = process.env['SHUBBAK_TEST_LONG'] ? 1 : 0.3;

async function codeOf(bytes: Buffer, limit?: number): Promise<string> {
  const sniffed = sniff(bytes);
  if (!sniffed.ok) return sniffed.refusal.code;
  const { type } = sniffed.value;
  const answer = await (type === 'pdf' ? readPdf(bytes, limit) : runInSandbox('readImages', { bytes, type }, limit));
  return answer.ok ? 'documents.accepted' : answer.refusal.code;
}

/** As `takeIn` does: what is signed takes the other road. */
async function readPdf(bytes: Buffer, limit: number | undefined): Promise<Result<unknown>> {
  const rebuilt = await runInSandbox('rebuildPdf', bytes, limit);
  if (rebuilt.ok || rebuilt.refusal.code !== 'documents.signed-already') return rebuilt;
  const trust = { signers: [], timestamps: [] };
  return runInSandbox('judgeSigned', { bytes, trust, at: new Date('2026-11-23T10:00:00Z') }, limit);
}

describe('mutated files', () => {
  test.each<[string, () => Promise<Buffer> | Buffer, number]>([
    ['PDF', () => annotated, 200],
    ['PDF with object streams', () => throughQpdf(annotated, ['--object-streams=generate']), 100],
    ['signed PDF', () => Buffer.from(stranger('Samira BENNANI').sign(onePage())), 80],
    ['JPEG', () => paper({ width: 310, height: 438 }).jpeg().toBuffer(), 50],
    ['PNG', () => paper({ width: 310, height: 438 }).png().toBuffer(), 50],
    ['TIFF', () => paper({ width: 310, height: 438 }).tiff({ compression: 'lzw' }).toBuffer(), 50],
    ['WebP', () => paper({ width: 310, height: 438 }).webp().toBuffer(), 50],
    ['HEIC', () => smallHeic, 80],
  ])(
    'of type %s are accepted or refused, and never crash or hang',
    async (_, make, all) => {
      const rounds = all * part;
      const original = await make();
      let ended = 0;
      for (let seed = 1; seed <= rounds; seed += 1) {
        const code = await codeOf(mutate(original, randomFrom(seed)), milliseconds).catch((error: unknown) => {
          throw new Error(`seed ${seed}`, { cause: error });
        });
        expect(code, `seed ${seed}`).toMatch(/^documents\.[a-z-]+$/);
        if (!byLimit.has(code)) continue;
        ended += 1;
        // The next process starts here, within the time that a counter gives it: that time is not the next mutant's.
        expect(await codeOf(original)).toBe('documents.accepted');
      }
      // Ending a process is for what nobody foresaw, not the way in which damage is noticed. A busy machine ends a few more.
      expect(ended).toBeLessThan(rounds / 5);
      expect(await codeOf(original)).toBe('documents.accepted');
    },
    180_000,
  );
});

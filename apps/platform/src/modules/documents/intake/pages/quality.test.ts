import type { Sharp } from 'sharp';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { arabicLines, paper } from '../fixtures/images.ts';
import { encodePage, paperSize } from './page.ts';
import { judgePage } from './quality.ts';
import type { Verdict } from './verdict.ts';

const judge = async (image: Sharp): Promise<readonly Verdict[]> => {
  const bytes = await image.png().toBuffer();
  const { width, height } = await sharp(bytes).metadata();
  return judgePage(await encodePage(sharp(bytes), paperSize(width, height, undefined)));
};
const again = async (image: Sharp) => sharp(await image.png().toBuffer());

describe('judging a page', () => {
  test('finds nothing wrong with a clean print, in either script', async () => {
    expect(await judge(paper())).toEqual([]);
    expect(await judge(paper({ isArabic: true, lines: arabicLines }))).toEqual([]);
  });

  test('finds nothing wrong with few lines, nor with a photograph taken in ordinary light', async () => {
    expect(await judge(paper({ free: 0.85 }))).toEqual([]);
    expect(await judge((await again(paper())).linear(0.75, 10))).toEqual([]);
  });

  test.each<[Verdict['kind'], Verdict['severity'], () => Promise<Sharp>]>([
    ['blurred', 'warn', async () => (await again(paper())).blur(4)],
    ['blurred', 'stop', async () => (await again(paper())).blur(10)],
    ['low-resolution', 'warn', async () => (await again(paper())).resize(1_000)],
    ['low-resolution', 'stop', async () => (await again(paper())).resize(600)],
    [
      'blank',
      'warn',
      () => again(sharp({ create: { width: 2_480, height: 3_508, channels: 3, background: '#f4f4f0' } })),
    ],
    ['dark', 'warn', async () => (await again(paper())).linear(0.4, 0)],
    ['dark', 'stop', async () => (await again(paper())).linear(0.2, 0)],
    ['dark', 'warn', async () => (await again(paper())).linear(0.2, 180)],
    ['skewed', 'warn', async () => (await again(paper())).rotate(4, { background: 'white' })],
  ])('calls it %s (%s)', async (kind, severity, make) => {
    expect(await judge(await make())).toContainEqual(expect.objectContaining({ kind, severity }));
  });

  test('measures the skew', async () => {
    const verdicts = await judge((await again(paper())).rotate(-3, { background: 'white' }));
    const skew = verdicts.find(verdict => verdict.kind === 'skewed')?.value ?? 0;
    expect(skew).toBeGreaterThan(-3.5);
    expect(skew).toBeLessThan(-2.5);
  });
});

describe('the size of the paper', () => {
  test('is what the file says when that is a sheet', () => {
    expect(paperSize(2_480, 3_508, 300).width).toBeCloseTo(210, 0);
    expect(paperSize(3_508, 4_961, 300).height).toBeCloseTo(420, 0);
  });

  test('fits A4 when the file says nothing believable', () => {
    expect(paperSize(3_000, 4_000, 72)).toEqual({ width: 210, height: 280 });
    expect(paperSize(4_000, 3_000, undefined)).toEqual({ width: 280, height: 210 });
    // 1,200 dots per inch would make it a stamp, 100 a poster.
    expect(paperSize(2_480, 3_508, 1_200).height).toBeCloseTo(297, 0);
    expect(paperSize(9_921, 14_031, 100).height).toBeCloseTo(297, 0);
  });
});

import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { editPage, isFootEmpty, proposeStampPlace, readText, renderPage } from './ask.ts';
import { arabicLines, frenchLines, paper, spanishLines } from './fixtures/images.ts';
import { onePage } from './fixtures/pdfs.ts';
import { closeSandbox } from './sandbox.ts';

afterAll(closeSandbox);

const a4 = { width: 210, height: 297 };
const pageOf = (free: number) => paper({ width: 1_240, height: 1_754, free }).jpeg().toBuffer();

describe('editing a page', () => {
  test('turns clockwise, then crops, and keeps the scale of the paper', async () => {
    const image = await sharp({ create: { width: 400, height: 600, channels: 3, background: 'white' } })
      .composite([
        { input: { create: { width: 100, height: 100, channels: 3, background: 'black' } }, left: 0, top: 0 },
      ])
      .jpeg()
      .toBuffer();
    const mm = { width: 100, height: 150 };
    const turned = await editPage({ jpeg: image, mm, edit: { rotate: 90 } });
    expect(turned).toMatchObject({ ok: true, value: { width: 600, height: 400, mm: { width: 150, height: 100 } } });
    const crop = { left: 0.5, top: 0, width: 0.5, height: 0.5 };
    const cut = await editPage({ jpeg: image, mm, edit: { rotate: 90, crop } });
    if (!cut.ok) throw new Error(cut.refusal.code);
    expect(cut.value).toMatchObject({ width: 300, height: 200, mm: { width: 75, height: 50 } });
    const { data, info } = await sharp(cut.value.jpeg).greyscale().raw().toBuffer({ resolveWithObject: true });
    // The dark corner was at the upper left and is now at the upper right.
    expect([data[10 * info.width + 10], data[10 * info.width + 290]].map(tone => (tone ?? 0) > 128)).toEqual([
      true,
      false,
    ]);
  });

  test.each([
    [{ left: 0.5, top: 0, width: 0.6, height: 1 }],
    [{ left: 0, top: 0, width: 0.001, height: 1 }],
    [{ left: -0.1, top: 0, width: 0.5, height: 1 }],
    [{ left: Number.NaN, top: 0, width: 0.5, height: 1 }],
  ])('refuses the crop %j', async crop => {
    const result = await editPage({ jpeg: await pageOf(0.5), mm: a4, edit: { rotate: 0, crop } });
    expect(result).toMatchObject({ ok: false, refusal: { code: 'documents.crop-empty' } });
  });
});

describe('space on a page', () => {
  test('the foot is empty when nothing is written there, whatever the colour of the paper', async () => {
    expect(await isFootEmpty({ image: await pageOf(0.3), mm: a4, foot: 26 })).toEqual({ ok: true, value: true });
    const yellow = await sharp(await pageOf(0.3))
      .tint('#f0e6c0')
      .jpeg()
      .toBuffer();
    expect(await isFootEmpty({ image: yellow, mm: a4, foot: 26 })).toEqual({ ok: true, value: true });
    expect(await isFootEmpty({ image: await pageOf(0.02), mm: a4, foot: 26 })).toEqual({ ok: true, value: false });
  });

  test('the stamp goes to an empty place below the writing and above the foot', async () => {
    const placed = await proposeStampPlace({
      image: await pageOf(0.5),
      mm: a4,
      stamp: { width: 85, height: 45 },
      foot: 26,
    });
    if (!placed.ok) throw new Error(placed.refusal.code);
    const { left, top, width, height, isEmpty } = placed.value;
    expect(isEmpty).toBe(true);
    expect(top).toBeGreaterThan(120);
    expect(top + height).toBeLessThanOrEqual(297 - 26);
    expect([left >= 4, left + width <= 206]).toEqual([true, true]);
  });

  test('a full page gets the least covered place, and is told', async () => {
    const placed = await proposeStampPlace({
      image: await pageOf(0),
      mm: a4,
      stamp: { width: 85, height: 45 },
      foot: 26,
    });
    expect(placed).toMatchObject({ ok: true, value: { isEmpty: false } });
  });
});

describe('the script of a scan', () => {
  const scan = async (lines: readonly string[], isArabic: boolean) => ({
    image: await paper({ width: 1_240, height: 1_754, lines, isArabic }).jpeg().toBuffer(),
    mm: a4,
  });

  test('proposes Arabic or French, and nothing for a page that is empty or half of each', async () => {
    expect(await readText(await scan(arabicLines, true))).toMatchObject({
      proposal: { language: 'ar' },
      languages: [{ language: 'ar' }],
    });
    expect(await readText(await scan(frenchLines, false))).toMatchObject({
      proposal: { language: 'fr' },
      languages: [{ language: 'fr' }],
    });
    expect(await readText(await scan([...arabicLines.slice(0, 4), ...frenchLines.slice(3)], true))).toEqual({
      proposal: undefined,
      languages: [],
    });
    // Read by the French model, Spanish stays Spanish.
    expect(await readText(await scan(spanishLines, false))).toMatchObject({ languages: [{ language: 'es' }] });
    expect(await readText(await scan([''], false))).toEqual({ proposal: undefined, languages: [] });
  }, 180_000);
});

describe('a rendered page', () => {
  test('has the colours and the turn of the page', async () => {
    const pdf = onePage({ content: '1 0 0 rg 0 0 100 842 re f', page: '/Rotate 90' });
    const rendered = await renderPage({ pdf, index: 0, dpi: 72, format: 'png' });
    if (!rendered.ok) throw new Error(rendered.refusal.code);
    expect(rendered.value).toMatchObject({ width: 842, height: 595 });
    const { data } = await sharp(rendered.value.image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([...data.subarray(3 * 842 * 20, 3 * 842 * 20 + 3)]).toEqual([255, 0, 0]);
    expect(await renderPage({ pdf, index: 1, dpi: 72, format: 'png' })).toMatchObject({
      refusal: { code: 'documents.page-missing', params: { page: 2 } },
    });
  });
});

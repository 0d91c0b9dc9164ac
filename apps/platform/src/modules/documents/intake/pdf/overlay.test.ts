import { describe, expect, test } from 'vitest';
import { checkWithQpdf, difference, rastersOf } from '../fixtures/judges.ts';
import { manyPages, onePage } from '../fixtures/pdfs.ts';
import { overlay } from './overlay.ts';
import { rebuildPdf } from './rebuild.ts';

/** A mark as the platform prints it: at the displayed foot, left. */
const footMark = '0 g 40 30 120 40 re f';
const dimensions = { upright: [595, 842], lying: [842, 595] } as const;

const markFor = (shape: keyof typeof dimensions, extra = 0) => {
  const [width, height] = dimensions[shape];
  return onePage({ content: footMark, page: `/MediaBox[0 ${-extra} ${width} ${height}]` });
};

const overlaid = async (base: Uint8Array, mark: Uint8Array) => {
  const clean = await rebuildPdf(base);
  if (!clean.ok) throw new Error(clean.refusal.code);
  const result = await overlay({ base: clean.value.pdf, overlay: mark });
  if (!result.ok) throw new Error(result.refusal.code);
  expect(checkWithQpdf(result.value)).toContain('No syntax');
  return result.value;
};

/** Whether the pixel at (x, y) points from the displayed upper left corner is black. */
const isBlack = (raster: Buffer | undefined, x: number, y: number) => {
  const [, width = 0] = /^P6\n(\d+) (\d+)\n255\n/.exec(raster?.toString('latin1', 0, 30) ?? '')?.map(Number) ?? [];
  const header = raster?.indexOf('\n255\n') ?? 0;
  const at = header + 5 + 3 * (Math.round((y * 60) / 72) * width + Math.round((x * 60) / 72));
  return raster?.[at] === 0;
};

describe('an overlay', () => {
  test.each([
    [0, 'upright'],
    [90, 'lying'],
    [180, 'upright'],
    [270, 'lying'],
  ] as const)('lands at the displayed foot of a page turned by %d degrees', async (turn, shape) => {
    const page = onePage({ content: '1 0 0 rg 250 400 50 50 re f', page: `/Rotate ${turn}` });
    const [raster] = rastersOf(await overlaid(page, markFor(shape)));
    const height = dimensions[shape][1];
    expect(isBlack(raster, 100, height - 50)).toBe(true);
    expect(isBlack(raster, 100, height - 90)).toBe(false);
    expect(isBlack(raster, 200, height - 50)).toBe(false);
  });

  test('lands inside the crop box of a page whose origin is elsewhere', async () => {
    const page = onePage({
      page: '/MediaBox[-50 -50 700 900]/CropBox[20 30 615 872]',
      content: '1 0 0 rg 300 400 50 50 re f',
    });
    const [raster] = rastersOf(await overlaid(page, markFor('upright')));
    expect(isBlack(raster, 100, 842 - 50)).toBe(true);
  });

  test('larger than the page adds a band at the foot and shows nothing that was cropped away', async () => {
    // Black outside the crop box, which must stay unseen when the page grows over it.
    const page = onePage({ page: '/MediaBox[0 -100 595 842]/CropBox[0 0 595 842]', content: '0 g 0 -100 595 90 re f' });
    const band = 74;
    const [raster] = rastersOf(
      await overlaid(page, onePage({ content: '0 g 40 -60 120 40 re f', page: `/MediaBox[0 -${band} 595 842]` })),
    );
    expect(isBlack(raster, 100, 842 + 40)).toBe(true);
    expect(isBlack(raster, 400, 842 + 40)).toBe(false);
    expect(raster?.toString('latin1', 0, 12)).toMatch(/^P6\n49\d 76\d/);
  });

  test('leaves pages without an overlay as they were', async () => {
    const result = await overlaid(manyPages(3), markFor('upright'));
    const [first, second, third] = rastersOf(result);
    expect(difference(second, third)).toBe(0);
    expect(difference(first, second)).toBeGreaterThan(0);
  });

  test('with more pages than the document is refused', async () => {
    expect(await overlay({ base: onePage(), overlay: manyPages(2) })).toMatchObject({
      refusal: { code: 'documents.overlay-longer' },
    });
  });
});

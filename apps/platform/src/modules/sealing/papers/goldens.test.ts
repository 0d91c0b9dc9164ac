import { mkdir, readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { copy, reissue } from './copies.fixture.ts';
import { render } from './judges.fixture.ts';
import { layInk } from './ink.ts';
import { labelSizes } from './label.ts';
import { createPapers } from './papers.ts';
import { severalVariants, waiting } from './several.fixture.ts';
import { act, draft, flourish, long, refused, refusedAtLength, slip } from './specimens.fixture.ts';
import { variants } from './variants.fixture.ts';

// Pictures of every paper, looked at by a person before they were committed. After a wanted change, print them again with
//   UPDATE_GOLDENS=1 node scripts/node24.mjs node_modules/vitest/vitest.mjs run goldens.test.ts
// and look at every one of them.

const folder = new URL('goldens/', import.meta.url);
const update = process.env['UPDATE_GOLDENS'] === '1';
// Grey levels by which a pixel may differ, and the share of pixels that may differ by more: rasterisers differ by a hair.
const tolerance = { levels: 64, share: 0.0004 };

const papers = createPapers();
afterAll(() => papers.close());

async function pixels(png: Buffer) {
  return sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
}

async function expectPicture(name: string, pdf: Uint8Array, resolution: number): Promise<void> {
  const picture = await sharp(await render(pdf, resolution))
    .greyscale()
    .png({ palette: true, colours: 16, effort: 10 })
    .toBuffer();
  const file = new URL(`${name}.golden.png`, folder);
  if (update) {
    await mkdir(folder, { recursive: true });
    await writeFile(file, picture);
  }
  const [seen, wanted] = await Promise.all([pixels(picture), pixels(await readFile(file))]);
  expect([seen.info.width, seen.info.height]).toEqual([wanted.info.width, wanted.info.height]);
  const different = seen.data.filter(
    (level, index) => Math.abs(level - (wanted.data[index] ?? 0)) > tolerance.levels,
  ).length;
  expect(different / seen.data.length).toBeLessThan(tolerance.share);
}

describe('the picture of', () => {
  for (const [name, [face, languages]] of Object.entries({ ...variants, ...severalVariants })) {
    it(name, async () => expectPicture(name, await papers.stamp(face, languages), 110));
  }

  it('stamps that carry the mark, of an act, a demonstration and a draft', async () => {
    const marked = { marked: true };
    await expectPicture('stamp-marked-ar-fr', await papers.stamp(act, 'ar+fr', marked), 110);
    await expectPicture('stamp-marked-demo-fr', await papers.stamp({ ...act, mark: 'demo' }, 'fr', marked), 110);
    await expectPicture('stamp-marked-draft-ar', await papers.stamp(draft, 'ar', marked), 110);
  });

  it('pages over and above a foot band, as an act, a demonstration and a draft', async () => {
    const jpeg = await sharp({ create: { width: 413, height: 585, channels: 3, background: '#efeadc' } })
      .jpeg()
      .toBuffer();
    const page = (layout: 'over' | 'band') => [{ jpeg, width: 210, height: 297, layout }];
    await expectPicture('page-over', await papers.scannedPages(page('over'), act), 60);
    await expectPicture('page-band-demo', await papers.scannedPages(page('band'), { ...act, mark: 'demo' }), 60);
    await expectPicture('page-band-draft', await papers.scannedPages(page('band'), draft), 60);
  });

  it('pages signed by hand, as large as they were scanned and reduced above a foot band', async () => {
    const jpeg = await sharp({ create: { width: 413, height: 585, channels: 3, background: '#efeadc' } })
      .jpeg()
      .toBuffer();
    const ink = layInk(flourish, { x: 120, y: 200, width: 60, height: 25 });
    const page = (layout: 'over' | 'band') => [{ jpeg, width: 210, height: 297, layout, ink }];
    await expectPicture('page-signed', await papers.scannedPages(page('over'), act), 60);
    await expectPicture('page-signed-band', await papers.scannedPages(page('band'), draft), 60);
    await expectPicture('mark-signed', await papers.marginMarks([{ width: 595, height: 842, ink }], act), 60);
  });

  it('pages of a certified copy and of a reissue: the scan whole, under it the mark and the stamp of that page', async () => {
    const jpeg = await sharp({ create: { width: 413, height: 585, channels: 3, background: '#efeadc' } })
      .jpeg()
      .toBuffer();
    const pages = [
      { jpeg, width: 210, height: 297 },
      { jpeg, width: 86, height: 54 },
      { jpeg, width: 210, height: 297 },
    ];
    const [first, card] = pages.slice(0, 2);
    await expectPicture('copied-page', (await papers.copiedPages(pages, copy, 'ar+fr')).pdf, 60);
    if (first && card)
      await expectPicture(
        'copied-card-demo',
        (await papers.copiedPages([card, first], { ...reissue, pages: 2, mark: 'demo' }, 'fr')).pdf,
        60,
      );
  });

  it('margin marks', async () => {
    const small = [{ width: 300, height: 90 }];
    await expectPicture('mark', await papers.marginMarks(small, act), 110);
    await expectPicture('mark-demo', await papers.marginMarks(small, { ...act, mark: 'demo' }), 110);
  });

  it('refusals, in one language or two, and with the most that one may say', async () => {
    const stamp = { x: 62.5, y: 210, width: 85, height: 55 };
    await expectPicture('refusal-ar', await papers.refusal(refused, 'ar', stamp), 60);
    await expectPicture('refusal-fr', await papers.refusal({ ...refused, mark: 'demo' }, 'fr', stamp), 60);
    await expectPicture('refusal-ar-fr', await papers.refusal(refused, 'ar+fr', stamp), 60);
    await expectPicture('refusal-long', await papers.refusal(refusedAtLength, 'ar+fr', { ...stamp, y: 180 }), 60);
  });

  it('slips', async () => {
    const [line] = slip.receipt.lines;
    const free = {
      ...slip.receipt,
      payment: 'none' as const,
      cashier: null,
      lines: line ? [{ ...line, amount: 0 }] : [],
    };
    await expectPicture('slip', await papers.slip(slip), 110);
    await expectPicture(
      'slip-free-zgh',
      await papers.slip({ ...slip, second: 'zgh', receipt: free, account: null, mark: 'training' }),
      110,
    );
  });

  it('slips of somebody awaited', async () => {
    await expectPicture('slip-waiting', await papers.waitingSlip(waiting), 110);
    const other = { ...waiting, second: 'zgh', mark: 'demo' } as const;
    await expectPicture('slip-waiting-zgh', await papers.waitingSlip(other), 110);
  });

  it('labels', async () => {
    await expectPicture(
      'label-roll',
      await papers.label({ face: act, exemplar: { k: 1, n: 3 }, size: labelSizes.roll }),
      110,
    );
    await expectPicture(
      'label-long',
      await papers.label({ face: long, exemplar: { k: 12, n: 13 }, size: labelSizes.roll }),
      110,
    );
    await expectPicture(
      'label-sheet-demo',
      await papers.label({ face: { ...act, mark: 'demo' }, exemplar: { k: 2, n: 3 }, size: labelSizes.sheet }),
      110,
    );
    await expectPicture('overprint', await papers.overprint({ face: act, exemplar: { k: 1, n: 3 } }), 60);
  });
});

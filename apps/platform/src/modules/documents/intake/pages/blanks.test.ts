import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { scannedPage } from '../../../../../test/scans.ts';
import { findBlanks } from './blanks.ts';

const mm = { width: 210, height: 297 };
/** Text as dark bars of the height and spacing of print: what a page is made of, whatever its letters. */
const line = (y: number, from = 25, to = 185): string =>
  Array.from({ length: Math.floor((to - from) / 9) }, (_, word) => {
    return `<rect x="${from + word * 9}" y="${y}" width="7" height="2.6"/>`;
  }).join('');
const block = (from: number, lines: number): string =>
  Array.from({ length: lines }, (_, index) => line(from + index * 6)).join('');

async function look(drawing: string) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1240" height="1754" viewBox="0 0 210 297"><rect width="210" height="297" fill="#fdfcf8"/>${drawing}</svg>`;
  const image = await sharp(Buffer.from(svg)).jpeg().toBuffer();
  const found = await findBlanks({ image, mm });
  return found.ok ? found.value.parts : [];
}

test('an ordinary letter, with its head, its rule, its signature and its page number, has none', async () => {
  const rule = '<rect x="20" y="40" width="170" height="0.4"/>';
  const signature = '<path d="M120 235 q10 -14 20 0 t24 -4" fill="none" stroke="#124" stroke-width="0.8"/>';
  expect(await look(line(20, 25, 90) + rule + block(50, 16) + signature + line(282, 100, 109))).toEqual([]);
  expect(await look('')).toEqual([]);
});

test('a large empty space between two blocks of text is told, with where it is', async () => {
  const [gap, ...more] = await look(block(30, 8) + block(160, 8));
  expect(more).toEqual([]);
  expect(gap).toMatchObject({ kind: 'gap' });
  expect(gap?.top).toBeGreaterThan(70);
  expect((gap?.top ?? 0) + (gap?.height ?? 0)).toBeLessThan(165);
});

test('dots and rules behind a word are told until something is written on them', async () => {
  const dots = Array.from({ length: 60 }, (_, dot) => `<circle cx="${60 + dot * 1.2}" cy="102" r="0.3"/>`).join('');
  const label = line(99.5, 30, 57);
  const [found, ...more] = await look(block(40, 8) + label + dots);
  expect(more).toEqual([]);
  expect(found).toMatchObject({ kind: 'line' });
  expect(found?.left).toBeGreaterThan(55);
  const written =
    '<path d="M62 101 q4 -6 8 0 t8 -2 t8 1 t8 -2 t8 1 t8 -2 t8 1 t8 -1" fill="none" stroke="#124" stroke-width="0.8"/>';
  expect(await look(block(40, 8) + label + dots + written)).toEqual([]);
  const ruled = '<rect x="60" y="102" width="70" height="0.4"/>';
  expect(await look(block(40, 8) + label + ruled)).toMatchObject([{ kind: 'line' }]);
});

test('the papers that the demonstration and the tests are made of have none', async () => {
  const image = await scannedPage();
  expect(await findBlanks({ image, mm })).toMatchObject({ value: { parts: [] } });
  const folder = new URL('../../../../demo/papers/', import.meta.url);
  const pictures = readdirSync(folder).filter(name => /\.(jpe?g|png)$/.test(name));
  for (const name of pictures) {
    const found = await findBlanks({ image: readFileSync(new URL(name, folder)), mm });
    expect([name, found]).toMatchObject([name, { value: { parts: [] } }]);
  }
});

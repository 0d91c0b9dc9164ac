import sharp from 'sharp';

/** A4 at 150 dpi. */
const [width, height] = [1240, 1754];
/** What one scanned page of text weighs at the counter, in octets: about 250 kB. */
const noise = 9;

/** JPEG images of scanned pages, each different: the press must not find the last one in its cache. */
export async function scanPages(count: number): Promise<Buffer[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => scanPage(index)));
}

/** Lines of grey on paper that is not quite white, with a scanner's noise. The foot is empty, as on most papers. */
async function scanPage(index: number): Promise<Buffer> {
  const line = (row: number): string =>
    `<text x="130" y="${160 + row * 46}" font-size="26" font-family="serif">${index + 1}.${row + 1} — le soussigné certifie par la présente que ce texte est le sien</text>`;
  const lines = Array.from({ length: 24 }, (_, row) => line(row)).join('');
  const text = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${lines}</svg>`,
  );
  const grain = { type: 'gaussian', mean: 246, sigma: noise } as const;
  return sharp({ create: { width, height, channels: 3, background: '#f6f6f2', noise: grain } })
    .composite([{ input: text }])
    .withMetadata({ density: 150 })
    .jpeg({ quality: 62 })
    .toBuffer();
}

import sharp from 'sharp';

/** An A4 page as a scanner gives it: lines of print above, the lower half empty for a stamp. */
export async function scannedPage({
  text = 'Attestation',
  dpi = 150,
}: {
  text?: string;
  dpi?: number;
} = {}): Promise<Uint8Array<ArrayBuffer>> {
  const [width, height] = [Math.round((210 / 25.4) * dpi), Math.round((297 / 25.4) * dpi)];
  const lines = Array.from({ length: 14 }, (_, index) => {
    const place = `x="${width * 0.12}" y="${height * (0.1 + index * 0.03)}" font-size="${height * 0.016}"`;
    return `<text ${place} font-family="DejaVu Sans">${text} ${index} lorem ipsum dolor sit amet consectetur</text>`;
  });
  const size = `width="${width}" height="${height}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect ${size} fill="#fff"/>${lines.join('')}</svg>`;
  const image = sharp(Buffer.from(svg)).withMetadata({ density: dpi });
  return Uint8Array.from(await image.jpeg({ quality: 85 }).toBuffer());
}

/** A signature drawn on a pad, long enough to be one. */
export const drawnSignature = {
  pad: { widthMm: 120, heightMm: 50 },
  strokes: [
    Array.from({ length: 40 }, (_, index) => ({
      x: 10 + index * 2,
      y: 25 + 8 * Math.sin(index / 2),
      t: index * 12,
      pressure: 0.5,
    })),
  ],
};

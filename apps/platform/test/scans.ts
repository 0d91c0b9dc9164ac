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

/** A page of a contract in Spanish, without accents. */
export const spanishPage = [
  'El abajo firmante, nacido en Casablanca y con',
  'domicilio en la calle de las Rosas, declara que',
  'los datos que figuran en este documento son',
  'ciertos y que no se ha omitido nada que pueda',
  'ser contrario a la ley, para los efectos que',
  'sean oportunos ante las autoridades.',
].join('\n');

/** A PDF of two pages, written by hand: a line of text each, unless other texts are given. */
export function twoPagePdf(
  texts: readonly [string, string] = ['First page of the contract', 'Second page'],
): Uint8Array<ArrayBuffer> {
  const shown = (text: string) => text.split('\n').map(line => `(${line}) Tj`);
  const content = (text: string) => `BT /F 18 Tf 72 720 Td ${shown(text).join(' 0 -22 Td ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    ...[5, 6].map(
      id =>
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${id} 0 R /Resources << /Font << /F 7 0 R >> >> >>`,
    ),
    ...texts.map(text => `<< /Length ${content(text).length} >>\nstream\n${content(text)}\nendstream`),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 8\n0000000000 65535 f \n${entries}trailer\n<< /Size 8 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Uint8Array.from(Buffer.from(body + table, 'latin1'));
}

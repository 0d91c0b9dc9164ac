import sharp, { type Sharp } from 'sharp';
import { pageDpi } from '../limits.ts';
import type { Verdict } from './verdict.ts';

export interface Millimetres {
  readonly width: number;
  readonly height: number;
}

/** A page as the platform keeps it: upright, sRGB, baseline JPEG without any metadata, at most 300 dpi. */
export interface PageImage {
  readonly jpeg: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Size of the paper: from the file's own resolution where that is believable, else the page is taken to fit A4. */
  readonly mm: Millimetres;
  readonly verdicts: readonly Verdict[];
}

const a4: Millimetres = { width: 210, height: 297 };
const millimetresPerInch = 25.4;

/**
 * Paper size in millimetres of an image of `width` × `height` pixels whose file claims `density` dots per inch.
 * A claim is believed when it gives a sheet between A6 and A2 at a resolution that scanners use; 72 and 96 are what cameras and
 * screens write without having measured anything. Otherwise the image is taken to fill A4, upright or lying.
 */
export function paperSize(width: number, height: number, density: number | undefined): Millimetres {
  if (density !== undefined && density >= 100 && density <= 1_200) {
    const claimed = { width: (width / density) * millimetresPerInch, height: (height / density) * millimetresPerInch };
    const [short, long] = [Math.min(claimed.width, claimed.height), Math.max(claimed.width, claimed.height)];
    if (short >= 70 && long >= 130 && long <= 600) {
      return { width: rounded(claimed.width), height: rounded(claimed.height) };
    }
  }
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const scale = Math.min(a4.width / short, a4.height / long);
  return { width: rounded(width * scale), height: rounded(height * scale) };
}

/** To a hundredth of a millimetre. */
function rounded(millimetres: number): number {
  return Math.round(millimetres * 100) / 100;
}

/** The stored form of a page: `image` (already upright) reduced to 300 dpi on `mm`, white behind transparency, no metadata. */
export async function encodePage(image: Sharp, mm: Millimetres): Promise<Omit<PageImage, 'verdicts'>> {
  const { data, info } = await image
    .flatten({ background: '#ffffff' })
    .resize({
      width: Math.max(1, Math.round((mm.width / millimetresPerInch) * pageDpi)),
      height: Math.max(1, Math.round((mm.height / millimetresPerInch) * pageDpi)),
      fit: 'inside',
      withoutEnlargement: true,
    })
    .toColourspace('srgb')
    .jpeg({ quality: 80, chromaSubsampling: '4:2:0', progressive: false })
    .toBuffer({ resolveWithObject: true });
  return { jpeg: data, width: info.width, height: info.height, mm };
}

/** Luminance of a page, one byte a pixel, reduced so that its long side is at most `longSide`; colour and transparency are gone. */
export async function luminanceOf(jpeg: Uint8Array, longSide: number): Promise<Luminance> {
  const { data, info } = await sharp(jpeg)
    .resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

export interface Luminance {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

import sharp, { type Metadata, type Sharp } from 'sharp';
import { ok, type Result, refuse } from '../../../../kernel/index.ts';
import { intakeLimits } from '../limits.ts';
import type { FileType } from '../sniff.ts';
import { decodeHeic } from './heic.ts';
import { encodePage, type PageImage, paperSize } from './page.ts';
import { isTooLarge, isTooSmall, refuseLarge } from './pixels.ts';
import { judgePage } from './quality.ts';

export interface ImagesInput {
  readonly bytes: Uint8Array;
  readonly type: Exclude<FileType, 'pdf'>;
}

/**
 * The pages in an image file (each frame of a TIFF or a HEIC is one), upright, normalised and judged.
 * Refusals: `documents.too-many-pixels`, `.too-many-pages`, `.unreadable`.
 */
export async function readImages({ bytes, type }: ImagesInput): Promise<Result<readonly PageImage[]>> {
  try {
    return type === 'heic' ? await readHeic(bytes) : await readRaster(bytes);
  } catch {
    // sharp and libheif throw for every malformed file, with messages meant for programmers.
    return refuse('documents.unreadable');
  }
}

async function readRaster(bytes: Uint8Array): Promise<Result<readonly PageImage[]>> {
  // The header is read without a pixel limit, so that a giant image is refused by its size and not as unreadable.
  const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
  const frames = metadata.format === 'tiff' ? (metadata.pages ?? 1) : 1;
  if (frames > intakeLimits.pages)
    return refuse('documents.too-many-pages', { pages: frames, limit: intakeLimits.pages });
  const pages: PageImage[] = [];
  let pixels = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    // A later frame of a TIFF can be of another size than the first: each header is read before its pixels.
    const { width, height, density } = await sharp(bytes, { limitInputPixels: false, page: frame }).metadata();
    pixels += width * height;
    if (isTooSmall(width, height)) return refuse('documents.too-small');
    if (isTooLarge(width, height) || pixels > intakeLimits.filePixels) return refuseLarge(width, height);
    // libjpeg only warns of a picture that stops half-way; TIFF warnings are about tags that nobody needs.
    const failOn = metadata.format === 'jpeg' ? 'warning' : 'error';
    const image = sharp(bytes, { limitInputPixels: intakeLimits.imagePixels, page: frame, failOn });
    pages.push(await readPage(image.autoOrient(), turned(metadata, { width, height }), density));
  }
  return ok(pages);
}

/** EXIF orientations 5 to 8 lie on their side: the page is as wide as the picture is high. */
function turned(metadata: Metadata, size: Size): Size {
  return (metadata.orientation ?? 1) >= 5 ? { width: size.height, height: size.width } : size;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

async function readHeic(bytes: Uint8Array): Promise<Result<readonly PageImage[]>> {
  const pictures = await decodeHeic(bytes);
  if (!pictures.ok) return pictures;
  const pages: PageImage[] = [];
  for (const { width, height, rgba } of pictures.value) {
    pages.push(await readPage(sharp(rgba, { raw: { width, height, channels: 4 } }), { width, height }, undefined));
  }
  return ok(pages);
}

async function readPage(image: Sharp, { width, height }: Size, density: number | undefined): Promise<PageImage> {
  const page = await encodePage(image, paperSize(width, height, density));
  return { ...page, verdicts: await judgePage(page) };
}

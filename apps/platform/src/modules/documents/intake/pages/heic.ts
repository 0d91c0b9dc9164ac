import { createRequire } from 'node:module';
import { ok, type Result, refuse } from '../../../../kernel/index.ts';
import { intakeLimits } from '../limits.ts';
import { isTooLarge, isTooSmall, refuseLarge } from './pixels.ts';

export interface HeicPicture {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, rotation and mirroring of the container already applied. */
  readonly rgba: Uint8Array;
}

/** The part of libheif's WebAssembly face that is used here; the package ships no types for it. */
interface HeifImage {
  get_width(): number;
  get_height(): number;
  display(target: { data: Uint8ClampedArray; width: number; height: number }, done: (result: unknown) => void): void;
  free(): void;
}
interface HeifLibrary {
  HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
}

/**
 * The pictures of a HEIC or HEIF file. sharp's libvips has no HEVC decoder (patents), so libheif runs as WebAssembly.
 * Throws when the container is malformed. Refusals: `documents.too-many-pixels`, `.too-many-pages`.
 */
export async function decodeHeic(bytes: Uint8Array): Promise<Result<readonly HeicPicture[]>> {
  // Loaded on first use: two megabytes that most counters never need.
  const libheif: HeifLibrary = createRequire(import.meta.url)('libheif-js/wasm-bundle.js');
  const images = new libheif.HeifDecoder().decode(bytes);
  if (images.length === 0) return refuse('documents.unreadable');
  if (images.length > intakeLimits.pages) {
    return refuse('documents.too-many-pages', { pages: images.length, limit: intakeLimits.pages });
  }
  const pictures: HeicPicture[] = [];
  for (const image of images) {
    const [width, height] = [image.get_width(), image.get_height()];
    if (isTooSmall(width, height)) return refuse('documents.too-small');
    if (isTooLarge(width, height)) return refuseLarge(width, height);
    pictures.push({ width, height, rgba: await display(image, width, height) });
    image.free();
  }
  return ok(pictures);
}

function display(image: HeifImage, width: number, height: number): Promise<Uint8Array> {
  const data = new Uint8ClampedArray(width * height * 4);
  return new Promise((resolve, reject) => {
    image.display({ data, width, height }, result => {
      if (result === null || result === undefined) reject(new Error('libheif could not decode the picture'));
      else resolve(new Uint8Array(data.buffer));
    });
  });
}

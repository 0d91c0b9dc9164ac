import sharp from 'sharp';
import { ok, type Result, refuse } from '../../../../kernel/index.ts';
import { intakeLimits } from '../limits.ts';
import { encodePage, type Millimetres, type PageImage } from './page.ts';
import { judgePage } from './quality.ts';

export interface PageEdit {
  /** Clockwise, applied first. */
  readonly rotate: 0 | 90 | 180 | 270;
  /** Fractions (0 to 1) of the rotated page. */
  readonly crop?: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

export interface EditInput {
  readonly jpeg: Uint8Array;
  readonly mm: Millimetres;
  readonly edit: PageEdit;
}

/**
 * A page turned, then cropped, then judged anew. Edit the page that came in, not an edited one: each encoding costs sharpness.
 * The crop keeps the scale of the paper: half a page is half as many millimetres.
 * Refusals: `documents.crop-empty` (less than 1 % of a side, or outside the page), `documents.unreadable`.
 */
export async function editPage({ jpeg, mm, edit }: EditInput): Promise<Result<PageImage>> {
  const crop = edit.crop ?? { left: 0, top: 0, width: 1, height: 1 };
  const inside = [crop.left, crop.top, crop.width, crop.height].every(part => part >= 0 && part <= 1);
  if (
    !inside ||
    crop.width < 0.01 ||
    crop.height < 0.01 ||
    crop.left + crop.width > 1.001 ||
    crop.top + crop.height > 1.001
  ) {
    return refuse('documents.crop-empty');
  }
  try {
    const { data, info } = await sharp(jpeg, { limitInputPixels: intakeLimits.imagePixels })
      .rotate(edit.rotate)
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const left = Math.min(info.width - 1, Math.round(crop.left * info.width));
    const top = Math.min(info.height - 1, Math.round(crop.top * info.height));
    const width = Math.max(1, Math.min(info.width - left, Math.round(crop.width * info.width)));
    const height = Math.max(1, Math.min(info.height - top, Math.round(crop.height * info.height)));
    const image = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
    const sides = edit.rotate % 180 === 0 ? mm : { width: mm.height, height: mm.width };
    const paper = { width: (sides.width * width) / info.width, height: (sides.height * height) / info.height };
    const page = await encodePage(image.extract({ left, top, width, height }), paper);
    return ok({ ...page, verdicts: await judgePage(page) });
  } catch {
    return refuse('documents.unreadable');
  }
}

import { type Result, refuse } from '../../../../kernel/index.ts';
import { intakeLimits } from '../limits.ts';

/** Whether an image is above the pixel limit. */
export function isTooLarge(width: number, height: number): boolean {
  return width * height > intakeLimits.imagePixels;
}

/** Whether an image has too few pixels on a side to be a page: an icon, or a line that a scanner made of nothing. */
export function isTooSmall(width: number, height: number): boolean {
  return Math.min(width, height) < intakeLimits.imageSidePixels;
}

/** The refusal of an image above the pixel limit, in megapixels. */
export function refuseLarge(width: number, height: number): Result<never> {
  const megapixels = Math.round((width * height) / 1e6);
  return refuse('documents.too-many-pixels', { megapixels, limit: intakeLimits.imagePixels / 1e6 });
}

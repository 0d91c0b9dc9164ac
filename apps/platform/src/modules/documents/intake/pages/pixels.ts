import { type Result, refuse } from '../../../../kernel/index.ts';
import { intakeLimits } from '../limits.ts';

/** Whether an image is above the pixel limit. */
export function isTooLarge(width: number, height: number): boolean {
  return width * height > intakeLimits.imagePixels;
}

/** The refusal of an image above the pixel limit, in megapixels. */
export function refuseLarge(width: number, height: number): Result<never> {
  const megapixels = Math.round((width * height) / 1e6);
  return refuse('documents.too-many-pixels', { megapixels, limit: intakeLimits.imagePixels / 1e6 });
}

import { type Result, refuse } from '../../../../kernel/index.ts';
import { Stop } from './value.ts';

/**
 * Turns what stops a walk through a hostile file into a refusal. A stack or a length that overflows is the file's doing here, because
 * every number that sizes anything comes from it; other exceptions are bugs and pass.
 */
export async function guard<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Stop) return refuse(error.code, error.params);
    if (error instanceof RangeError) return refuse('documents.too-complex');
    throw error;
  }
}

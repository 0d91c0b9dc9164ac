import type { Context, MiddlewareHandler } from 'hono';
import { answerProblem } from '../api/problem.ts';

/** MiB of the longest form or sign-in that we read; ours have a few kilobytes. Uploads have a limit of their own. */
const most = 1;

/**
 * Whether a body is longer than any of our forms (`limit` in MiB, for one that carries files), or does not say its length, as every
 * browser's form does: such a body is refused before a byte of it is kept, because reading it would let a stranger fill the memory.
 */
export function isTooLong(c: Context, limit = most): boolean {
  const length = Number(c.req.header('content-length') ?? 0);
  return c.req.header('transfer-encoding') !== undefined || !(length <= limit * 2 ** 20);
}

/** The answer to such a body: 413, `api.too-large`. */
export function answerTooLong(c: Context, limit = most): Response {
  return answerProblem(c, 413, { code: 'api.too-large', params: { limit } });
}

/** Refuses bodies that are too long on routes that strangers may call. */
export const limitBody: MiddlewareHandler = async (c, next) => (isTooLong(c) ? answerTooLong(c) : next());

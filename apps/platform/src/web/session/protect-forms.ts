import { timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { answerProblem } from '../api/problem.ts';
import { answerTooLong, isTooLong } from './body-length.ts';
import type { SessionEnv } from './env.ts';
import type { SessionOptions } from './read-session.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A form that carries files, and the MiB that it may have. */
export interface LongForm {
  readonly path: RegExp;
  readonly limit: number;
}

/**
 * Refuses requests that another site made the browser send. Every change must come from our own pages by Fetch Metadata,
 * or by Origin where a browser has none; a plain form of a signed-in page must also carry its session's token. Calls
 * with `Idempotency-Key` are no plain forms: a page elsewhere cannot send that header without being asked first (CORS).
 */
export function protectForms(
  options: Pick<SessionOptions, 'publicUrl'> & { readonly longForms?: readonly LongForm[] },
): MiddlewareHandler<SessionEnv> {
  const ownHost = new URL(options.publicUrl).host;
  return async (c, next) => {
    if (safeMethods.has(c.req.method)) return next();
    if (!isOurs(c, ownHost)) return answerProblem(c, 403, { code: 'session.foreign-form', params: {} });
    if (!c.get('session') || !isPlainForm(c)) return next();
    const limit = options.longForms?.find(({ path }) => path.test(c.req.path))?.limit;
    if (isTooLong(c, limit)) return answerTooLong(c, limit);
    return (await carriesToken(c)) ? next() : answerProblem(c, 403, { code: 'session.stale-form', params: {} });
  };
}

function isOurs(c: Context<SessionEnv>, ownHost: string): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = c.req.header('origin');
  // Neither header: no browser of the last decade, so no browser's cookies to abuse.
  if (origin === undefined) return true;
  const host = URL.canParse(origin) ? new URL(origin).host : '';
  return host !== '' && (host === ownHost || host === c.req.header('host'));
}

function isPlainForm(c: Context<SessionEnv>): boolean {
  const type = c.req.header('content-type') ?? '';
  return c.req.header('idempotency-key') === undefined && !type.startsWith('application/json');
}

async function carriesToken(c: Context<SessionEnv>): Promise<boolean> {
  const body = await c.req.parseBody();
  const given = Buffer.from(typeof body['form-token'] === 'string' ? body['form-token'] : '');
  const wanted = Buffer.from(c.get('formToken'));
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

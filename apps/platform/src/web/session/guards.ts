import type { Context, MiddlewareHandler } from 'hono';
import { answerProblem } from '../api/problem.ts';
import type { SessionEnv } from './env.ts';

/** Where each audience signs in. */
const signInPages = { staff: '/office/sign-in', person: '/account/sign-in' } as const;

/** Lets members of staff pass; others are sent to sign in and come back, programs get 401. */
export const requireStaff: MiddlewareHandler<SessionEnv> = requireKind('staff');

/** Lets persons pass; others are sent to sign in and come back, programs get 401. */
export const requirePerson: MiddlewareHandler<SessionEnv> = requireKind('person');

function requireKind(kind: keyof typeof signInPages): MiddlewareHandler<SessionEnv> {
  return async (c, next) => {
    if (c.get('actor').kind === kind) return next();
    if (c.req.path.startsWith('/api/')) return answerProblem(c, 401, { code: 'session.sign-in-needed', params: {} });
    const query = new URLSearchParams({ next: pathToReturnTo(c) });
    return c.redirect(`${signInPages[kind]}?${query}`, 303);
  };
}

/** The page asked for; after a form, the page that held it. */
function pathToReturnTo(c: Context): string {
  const url = new URL(c.req.url);
  if (c.req.method === 'GET') return url.pathname + url.search;
  const referer = c.req.header('referer');
  const from = referer !== undefined && URL.canParse(referer) ? new URL(referer) : undefined;
  return from && from.host === url.host ? from.pathname + from.search : '/';
}

/** A path that may be followed after sign-in: on this site only, whatever the address said. Else `fallback`. */
export function safeReturnPath(next: string | undefined, fallback: string): string {
  if (next === undefined || !/^\/[\x21-\x7e]*$/.test(next)) return fallback;
  // Parsed as the browser will: dots, slashes and backslashes must not lead elsewhere.
  const url = new URL(next, 'http://here.invalid');
  const isOurs = url.origin === 'http://here.invalid' && !url.pathname.startsWith('//');
  return isOurs ? url.pathname + url.search + url.hash : fallback;
}

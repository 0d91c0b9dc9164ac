import type { Context, MiddlewareHandler } from 'hono';
import { type AssuranceLevel, reaches, type Refusal } from '../../kernel/index.ts';
import { answerProblem } from '../api/problem.ts';
import { personOf, type SessionEnv } from './env.ts';

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

/** Where a person proves again that it is they, and comes back. */
const stepUpPage = '/account/step-up';

/**
 * Lets sessions of at least `needed` pass, after `requirePerson`. Others are shown what they can do to reach it and come back, programs
 * get 403 `identity.level-too-low`.
 */
export function requireLevel(needed: AssuranceLevel): MiddlewareHandler<SessionEnv> {
  return async (c, next) => {
    if (reaches(personOf(c).level, needed)) return next();
    const refusal = { code: 'identity.level-too-low', params: { needed } };
    return sendToStepUp(c, refusal, { level: needed });
  };
}

/**
 * Lets a person pass who has proven within ten minutes, in this session, that it is they who act; after `requirePerson`. Others are
 * asked and come back, programs get 403 `session.step-up-needed`.
 */
export const requireStepUp: MiddlewareHandler<SessionEnv> = async (c, next) => {
  if (c.get('session')?.steppedUp === true) return next();
  return sendToStepUp(c, { code: 'session.step-up-needed', params: {} }, {});
};

function sendToStepUp(
  c: Context<SessionEnv>,
  refusal: Refusal,
  asked: Readonly<Record<string, string>>,
): Response | Promise<Response> {
  if (c.req.path.startsWith('/api/')) return answerProblem(c, 403, refusal);
  const query = new URLSearchParams({ ...asked, next: pathToReturnTo(c) });
  return c.redirect(`${stepUpPage}?${query}`, 303);
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

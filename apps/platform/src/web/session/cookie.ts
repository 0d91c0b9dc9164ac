import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { OpenedSession } from '../../modules/identity/index.ts';

/** How the session travels: over https the name's prefix makes the browser hold it to this host (RFC 6265bis §4.1.3.2). */
export interface CookieOptions {
  readonly secure: boolean;
}

const nameOf = ({ secure }: CookieOptions): string => (secure ? '__Host-shubbak' : 'shubbak');
const attributes = ({ secure }: CookieOptions) => ({ path: '/', httpOnly: true, secure, sameSite: 'Lax' }) as const;

/** The session's token that a request came with. */
export function readToken(c: Context, options: CookieOptions): string | undefined {
  const token = getCookie(c, nameOf(options));
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}

/** Hands the token to the browser until it closes or the session ends: a shared phone remembers nothing. */
export function writeToken(c: Context, options: CookieOptions, session: Pick<OpenedSession, 'token'>): void {
  setCookie(c, nameOf(options), session.token, attributes(options));
}

/** Whether the answer already hands out a token, or takes one away. */
export function givesToken(c: Context, options: CookieOptions): boolean {
  return c.res.headers.getSetCookie().some(cookie => cookie.startsWith(`${nameOf(options)}=`));
}

/** Takes the token away from the browser. */
export function clearToken(c: Context, options: CookieOptions): void {
  deleteCookie(c, nameOf(options), attributes(options));
}

import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/** Seconds for which the browser keeps what belongs to one walk to the provider. */
const walkSeconds = 600;

const nameOf = (secure: boolean): string => (secure ? '__Host-shubbak-national' : 'shubbak-national');
const attributes = (secure: boolean) => ({ path: '/', httpOnly: true, secure, sameSite: 'Lax' }) as const;

/** What the browser kept of its walk; empty when nothing, which is nobody's walk. */
export function readWalk(c: Context, secure: boolean): string {
  const token = getCookie(c, nameOf(secure)) ?? '';
  return /^[\w-]{43}$/.test(token) ? token : '';
}

/** Hands it to the browser. `Lax`: it is sent along when the provider sends the browser back, and with no other site's forms. */
export function writeWalk(c: Context, secure: boolean, token: string): void {
  setCookie(c, nameOf(secure), token, { ...attributes(secure), maxAge: walkSeconds });
}

/** Takes it away: the walk is over. */
export function clearWalk(c: Context, secure: boolean): void {
  deleteCookie(c, nameOf(secure), attributes(secure));
}

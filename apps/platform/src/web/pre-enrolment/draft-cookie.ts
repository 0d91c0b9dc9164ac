import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type DraftSecret, readDraftSecret } from '../../modules/enrolment/index.ts';

/** Over https the name's prefix makes the browser hold the cookie to this host (RFC 6265bis §4.1.3.2). */
function cookieOf(publicUrl: string): { readonly name: string; readonly secure: boolean } {
  const secure = publicUrl.startsWith('https:');
  return { name: secure ? '__Host-shubbak-draft' : 'shubbak-draft', secure };
}

/** The secret of the draft that this browser has in hand. */
export function readDraft(c: Context, publicUrl: string): DraftSecret | undefined {
  const secret = readDraftSecret(getCookie(c, cookieOf(publicUrl).name) ?? '');
  return secret.ok ? secret.value : undefined;
}

/** Hands the browser a draft until it closes: a shared phone remembers nothing, the resume code on paper does. */
export function writeDraft(c: Context, publicUrl: string, secret: DraftSecret): void {
  const { name, secure } = cookieOf(publicUrl);
  setCookie(c, name, secret, { path: '/', httpOnly: true, secure, sameSite: 'Lax' });
}

/** Takes the draft out of the browser's hand. */
export function forgetDraft(c: Context, publicUrl: string): void {
  const { name, secure } = cookieOf(publicUrl);
  deleteCookie(c, name, { path: '/', secure });
}

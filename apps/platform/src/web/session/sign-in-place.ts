import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { OpenedSession, SignInPlace } from '../../modules/identity/index.ts';
import { deviceOf } from './device.ts';
import { originOf, type SessionOptions } from './read-session.ts';

/** Browsers forget what they are not asked for in so long (RFC 6265bis §5.5). */
const deviceLife = 400 * 24 * 3600;

const nameOf = (secure: boolean): string => (secure ? '__Host-shubbak-device' : 'shubbak-device');

/** Where a request to sign in comes from, as far as it matters. `shared`: the person said that the device is not theirs. */
export function placeOf(
  c: Context,
  options: Pick<SessionOptions, 'publicUrl' | 'trustedProxies'>,
  { shared }: { readonly shared: boolean },
): SignInPlace {
  const token = getCookie(c, nameOf(options.publicUrl.startsWith('https:')));
  const { address } = originOf(c, options);
  return {
    device: deviceOf(c.req.header('user-agent')),
    shared,
    // From this machine itself everybody comes who passes a proxy that nobody named: that is no one's address.
    address: address === null || isLoopback(address) ? undefined : address,
    deviceToken: token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined,
  };
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./.test(address);
}

/** Lets the browser be known again, where it is not shared. The cookie opens nothing. */
export function rememberDevice(
  c: Context,
  { publicUrl }: { readonly publicUrl: string },
  { deviceToken }: Pick<OpenedSession, 'deviceToken'>,
): void {
  if (deviceToken === undefined) return;
  const secure = publicUrl.startsWith('https:');
  setCookie(c, nameOf(secure), deviceToken, { path: '/', httpOnly: true, secure, sameSite: 'Lax', maxAge: deviceLife });
}

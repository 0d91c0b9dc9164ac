import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { RequestOrigin } from '../../modules/identity/index.ts';
import { clientAddress } from '../../platform/networks/index.ts';

/** How a registered computer is known: a secret in its browser, for a year. */
interface StationCookieOptions {
  readonly secure: boolean;
}

const year = 365 * 24 * 60 * 60;
const nameOf = ({ secure }: StationCookieOptions): string => (secure ? '__Host-shubbak-station' : 'shubbak-station');

/** What Node's server tells of a connection; absent where a test calls without one. */
const nodeServer = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string().optional() }) }),
});

/** Where a request comes from: its client's address behind the proxies that are trusted, and the registered computer it claims to be. */
export function requestOrigin(
  c: Context,
  { secure, trustedProxies }: StationCookieOptions & { readonly trustedProxies: readonly string[] },
): RequestOrigin {
  const server = nodeServer.safeParse(c.env);
  const connection = server.success ? server.data.incoming.socket.remoteAddress : undefined;
  const token = getCookie(c, nameOf({ secure }));
  return {
    address: clientAddress(connection, c.req.header('x-forwarded-for'), trustedProxies),
    stationToken: token !== undefined && /^[\w-]{43}$/.test(token) ? token : null,
  };
}

/** Makes this browser a registered computer. */
export function writeStationToken(c: Context, { secure }: StationCookieOptions, token: string): void {
  setCookie(c, nameOf({ secure }), token, { path: '/', httpOnly: true, secure, sameSite: 'Lax', maxAge: year });
}

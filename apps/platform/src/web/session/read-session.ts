import { createHmac } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { IdentityService, OpenedSession, RequestOrigin } from '../../modules/identity/index.ts';
import { clearToken, givesToken, readToken, writeToken } from './cookie.ts';
import type { SessionEnv } from './env.ts';
import { requestOrigin, writeStationToken } from './request-origin.ts';

/** What sessions on the web need. */
export interface SessionOptions {
  readonly identity: IdentityService;
  /** The address that people type: its scheme decides the cookie, its host which forms are ours. */
  readonly publicUrl: string;
  /** 32 bytes that bind forms to sessions. */
  readonly formKey: Buffer;
  /** Networks of the proxies in front; none unless given. */
  readonly trustedProxies?: readonly string[];
}

/** Where a request comes from, for limits on networks and stations. */
export function originOf(
  c: Context,
  { publicUrl, trustedProxies = [] }: Pick<SessionOptions, 'publicUrl' | 'trustedProxies'>,
): RequestOrigin {
  return requestOrigin(c, { ...cookieOptionsOf({ publicUrl }), trustedProxies });
}

/** Whether cookies must travel over https alone. */
function cookieOptionsOf({ publicUrl }: Pick<SessionOptions, 'publicUrl'>): { readonly secure: boolean } {
  return { secure: publicUrl.startsWith('https:') };
}

/** Makes the browser that a call came with a registered computer. */
export function keepStation(c: Context, { publicUrl }: Pick<SessionOptions, 'publicUrl'>, token: string): void {
  writeStationToken(c, cookieOptionsOf({ publicUrl }), token);
}

/** Puts the actor, the session and its form token into the context. A dead cookie is taken back. */
export function readSession(options: SessionOptions): MiddlewareHandler<SessionEnv> {
  const cookie = cookieOptionsOf(options);
  return async (c, next) => {
    const token = readToken(c, cookie);
    const session = token === undefined ? undefined : await options.identity.resolve(token, originOf(c, options));
    c.set('session', session);
    c.set('actor', session?.actor ?? { kind: 'anonymous' });
    c.set('formToken', session ? formTokenOf(options.formKey, session.sessionId) : '');
    await next();
    // After the answer is made, so that it reaches answers of every kind; a sign-in meanwhile gave a living one.
    if (token !== undefined && !session && !givesToken(c, cookie)) clearToken(c, cookie);
  };
}

/** The token of a session's forms: another site cannot know it, even where it could make the browser post. */
function formTokenOf(formKey: Buffer, sessionId: string): string {
  return createHmac('sha256', formKey).update(`form\0${sessionId}`).digest('base64url');
}

/** Gives the browser a session just opened and ends the one it had: a planted cookie opens nothing. */
export async function startSession(c: Context, options: SessionOptions, opened: OpenedSession): Promise<void> {
  const before = readToken(c, cookieOptionsOf(options));
  if (before !== undefined) await options.identity.signOut(before);
  writeToken(c, cookieOptionsOf(options), opened);
}

/** Hands out the new token of a session whose level rose; nothing when the old one goes on. */
export function renewSession(c: Context, options: SessionOptions, token: string | undefined): void {
  if (token !== undefined) writeToken(c, cookieOptionsOf(options), { token });
}

/** Ends the session of this browser, wherever it stands. */
export async function endSession(c: Context, options: SessionOptions): Promise<void> {
  const token = readToken(c, cookieOptionsOf(options));
  if (token !== undefined) await options.identity.signOut(token);
  clearToken(c, cookieOptionsOf(options));
}

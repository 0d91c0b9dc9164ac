import type { OpenedSession } from '../../modules/identity/index.ts';
import { rememberDevice, startSession } from '../session/index.ts';
import { followLanguage } from '../shell/index.ts';
import { type AccountContext, type AccountDeps, readHolder } from './page.tsx';

/**
 * Hands the session to the browser, in the person's own language where none was chosen here. A shared device is not made to remember even
 * that, nor to be known again.
 */
export async function admit(c: AccountContext, deps: AccountDeps, opened: OpenedSession): Promise<void> {
  await startSession(c, deps.session, opened);
  rememberDevice(c, deps.session, opened);
  const session = await deps.session.identity.resolve(opened.token);
  if (session?.actor.kind === 'person' && !session.sharedDevice)
    followLanguage(c, (await readHolder(deps, session.actor)).language);
}

/** Hands the session to the browser and goes on. */
export async function enter(
  c: AccountContext,
  deps: AccountDeps,
  opened: OpenedSession,
  path: string,
): Promise<Response> {
  await admit(c, deps, opened);
  return c.redirect(path, 303);
}

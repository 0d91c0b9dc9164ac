import type { Refusal } from '../../kernel/index.ts';
import type { CurrentSession } from '../../modules/identity/index.ts';

/** Minutes for which a passkey's answer counts as given now. */
const freshMinutes = 10;

/** The refusal that asks for the passkey again: the screens ask it, and repeat the call with its key. */
export const confirmNeeded: Refusal = { code: 'session.confirm-needed', params: {} };

/** Whether the member of staff of a session answered with the passkey, at sign-in or since, in the last ten minutes. */
export function isFresh(session: CurrentSession | undefined, now: Date): boolean {
  return session !== undefined && now.getTime() - session.confirmedAt.getTime() < freshMinutes * 60_000;
}

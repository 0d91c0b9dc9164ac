import type { AccountId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Account } from '../account-store.ts';
import type { Attempted } from '../attempts.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import type { OpenedSession } from '../model.ts';
import { openPersonSession, type SignInPlace } from '../sessions.ts';
import type { WayIn } from './assurance.ts';
import { knowsDevice, newDeviceToken, rememberDevice } from './known-device-store.ts';
import { recordEvent } from './security-events.ts';

/** Ways in after which the person is told of more than a new device. */
const toldOtherwise = new Set<WayIn['method']>(['slip', 'recovery']);

/**
 * Opens a session of a person in a scope bound to the account. A browser that is not shared is known again; one that is seen for the
 * first time is told to the person.
 */
export async function enter(
  deps: Pick<IdentityDependencies, 'tellSecurity'>,
  tx: Tx,
  account: Account,
  { way, place, now }: { readonly way: WayIn; readonly place: SignInPlace; readonly now: Date },
): Promise<OpenedSession> {
  const opened = await openPersonSession(tx, account, way, place, now);
  if (place.shared || account.personId === null) return opened;
  const known = await knowsDevice(tx, account.id, place.deviceToken);
  const deviceToken = place.deviceToken ?? newDeviceToken();
  await rememberDevice(tx, account.id, deviceToken, now);
  if (!known && !toldOtherwise.has(way.method)) {
    const owner = { accountId: account.id, personId: account.personId, sessionId: opened.sessionId };
    await recordEvent(deps, tx, owner, { kind: 'new-device', device: place.device }, now);
  }
  return { ...opened, deviceToken };
}

/**
 * Under which counts an attempt is made. A browser that the account knows counts apart, so that strangers who guess do not make its owner
 * wait (OWASP: slow down online guessing with device cookies). In a transaction without scope; the same look-ups for every name.
 */
export async function attemptedAs(
  tx: Tx,
  accountId: AccountId,
  { name, place }: { readonly name: string | undefined; readonly place: SignInPlace },
): Promise<Attempted> {
  const known = await knowsDevice(tx, accountId, place.deviceToken);
  if (known) return { subject: `${accountId} from ${place.deviceToken ?? ''}` };
  return { subject: name ?? accountId, address: place.address };
}

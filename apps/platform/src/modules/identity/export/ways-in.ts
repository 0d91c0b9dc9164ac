import type { PersonActor } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { findAccount } from '../account-store.ts';
import { listBindings } from '../national/store.ts';
import { countRecoveryCodes, findAppCodeDates } from '../security/app-code-store.ts';
import { listOwnPasskeys } from '../security/own-passkey-store.ts';
import { listEvents } from '../security/security-event-store.ts';

/** Events of an account in one archive: what the account keeps of a year. */
const mostEvents = 1000;

/**
 * By what an account opens, names and dates only: no key, digest or secret; the bindings to the national identity, and what happened to
 * the ways in. In a transaction bound to the account and its person.
 */
export async function readWaysIn(tx: Tx, { accountId }: Pick<PersonActor, 'accountId'>) {
  const account = await findAccount(tx, { id: accountId });
  return {
    password: (account?.passwordHash ?? null) !== null,
    passkeys: (await listOwnPasskeys(tx, accountId)).map(({ name, createdAt, lastUsedAt }) => ({
      name,
      createdAt,
      lastUsedAt,
    })),
    app: (await findAppCodeDates(tx, accountId)) ?? null,
    recoveryCodesLeft: await countRecoveryCodes(tx, accountId),
    national: (await listBindings(tx, accountId)).map(({ id: _id, ...each }) => each),
    events: (await listEvents(tx, accountId, mostEvents)).map(({ kind, at, device }) => ({ kind, at, device })),
  };
}

import type { CommuneId, PersonId } from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { findAccount } from '../account-store.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import { listCommunesOf } from '../rights/rights-store.ts';
import type { Retention, RetentionKind } from './kinds.ts';
import { deleteWarning, findWarning, insertWarning, listInactive, shutAccount, sweep } from './store.ts';

const day = 86_400_000;
const atATime = 1000;

/** What keeping house needs from outside. */
export interface RetentionDependencies extends Pick<IdentityDependencies, 'db' | 'clock'> {
  readonly table: Readonly<Record<RetentionKind, Retention>>;
  /** Owes the person a warning, in a transaction bound to a commune that knows them and to them. */
  readonly warn: (tx: Tx, news: { readonly communeId: CommuneId; readonly personId: PersonId }) => Promise<void>;
}

/** What one round did, by kind, for the log: numbers only. */
export interface RetentionRound {
  readonly swept: Readonly<Record<string, number>>;
  readonly warned: number;
  readonly shut: number;
}

/**
 * The hourly job: deletes what is over its time, some at a time; warns whoever has not used their account for long, and shuts it when
 * the time after the warning is over too. Under the worker's login.
 */
export async function keepHouse(deps: RetentionDependencies): Promise<RetentionRound> {
  const now = deps.clock();
  const swept: Record<string, number> = {};
  for (const [kind, { by, days }] of Object.entries(deps.table)) {
    if (by !== 'sweep') continue;
    // An archive's own row says when it is over; every other kind is counted from now.
    const before = kind === 'exports' ? now : new Date(now.getTime() - days * day);
    swept[kind] = await deps.db.transaction({}, tx => sweep(tx, kind, { before, limit: atATime }));
  }
  return { swept, ...(await shutUnused(deps, now)) };
}

async function shutUnused(
  deps: RetentionDependencies,
  now: Date,
): Promise<{ readonly warned: number; readonly shut: number }> {
  const { days, warnDays } = deps.table['inactive-accounts'];
  const warning = (warnDays ?? 0) * day;
  const since = new Date(now.getTime() - days * day + warning);
  const people = await deps.db.transaction({}, tx => listInactive(tx, since, atATime));
  let [warned, shut] = [0, 0];
  for (const personId of people) {
    const done = await deps.db.transaction({ personId }, tx => warnOrShut(deps, tx, { personId, now, since, warning }));
    if (done === 'warned') warned += 1;
    if (done === 'shut') shut += 1;
  }
  return { warned, shut };
}

async function warnOrShut(
  deps: RetentionDependencies,
  tx: Tx,
  {
    personId,
    now,
    since,
    warning,
  }: { readonly personId: PersonId; readonly now: Date; readonly since: Date; readonly warning: number },
): Promise<'warned' | 'shut' | 'waits'> {
  const found = await findWarning(tx, personId, 'inactive-accounts');
  // Older than the time without use: the account was used since, and is warned of anew.
  const at = found && found >= since ? found : undefined;
  if (found && !at) await deleteWarning(tx, personId, 'inactive-accounts');
  if (!at) {
    const [communeId] = await listCommunesOf(tx, personId);
    if (communeId === undefined) return 'waits';
    await rebind(tx, { communeId, personId });
    await insertWarning(tx, personId, 'inactive-accounts', now);
    await deps.warn(tx, { communeId, personId });
    return 'warned';
  }
  if (at.getTime() + warning > now.getTime()) return 'waits';
  const account = await findAccount(tx, { personId });
  if (!account) return 'waits';
  await rebind(tx, { personId, accountId: account.id });
  await shutAccount(tx, account.id, now);
  await deleteWarning(tx, personId, 'inactive-accounts');
  return 'shut';
}

import { digestOfCode, readWithdrawalList, type WithdrawalList, writeWithdrawalList } from '@shubbak/pades';
import type { Clock, CommuneId } from '../../../kernel/index.ts';
import type { Database, Tx } from '../../../platform/db/index.ts';
import { enqueue } from '../../../platform/jobs/index.ts';
import { getCommune, listCommunes } from '../../organisation/index.ts';
import type { SealerClient } from '../../sealing/index.ts';
import { type KeptList, lockLists, putList, sealKeptList, selectLists, selectWithdrawnCodes } from './list-store.ts';

/** Names of the jobs that make one commune's list, and look after all of them. */
export const listTask = 'acts.withdrawal-list';
export const listsTask = 'acts.withdrawal-lists';

const hour = 3_600_000;
/** A new list is made when the newest is older; each says that it holds for two days, so that a day's failure is no gap. */
const renewAfter = 20 * hour;
const holdsFor = 48 * hour;

/** What the lists stand on. */
export interface ListDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Pick<SealerClient, 'sealList'>;
}

/** What became of a commune's list: nothing was due, a new one is published, or why none is. */
export type ListOutcome = 'kept' | 'sealed' | { readonly heldUp: string };

/** Owes a new list of a commune, in the transaction that takes an act's effect away. */
export function oweList(tx: Tx, communeId: CommuneId): Promise<void> {
  return enqueue(tx, listTask, { communeId }, { key: `${listTask}/${communeId}` });
}

/** Makes what is due in every commune, shadows of training too. Answers the communes whose list is held up, and by what. */
export async function keepLists(deps: ListDeps): Promise<ReadonlyMap<CommuneId, string>> {
  const heldUp = new Map<CommuneId, string>();
  for (const { id } of await deps.db.transaction({}, tx => listCommunes(tx))) {
    const outcome = await keepList(deps, id);
    if (typeof outcome === 'object') heldUp.set(id, outcome.heldUp);
  }
  return heldUp;
}

/**
 * Makes a commune's next list when something was withdrawn that the newest does not say, or the newest is from the day before, and has it sealed. One
 * that waits for its seal is taken first, the same bytes; the sealer knows those that it signed. Killed anywhere, the next call goes on.
 */
export async function keepList(deps: ListDeps, communeId: CommuneId): Promise<ListOutcome> {
  const due = await deps.db.transaction({ communeId }, tx => prepare(deps, tx, communeId));
  if (!due) return 'kept';
  const sealed = await seal(deps, communeId, due);
  if (sealed !== 'sealing.list-not-now') return sealed === null ? again(deps, communeId, due) : { heldUp: sealed };
  // It waited too long to be true of now: the same number, made anew.
  const anew = await deps.db.transaction({ communeId }, tx => write(deps, tx, communeId, due.before));
  const answer = await seal(deps, communeId, anew);
  return answer === null ? 'sealed' : { heldUp: answer };
}

interface Due {
  readonly list: KeptList;
  readonly before: KeptList | null;
  /** Whether it was made by an earlier call. */
  readonly waited: boolean;
}

/** After one that had waited, what happened meanwhile. */
function again(deps: ListDeps, communeId: CommuneId, { waited }: Due): Promise<ListOutcome> | ListOutcome {
  return waited ? keepList(deps, communeId) : 'sealed';
}

async function prepare(deps: ListDeps, tx: Tx, communeId: CommuneId): Promise<Due | undefined> {
  await lockLists(tx, communeId);
  const [newest, before = null] = await selectLists(tx, communeId, { most: 2 });
  if (newest && newest.cms === null) return { list: newest, before, waited: true };
  const entries = await readEntries(tx, communeId);
  const old = !newest || deps.clock().getTime() - newest.thisUpdate.getTime() > renewAfter;
  const said = newest && readWithdrawalList(newest.list).entries.length;
  if (!old && said === entries.length) return undefined;
  return write(deps, tx, communeId, newest ?? null);
}

async function write({ clock }: ListDeps, tx: Tx, communeId: CommuneId, before: KeptList | null): Promise<Due> {
  const now = clock();
  const list: WithdrawalList = {
    issuer: (await getCommune(tx, communeId)).code,
    number: (before?.number ?? 0) + 1,
    thisUpdate: now.toISOString(),
    nextUpdate: new Date(now.getTime() + holdsFor).toISOString(),
    entries: await readEntries(tx, communeId),
  };
  const kept = {
    number: list.number,
    list: writeWithdrawalList(list),
    thisUpdate: now,
    nextUpdate: new Date(list.nextUpdate),
    cms: null,
  };
  await putList(tx, communeId, kept);
  return { list: kept, before, waited: false };
}

async function readEntries(tx: Tx, communeId: CommuneId): Promise<WithdrawalList['entries']> {
  const withdrawn = await selectWithdrawnCodes(tx, communeId);
  return withdrawn
    .map(({ code, state, since }) => ({ code: digestOfCode(code), state, since: since.toISOString() }))
    .toSorted((one, other) => (one.code < other.code ? -1 : 1));
}

/** Has a list sealed, outside any transaction; null when it is, else why not. */
async function seal(
  { db, clock, sealer }: ListDeps,
  communeId: CommuneId,
  { list, before }: Due,
): Promise<string | null> {
  const answer = await sealer.sealList({
    commune: communeId,
    list: list.list.toString('base64'),
    previous: before && before.list.toString('base64'),
  });
  if (answer.kind === 'refused') return answer.code;
  const sealed = { number: list.number, cms: Buffer.from(answer.cms, 'base64'), at: clock() };
  await db.transaction({ communeId }, tx => sealKeptList(tx, communeId, sealed));
  return null;
}

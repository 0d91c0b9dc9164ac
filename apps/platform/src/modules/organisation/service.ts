import {
  type AccountId,
  type Actor,
  type CommuneId,
  type Grant,
  type OfficeId,
  ok,
  type PersonName,
  type Result,
  refuse,
  type StaffActor,
  type StaffId,
} from '../../kernel/index.ts';
import { rebind, type Tx } from '../../platform/db/index.ts';
import { grantsAt } from './decide.ts';
import type { Arrondissement, Commune, Office, Posting, PostingId, Prefecture, Roles, Staff } from './model.ts';
import { mayForCommune } from './policy.ts';
import * as store from './store.ts';

/** A commune with its territory, as it is set up before anybody works there. */
export interface CommuneSetUp {
  readonly commune: Commune;
  readonly prefectures: readonly Prefecture[];
  readonly arrondissements: readonly Arrondissement[];
  readonly offices: readonly Office[];
}

/**
 * Sets up a commune, its arrondissements and offices; what is there already, by id, is left as it is. Needs
 * `organisation.manage`; refuses `organisation.code-taken` {code} when another one holds a code.
 */
export async function installCommune(tx: Tx, actor: Actor, setUp: CommuneSetUp): Promise<Result<null>> {
  const { commune, prefectures, arrondissements, offices } = setUp;
  if (!mayForCommune(actor, 'organisation.manage', commune.id)) return refuse('organisation.not-allowed');
  if (!(await store.insertCommune(tx, commune))) return refuse('organisation.code-taken', { code: commune.code });
  for (const prefecture of prefectures) await store.insertPrefecture(tx, prefecture);
  for (const arrondissement of arrondissements) {
    const inserted = await store.insertArrondissement(tx, arrondissement);
    if (!inserted) return refuse('organisation.code-taken', { code: arrondissement.code });
  }
  const taken = await store.insertOffices(tx, commune.id, offices);
  return taken === undefined ? ok(null) : refuse('organisation.code-taken', { code: taken });
}

/**
 * Takes on a member of staff, once. Needs `organisation.manage`; refuses `organisation.account-taken` when the account
 * is already another member's.
 */
export async function installStaff(tx: Tx, actor: Actor, staff: Staff): Promise<Result<null>> {
  if (!mayForCommune(actor, 'organisation.manage', staff.communeId)) return refuse('organisation.not-allowed');
  return (await store.insertStaff(tx, staff)) ? ok(null) : refuse('organisation.account-taken');
}

/** Posts a member of staff somewhere, once. Needs `organisation.manage`. */
export async function installPosting(tx: Tx, actor: Actor, posting: Posting): Promise<Result<null>> {
  if (!mayForCommune(actor, 'organisation.manage', posting.communeId)) return refuse('organisation.not-allowed');
  await store.insertPosting(tx, posting);
  return ok(null);
}

/** Ends a posting now: its permissions are gone at the next request. Needs `organisation.manage`. */
export async function endPosting(
  tx: Tx,
  actor: Actor,
  { communeId, postingId, now }: { readonly communeId: CommuneId; readonly postingId: PostingId; readonly now: Date },
): Promise<Result<null>> {
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  return (await store.updatePostingEnd(tx, communeId, postingId, now))
    ? ok(null)
    : refuse('organisation.posting-unknown');
}

/** Up to twenty members of staff whose name, in either script, contains the text. Needs `organisation.state` over the commune. */
export async function searchStaff(tx: Tx, actor: StaffActor, text: string): Promise<Result<readonly Staff[]>> {
  if (!mayForCommune(actor, 'organisation.state', actor.communeId)) return refuse('organisation.not-allowed');
  return ok(await store.selectStaffNamed(tx, actor.communeId, text.trim(), 20));
}

/** The names of several members of staff, for lists; those of no such id are absent. */
export async function listStaffNames(
  tx: Tx,
  communeId: CommuneId,
  ids: readonly StaffId[],
): Promise<ReadonlyMap<StaffId, PersonName>> {
  return store.selectStaffNames(tx, communeId, ids);
}

/** Every commune, ordered by code. Public knowledge, in any transaction. */
export async function listCommunes(tx: Tx): Promise<readonly Commune[]> {
  return store.selectCommunes(tx);
}

/** A commune that is known to exist. Throws otherwise. Public knowledge. */
export async function getCommune(tx: Tx, communeId: CommuneId): Promise<Commune> {
  return existing(
    (await store.selectCommunes(tx)).find(({ id }) => id === communeId),
    'commune',
  );
}

/** Préfectures d'arrondissements of a commune. Public knowledge. */
export async function listPrefectures(tx: Tx, communeId: CommuneId): Promise<readonly Prefecture[]> {
  return store.selectPrefectures(tx, communeId);
}

/** Arrondissements of a commune, ordered by code; empty where there are none. Public knowledge. */
export async function listArrondissements(tx: Tx, communeId: CommuneId): Promise<readonly Arrondissement[]> {
  return store.selectArrondissements(tx, communeId);
}

/** Offices of a commune, ordered by code. Public knowledge. */
export async function listOffices(tx: Tx, communeId: CommuneId): Promise<readonly Office[]> {
  return store.selectOffices(tx, communeId);
}

/** An office by an id that somebody typed or sent; undefined when the commune has none. Public knowledge. */
export async function findOffice(tx: Tx, communeId: CommuneId, officeId: OfficeId): Promise<Office | undefined> {
  return store.findOffice(tx, communeId, officeId);
}

/** An office that is known to exist. Throws otherwise. Public knowledge. */
export async function getOffice(tx: Tx, communeId: CommuneId, officeId: OfficeId): Promise<Office> {
  return existing(await store.findOffice(tx, communeId, officeId), 'office');
}

/** A member of staff, if the commune has one of that id. The caller has authorised the reading. */
export async function findStaff(tx: Tx, communeId: CommuneId, staffId: StaffId): Promise<Staff | undefined> {
  return store.findStaff(tx, communeId, staffId);
}

/** A member of staff that a record names. Throws when there is none. The caller has authorised the reading. */
export async function getStaff(tx: Tx, communeId: CommuneId, staffId: StaffId): Promise<Staff> {
  return existing(await store.findStaff(tx, communeId, staffId), 'member of staff');
}

/** Where the holder of an account works, asked before any commune is known; undefined for an account of nobody's staff. */
export async function findStaffOfAccount(
  tx: Tx,
  accountId: AccountId,
): Promise<{ readonly communeId: CommuneId; readonly staffId: StaffId } | undefined> {
  return store.findStaffByAccount(tx, accountId);
}

/** Every posting of a member of staff, past and to come. The caller has authorised the reading. */
export async function listPostings(tx: Tx, communeId: CommuneId, staffId: StaffId): Promise<readonly Posting[]> {
  return store.selectPostings(tx, communeId, staffId);
}

/** Somebody at work now, with the permissions in force. */
export interface StaffAtWork {
  readonly communeId: CommuneId;
  readonly staffId: StaffId;
  readonly grants: readonly Grant[];
}

/**
 * Who the holder of an account is at work at `now`; undefined without a posting in force. Read anew at every request,
 * so that a role that ended is gone at once. Leaves the transaction bound to the commune where they work.
 */
export async function findStaffAtWork(
  tx: Tx,
  { accountId, roles, now }: { readonly accountId: AccountId; readonly roles: Roles; readonly now: Date },
): Promise<StaffAtWork | undefined> {
  const staff = await store.findStaffByAccount(tx, accountId);
  if (!staff) return undefined;
  await rebind(tx, { communeId: staff.communeId });
  const grants = grantsAt(await store.selectPostings(tx, staff.communeId, staff.staffId), roles, now);
  return grants.length > 0 ? { ...staff, grants } : undefined;
}

function existing<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`no such ${what}`);
  return found;
}

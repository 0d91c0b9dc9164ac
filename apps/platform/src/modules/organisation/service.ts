import {
  isTraining,
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
import { grantsAt, isInForce } from './decide.ts';
import { usableFrom } from './limits/limit.ts';
import { findStationByToken, selectLimits } from './limits/limit-store.ts';
import { digestOfStation } from './limits/station-token.ts';
import {
  type Arrondissement,
  type Commune,
  type GivenPosting,
  isBuiltIn,
  type Office,
  type Posting,
  type Prefecture,
  type Staff,
} from './model.ts';
import { mayForCommune } from './policy.ts';
import type { RoleBook, RolePlan } from './roles/role.ts';
import { selectComposedRoles } from './roles/role-store.ts';
import * as store from './store.ts';
import { givenOutsideTraining } from './training/offices.ts';
import { atWorkInTraining } from './training/shadow.ts';

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

/** Posts a member of staff somewhere, once. For the platform itself, when it installs a commune; see `givePosting`. */
export async function installPosting(tx: Tx, actor: Actor, posting: Posting): Promise<Result<null>> {
  if (actor.kind !== 'system') return refuse('organisation.not-allowed');
  await store.insertPosting(tx, { ...posting, grantedBy: null, approvedBy: null, coversId: null });
  return ok(null);
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

/** Names of those who work at an office itself at an instant: who is on duty there, absences set aside. */
export async function listNamesAt(
  tx: Tx,
  at: { readonly communeId: CommuneId; readonly officeId: OfficeId; readonly at: Date },
): Promise<readonly PersonName[]> {
  return store.selectNamesPostedAt(tx, at);
}

/** Every commune, ordered by code. Public knowledge, in any transaction. */
export async function listCommunes(tx: Tx): Promise<readonly Commune[]> {
  return store.selectCommunes(tx);
}

/** Every commune but the shadows in which people train: those that citizens deal with, and whose registers are kept. Likewise public. */
export async function listRealCommunes(tx: Tx): Promise<readonly Commune[]> {
  return (await store.selectCommunes(tx)).filter(({ id }) => !isTraining(id));
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

/** Offices of a commune that are not closed, ordered by code. Public knowledge. */
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
export async function listPostings(tx: Tx, communeId: CommuneId, staffId: StaffId): Promise<readonly GivenPosting[]> {
  return store.selectPostings(tx, communeId, staffId);
}

/** Somebody at work now, with the permissions in force. */
export interface StaffAtWork {
  readonly communeId: CommuneId;
  readonly staffId: StaffId;
  readonly grants: readonly Grant[];
}

/** Who is asked for, and from where. */
export interface AtWorkAsked {
  readonly accountId: AccountId;
  readonly plan: RolePlan;
  readonly now: Date;
  /** The client's address, where it is known. */
  readonly address: string | null;
  /** What the browser says to be a registered computer. */
  readonly stationToken: string | null;
  /** Whether they chose to work in training. */
  readonly training: boolean;
}

/**
 * Who the holder of an account is at work at `now`. Read anew at every request, so that a role that ended, a limit that was set or a
 * computer that was revoked counts at once. Who chose to train, or is posted at offices in training alone, is their shadow in the commune's. Leaves
 * the transaction bound to the commune of their postings. Refused:
 * `organisation.no-posting`, `.other-network`, `.other-station`.
 */
export async function findStaffAtWork(tx: Tx, asked: AtWorkAsked): Promise<Result<StaffAtWork>> {
  const { accountId, plan, now } = asked;
  const staff = await store.findStaffByAccount(tx, accountId);
  if (!staff) return refuse('organisation.no-posting');
  const { communeId, staffId } = staff;
  await rebind(tx, { communeId });
  const held = await store.selectPostings(tx, communeId, staffId);
  const inForce = held.filter(posting => isInForce(posting, now));
  if (inForce.length === 0) return refuse('organisation.no-posting');
  const usable = await usableNow(tx, communeId, inForce, asked);
  if (!usable.ok) return usable;
  const given = grantsAt(usable.value, { ...plan, composed: await composedOf(tx, communeId, inForce) }, now);
  if (given.length === 0) return refuse('organisation.no-posting');
  const grants = await givenOutsideTraining(tx, communeId, given);
  if (!asked.training && grants.length > 0) return ok({ communeId, staffId, grants });
  return ok(atWorkInTraining({ communeId, staffId, grants: given }, plan));
}

async function usableNow(
  tx: Tx,
  communeId: CommuneId,
  postings: readonly GivenPosting[],
  { address, stationToken, now }: AtWorkAsked,
): Promise<Result<readonly GivenPosting[]>> {
  const limits = await selectLimits(tx, communeId);
  if (limits.length === 0) return ok(postings);
  const station =
    stationToken === null ? undefined : await findStationByToken(tx, communeId, digestOfStation(stationToken), now);
  return usableFrom(postings, limits, { address, stationOffice: station?.officeId ?? null });
}

/** Roles of the commune's own are looked up only for who holds one. */
async function composedOf(tx: Tx, communeId: CommuneId, postings: readonly Posting[]): Promise<RoleBook['composed']> {
  return postings.every(({ role }) => isBuiltIn(role)) ? [] : selectComposedRoles(tx, communeId);
}

function existing<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`no such ${what}`);
  return found;
}

import { newId, type OfficeId, ok, type Result, refuse, type StaffActor } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { isInForce } from '../decide.ts';
import { record } from '../history/history.ts';
import { isBuiltIn } from '../model.ts';
import { mayForCommune } from '../policy.ts';
import { selectComposedRoles } from '../roles/role-store.ts';
import * as store from '../store.ts';
import { type AccessLimit, type AccessLimitId, checkLimit, type StationId, usableFrom } from './limit.ts';
import * as limitStore from './limit-store.ts';
import { digestOfStation, newStationToken } from './station-token.ts';

const stationDays = 365;

/** Where an administrator works from, as requests tell it. */
export interface WorkingFrom {
  readonly address: string | null;
  readonly stationToken: string | null;
}

/** The limits in force and the registered computers. Needs `organisation.manage`. */
export async function listLimits(
  tx: Tx,
  actor: StaffActor,
): Promise<Result<{ readonly limits: readonly AccessLimit[]; readonly stations: readonly limitStore.Station[] }>> {
  const { communeId } = actor;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  return ok({
    limits: await limitStore.selectLimits(tx, communeId),
    stations: await limitStore.selectStations(tx, communeId),
  });
}

/**
 * Sets a limit, in force at the next request. Needs `organisation.manage`. Refused: what `checkLimit` refuses,
 * `organisation.role-unknown`, `.place-unknown`, and `.limit-shuts-you-out` where its author could not go on working.
 */
export async function setLimit(
  tx: Tx,
  actor: StaffActor,
  asked: Omit<AccessLimit, 'id' | 'communeId'>,
  { from, now }: { readonly from: WorkingFrom; readonly now: Date },
): Promise<Result<{ readonly limitId: AccessLimitId }>> {
  const { communeId, staffId } = actor;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  const checked = checkLimit(asked);
  if (!checked.ok) return checked;
  const { role, officeId } = asked;
  const roles = await selectComposedRoles(tx, communeId);
  if (role !== null && !isBuiltIn(role) && !roles.some(({ id }) => id === role))
    return refuse('organisation.role-unknown');
  if (officeId !== null && !(await store.findOffice(tx, communeId, officeId)))
    return refuse('organisation.place-unknown');
  const limit = { ...asked, communeId, id: newId<AccessLimitId>(now) };
  const own = (await store.selectPostings(tx, communeId, staffId)).filter(posting => isInForce(posting, now));
  const station =
    from.stationToken === null
      ? undefined
      : await limitStore.findStationByToken(tx, communeId, digestOfStation(from.stationToken), now);
  const limits = [...(await limitStore.selectLimits(tx, communeId)), limit];
  const left = usableFrom(own, limits, { address: from.address, stationOffice: station?.officeId ?? null });
  if (!left.ok) return refuse('organisation.limit-shuts-you-out');
  await limitStore.insertLimit(tx, limit, { by: staffId, now });
  await record(tx, actor, { communeId, kind: 'limit-set', subjectId: limit.id, now });
  return ok({ limitId: limit.id });
}

/** Lifts a limit. Needs `organisation.manage`. Refused: `organisation.limit-unknown`. */
export async function liftLimit(tx: Tx, actor: StaffActor, limitId: AccessLimitId, now: Date): Promise<Result<null>> {
  const { communeId } = actor;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  if (!(await limitStore.updateLimitLifted(tx, communeId, limitId, now))) return refuse('organisation.limit-unknown');
  await record(tx, actor, { communeId, kind: 'limit-lifted', subjectId: limitId, now });
  return ok(null);
}

/**
 * Registers the computer that the administrator sits at, for a year. Answers its secret, for the browser alone. Needs
 * `organisation.manage`. Refused: `organisation.place-unknown`.
 */
export async function registerStation(
  tx: Tx,
  actor: StaffActor,
  { officeId, name }: { readonly officeId: OfficeId; readonly name: string },
  now: Date,
): Promise<Result<{ readonly token: string }>> {
  const { communeId, staffId } = actor;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  if (!(await store.findOffice(tx, communeId, officeId))) return refuse('organisation.place-unknown');
  const token = newStationToken();
  const id = newId<StationId>(now);
  const expiresAt = new Date(now.getTime() + stationDays * 86_400_000);
  const station = { id, officeId, name, registeredBy: staffId, registeredAt: now, expiresAt };
  await limitStore.insertStation(tx, communeId, { ...station, tokenHash: digestOfStation(token) });
  await record(tx, actor, { communeId, kind: 'station-registered', subjectId: id, now });
  return ok({ token });
}

/** Revokes a registered computer, at once. Needs `organisation.manage`. Refused: `organisation.station-unknown`. */
export async function revokeStation(tx: Tx, actor: StaffActor, stationId: StationId, now: Date): Promise<Result<null>> {
  const { communeId } = actor;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  if (!(await limitStore.updateStationRevoked(tx, communeId, stationId, now)))
    return refuse('organisation.station-unknown');
  await record(tx, actor, { communeId, kind: 'station-revoked', subjectId: stationId, now });
  return ok(null);
}

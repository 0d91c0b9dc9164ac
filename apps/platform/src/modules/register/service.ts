import {
  type Actor,
  civilTime,
  type ActId,
  type CommuneId,
  may,
  ok,
  type OfficeId,
  type Place,
  refuse,
  type Result,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Entry, EntryPlace, Outcome, Reservation, SeriesCheck } from './model.ts';
import {
  countSeries,
  findEntry,
  findReservation,
  insertOutcome,
  insertReservation,
  selectEntries,
  selectEntriesOf,
  takeNumber,
} from './store.ts';

/** For what, where and when a number is asked. */
export interface ReservationRequest {
  readonly communeId: CommuneId;
  readonly officeId: OfficeId;
  readonly actId: ActId;
  readonly now: Date;
}

/**
 * Reserves the next number of the office's series for an act; the year is that of `now` in Africa/Casablanca. An act that
 * has a number keeps it. The series stays locked until the caller's transaction ends: keep that transaction short, and
 * reserve in the order of office ids when there are several. The caller has authorised the act.
 */
export async function reserve(tx: Tx, request: ReservationRequest): Promise<Reservation> {
  const { communeId, officeId, actId, now } = request;
  const known = await findReservation(tx, communeId, actId);
  if (known) return known;
  const { year } = civilTime(now);
  const number = await takeNumber(tx, communeId, officeId, year);
  const reservation = { communeId, officeId, year, number, actId, reservedAt: now };
  await insertReservation(tx, reservation);
  return reservation;
}

/**
 * Decides once what became of a reserved number. The same outcome again is answered as the first time; another outcome is
 * refused (`register.already-decided`, with the `outcome` that stands).
 */
export async function decideOutcome(tx: Tx, place: EntryPlace, outcome: Outcome, now: Date): Promise<Result<void>> {
  if (await insertOutcome(tx, place, outcome, now)) return ok(undefined);
  const entry = await findEntry(tx, place);
  if (entry?.outcome.kind === outcome.kind) return ok(undefined);
  return refuse('register.already-decided', { outcome: entry?.outcome.kind ?? 'reserved' });
}

/** The entries of several acts, by act; acts that no number was reserved for are absent. The caller has authorised the reading. */
export async function findEntries(
  tx: Tx,
  communeId: CommuneId,
  actIds: readonly ActId[],
): Promise<ReadonlyMap<ActId, Entry>> {
  return selectEntriesOf(tx, communeId, actIds);
}

/** Up to 500 entries of an office's year after the number `after`, in order. Needs `register.read` there. */
export async function listEntries(
  tx: Tx,
  actor: Actor,
  command: { readonly place: Place; readonly year: number; readonly after?: number; readonly limit?: number },
): Promise<Result<readonly Entry[]>> {
  if (!may(actor, 'register.read', command.place)) return refuse('register.not-allowed');
  const limit = Math.min(command.limit ?? 100, 500);
  return ok(await selectEntries(tx, { ...command.place, year: command.year }, { after: command.after ?? 0, limit }));
}

/** Reads a whole series and says whether every integer 1..last has its entry. Needs `register.read` there. */
export async function checkSeries(
  tx: Tx,
  actor: Actor,
  command: { readonly place: Place; readonly year: number },
): Promise<Result<SeriesCheck>> {
  if (actor.kind !== 'system' && !may(actor, 'register.read', command.place)) return refuse('register.not-allowed');
  return ok(await countSeries(tx, { ...command.place, year: command.year }));
}

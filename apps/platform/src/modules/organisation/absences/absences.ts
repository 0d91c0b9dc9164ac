import {
  type CommuneId,
  civilDate,
  type Id,
  may,
  newId,
  ok,
  type Result,
  refuse,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { endCovers } from '../delegations/delegations.ts';
import { record } from '../history/history.ts';
import { type GivenPosting, type Office, placeOf, type Staff } from '../model.ts';
import { mayForCommune } from '../policy.ts';
import { selectRoster } from '../staff/roster-store.ts';
import * as store from '../store.ts';
import { insertAbsence, selectAbsences, updateAbsenceCancelled } from './absence-store.ts';

export type AbsenceId = Id<'absence'>;

/** Days on which somebody is away, civil dates, both included. No reason is kept. */
export interface Absence {
  readonly id: AbsenceId;
  readonly staffId: StaffId;
  readonly firstOn: string;
  readonly lastOn: string;
}

/** An absence with the postings given to cover it. */
export interface AbsenceCovered extends Absence {
  readonly covers: readonly GivenPosting[];
}

/** Whose absences the actor may enter, and those that hold today or later, each with whoever stands in. */
export async function listAbsences(
  tx: Tx,
  actor: StaffActor,
  now: Date,
): Promise<{ readonly absences: readonly AbsenceCovered[]; readonly staff: readonly Staff[] }> {
  const { communeId } = actor;
  const today = civilDate(now);
  const roster = await selectRoster(tx, communeId, { staffId: null, today });
  const offices = await store.selectOffices(tx, communeId);
  const mine = roster.filter(
    ({ leftAt, postings }) => leftAt === null && isHeaded(actor, { postings, offices, communeId, now }),
  );
  const staff = mine.map(entry => entry.staff);
  const covers = roster.flatMap(({ postings }) => postings.filter(each => isCover(each, now)));
  const absences = (await selectAbsences(tx, communeId, today)).filter(({ staffId }) =>
    staff.some(({ id }) => id === staffId),
  );
  return {
    staff,
    absences: absences.map(absence => ({
      ...absence,
      covers: covers.filter(({ coversId }) => coversId === absence.staffId),
    })),
  };
}

function isCover({ coversId, validUntil }: GivenPosting, now: Date): boolean {
  return coversId !== null && (validUntil === null || now < validUntil);
}

/**
 * Enters that somebody is away. For administrators, and with `organisation.absences` for whoever heads an office where that person is
 * posted. Refused: `organisation.not-allowed`, `.staff-unknown`, `.dates-reversed`, `.absence-overlaps`.
 */
export async function enterAbsence(
  tx: Tx,
  actor: StaffActor,
  { staffId, firstOn, lastOn }: Omit<Absence, 'id'>,
  now: Date,
): Promise<Result<{ readonly absenceId: AbsenceId }>> {
  const { communeId } = actor;
  if (!(await mayEnter(tx, actor, staffId, now))) return refuse('organisation.not-allowed');
  if (!(await store.findStaff(tx, communeId, staffId))) return refuse('organisation.staff-unknown');
  if (lastOn < firstOn || lastOn < civilDate(now)) return refuse('organisation.dates-reversed');
  const others = (await selectAbsences(tx, communeId, firstOn)).filter(each => each.staffId === staffId);
  if (others.some(each => each.firstOn <= lastOn)) return refuse('organisation.absence-overlaps');
  const id = newId<AbsenceId>(now);
  await insertAbsence(tx, communeId, { id, staffId, firstOn, lastOn }, { by: actor.staffId, now });
  await record(tx, actor, { communeId, kind: 'absence-entered', subjectId: staffId, now });
  return ok({ absenceId: id });
}

/** Takes an absence back, and with it the delegations that covered it. For whoever may enter it. Refused: `organisation.absence-unknown`, `.not-allowed`. */
export async function cancelAbsence(tx: Tx, actor: StaffActor, absenceId: AbsenceId, now: Date): Promise<Result<null>> {
  const { communeId } = actor;
  const absence = (await selectAbsences(tx, communeId, civilDate(now))).find(({ id }) => id === absenceId);
  if (!absence) return refuse('organisation.absence-unknown');
  if (!(await mayEnter(tx, actor, absence.staffId, now))) return refuse('organisation.not-allowed');
  await updateAbsenceCancelled(tx, communeId, absenceId, now);
  await endCovers(tx, actor, { absenceId, now });
  await record(tx, actor, { communeId, kind: 'absence-cancelled', subjectId: absence.staffId, now });
  return ok(null);
}

async function mayEnter(tx: Tx, actor: StaffActor, staffId: StaffId, now: Date): Promise<boolean> {
  const { communeId } = actor;
  const postings = await store.selectPostings(tx, communeId, staffId);
  return isHeaded(actor, { postings, offices: await store.selectOffices(tx, communeId), communeId, now });
}

/** Administrators enter absences of everybody; a head of office of those posted at the office, themselves included. */
function isHeaded(
  actor: StaffActor,
  of: {
    readonly communeId: CommuneId;
    readonly postings: readonly GivenPosting[];
    readonly offices: readonly Office[];
    readonly now: Date;
  },
): boolean {
  if (mayForCommune(actor, 'organisation.manage', of.communeId)) return true;
  return of.postings
    .filter(({ validUntil }) => validUntil === null || of.now < validUntil)
    .some(({ jurisdiction }) => {
      if (jurisdiction.level !== 'office') return false;
      const office = of.offices.find(({ id }) => id === jurisdiction.officeId);
      return office !== undefined && may(actor, 'organisation.absences', placeOf(office));
    });
}

import {
  type CommuneId,
  civilDate,
  newId,
  type OfficeId,
  ok,
  type Result,
  refuse,
  type StaffActor,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { record } from '../history/history.ts';
import { mayForCommune } from '../policy.ts';
import * as store from '../store.ts';
import {
  type Calendar,
  type CalendarSpan,
  type CalendarSpanId,
  isDay,
  isWeek,
  usualHours,
  usualRamadanHours,
  type Week,
} from './calendar.ts';
import { findHours, insertHours, insertSpan, selectSpans, updateSpanCancelled } from './calendar-store.ts';

/** A calendar with where its hours come from, and its spans in full. */
export interface CalendarOnRecord extends Calendar {
  /** Whether the office has hours of its own. */
  readonly own: boolean;
  readonly spans: readonly CalendarSpan[];
}

/** The calendar of an office, or with null what holds where an office has none of its own. Public knowledge. */
export async function readCalendar(
  tx: Tx,
  communeId: CommuneId,
  officeId: OfficeId | null,
  now: Date,
): Promise<CalendarOnRecord> {
  const set = await findHours(tx, communeId, officeId);
  const spans = await selectSpans(tx, communeId, { officeId, since: civilDate(now) });
  return { hours: usualHours, ramadanHours: usualRamadanHours, own: false, ...set, spans };
}

/**
 * Sets the opening hours of an office, or with null those of every office without its own. Needs `organisation.manage`. Refused:
 * `organisation.hours-malformed`, `.place-unknown`.
 */
export async function setHours(
  tx: Tx,
  actor: StaffActor,
  asked: { readonly officeId: OfficeId | null; readonly hours: Week; readonly ramadanHours: Week },
  now: Date,
): Promise<Result<null>> {
  const { communeId, staffId } = actor;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  if (!isWeek(asked.hours) || !isWeek(asked.ramadanHours)) return refuse('organisation.hours-malformed');
  if (!(await isOffice(tx, communeId, asked.officeId))) return refuse('organisation.place-unknown');
  await insertHours(tx, { ...asked, communeId, id: newId(now) }, { by: staffId, now });
  await record(tx, actor, { communeId, kind: 'hours-set', subjectId: asked.officeId ?? communeId, now });
  return ok(null);
}

/**
 * Enters days that are not like the others: a holiday of the lunar year, the month of Ramadan, a closure, or days, also national holidays, on
 * which it is open all the same. Needs `organisation.manage`. Refused: `organisation.dates-reversed`, `.hours-malformed` where days that are
 * open have no hours, or others have, `.place-unknown`.
 */
export async function enterDays(
  tx: Tx,
  actor: StaffActor,
  span: Omit<CalendarSpan, 'id' | 'madeBy'>,
  now: Date,
): Promise<Result<null>> {
  const { communeId, staffId } = actor;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  if (span.lastOn < span.firstOn || span.lastOn < civilDate(now)) return refuse('organisation.dates-reversed');
  const hours = span.hours ?? [];
  if (!isDay(hours) || (span.kind === 'open') !== hours.length > 0) return refuse('organisation.hours-malformed');
  if (!(await isOffice(tx, communeId, span.officeId))) return refuse('organisation.place-unknown');
  await insertSpan(tx, communeId, { ...span, id: newId<CalendarSpanId>(now), madeBy: staffId }, now);
  await record(tx, actor, { communeId, kind: 'days-set', subjectId: span.officeId ?? communeId, now });
  return ok(null);
}

/** Takes such days off the calendar. Needs `organisation.manage`. Refused: `organisation.days-unknown`. */
export async function cancelDays(tx: Tx, actor: StaffActor, spanId: CalendarSpanId, now: Date): Promise<Result<null>> {
  const { communeId } = actor;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  if (!(await updateSpanCancelled(tx, communeId, spanId, now))) return refuse('organisation.days-unknown');
  await record(tx, actor, { communeId, kind: 'days-cancelled', subjectId: spanId, now });
  return ok(null);
}

async function isOffice(tx: Tx, communeId: CommuneId, officeId: OfficeId | null): Promise<boolean> {
  return officeId === null || (await store.findOffice(tx, communeId, officeId)) !== undefined;
}

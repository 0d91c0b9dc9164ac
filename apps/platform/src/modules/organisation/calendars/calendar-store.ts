import { sql } from 'kysely';
import { z } from 'zod';
import {
  asId,
  type CommuneId,
  type Id,
  type LocalizedText,
  type OfficeId,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { CalendarSpan, CalendarSpanId, Week } from './calendar.ts';

const day = z.array(z.object({ from: z.string(), until: z.string() }));
const week = z.array(day);

/** The hours that hold at an office: its own, or else the commune's; undefined when neither was ever set. */
export async function findHours(
  tx: Tx,
  communeId: CommuneId,
  officeId: OfficeId | null,
): Promise<{ readonly hours: Week; readonly ramadanHours: Week; readonly own: boolean } | undefined> {
  const { rows } = await sql<{ hours: unknown; ramadan_hours: unknown; office_id: string | null }>`
    select hours, ramadan_hours, office_id from organisation.calendar_week
    where commune_id = ${communeId} and (office_id is null or office_id = ${officeId}::uuid)
    order by office_id is null, made_at desc, id desc limit 1`.execute(tx);
  const [row] = rows;
  return (
    row && {
      hours: week.parse(row.hours),
      ramadanHours: week.parse(row.ramadan_hours),
      own: row.office_id !== null,
    }
  );
}

interface Made {
  readonly by: StaffId | null;
  readonly now: Date;
}

export async function insertHours(
  tx: Tx,
  set: {
    readonly communeId: CommuneId;
    readonly id: Id<'calendar-week'>;
    readonly officeId: OfficeId | null;
    readonly hours: Week;
    readonly ramadanHours: Week;
  },
  { by, now }: Made,
): Promise<void> {
  await sql`insert into organisation.calendar_week (commune_id, id, office_id, hours, ramadan_hours, made_by, made_at)
    values (${set.communeId}, ${set.id}, ${set.officeId}, ${JSON.stringify(set.hours)}::jsonb,
      ${JSON.stringify(set.ramadanHours)}::jsonb, ${by}, ${now})`.execute(tx);
}

/** The days that are not like the others, of the commune and of one office, that end on `since` or later. */
export async function selectSpans(
  tx: Tx,
  communeId: CommuneId,
  asked: { readonly officeId: OfficeId | null; readonly since: string },
): Promise<readonly CalendarSpan[]> {
  const { rows } = await sql<{
    id: string;
    office_id: string | null;
    kind: CalendarSpan['kind'];
    first_on: string;
    last_on: string;
    name: LocalizedText;
    hours: unknown;
    made_by: string | null;
  }>`
    select id, office_id, kind, first_on::text as first_on, last_on::text as last_on, name, hours, made_by from organisation.calendar_span
    where commune_id = ${communeId} and (office_id is null or office_id = ${asked.officeId}::uuid)
      and cancelled_at is null and last_on >= ${asked.since} order by first_on, id`.execute(tx);
  return rows.map(row => ({
    id: asId(row.id),
    officeId: row.office_id === null ? null : asId(row.office_id),
    kind: row.kind,
    firstOn: row.first_on,
    lastOn: row.last_on,
    name: row.name,
    ...(row.hours !== null && { hours: day.parse(row.hours) }),
    madeBy: row.made_by === null ? null : asId(row.made_by),
  }));
}

export async function insertSpan(tx: Tx, communeId: CommuneId, span: CalendarSpan, now: Date): Promise<void> {
  await sql`insert into organisation.calendar_span
    (commune_id, id, office_id, kind, first_on, last_on, name, hours, made_by, made_at)
    values (${communeId}, ${span.id}, ${span.officeId}, ${span.kind}, ${span.firstOn}, ${span.lastOn},
      ${JSON.stringify(span.name)}::jsonb, ${span.hours ? JSON.stringify(span.hours) : null}::jsonb, ${span.madeBy}, ${now})`.execute(
    tx,
  );
}

/** Takes days off the calendar; answers whether they were on it. */
export async function updateSpanCancelled(
  tx: Tx,
  communeId: CommuneId,
  id: CalendarSpanId,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`update organisation.calendar_span set cancelled_at = ${now}
    where commune_id = ${communeId} and id = ${id} and cancelled_at is null returning id`.execute(tx);
  return rows.length === 1;
}

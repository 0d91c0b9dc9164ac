import { asId, civilDate, civilTime, type OfficeId, ok, type Result, type StaffActor } from '../../../kernel/index.ts';
import {
  type CalendarSpanId,
  cancelDays,
  daysLater,
  enterDays,
  isFixedHoliday,
  listStaffNames,
  nextOpening,
  openingAt,
  readCalendar,
  setHours,
} from '../../../modules/organisation/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { routes } from '../contract/index.ts';
import type { CalendarAnswer } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, type Call, serve } from '../serve.ts';

const done = { done: true } as const;
/** Days ahead that the calendar shows. */
const shown = 14;

/** Opening hours and days. */
export function mountCalendars(api: Api, deps: ApiDeps): void {
  const { db, clock } = deps;
  const change = async ({ communeId }: StaffActor, work: (tx: Tx) => Promise<Result<null>>) => {
    const changed = await db.transaction({ communeId }, async tx => {
      const result = await work(tx);
      if (result.ok) await deps.desk.calendarChanged(tx, communeId);
      return result;
    });
    return changed.ok ? ok(done) : changed;
  };
  serve(api, routes.readCalendar, async call => ok(await viewCalendar(deps, call)));
  serve(api, routes.setHours, ({ actor, body }) =>
    change(actor, tx => setHours(tx, actor, { ...body, officeId: officeIdOf(body.officeId) }, clock())),
  );
  serve(api, routes.enterDays, ({ actor, body }) =>
    change(actor, tx => {
      const { hours, officeId, ...days } = body;
      return enterDays(tx, actor, { ...days, officeId: officeIdOf(officeId), ...(hours && { hours }) }, clock());
    }),
  );
  serve(api, routes.cancelDays, ({ actor, params }) =>
    change(actor, tx => cancelDays(tx, actor, asId<CalendarSpanId>(params.spanId), clock())),
  );
}

function officeIdOf(id: string | null): OfficeId | null {
  return id === null ? null : asId<OfficeId>(id);
}

async function viewCalendar(
  { db, clock }: ApiDeps,
  { actor, query }: Call<typeof routes.readCalendar>,
): Promise<CalendarAnswer> {
  const now = clock();
  const { communeId } = actor;
  const officeId = officeIdOf(query.office ?? null);
  const { calendar, names } = await db.transaction({ communeId }, async tx => {
    const read = await readCalendar(tx, communeId, officeId, now);
    const makers = read.spans.flatMap(({ madeBy }) => madeBy ?? []);
    return { calendar: read, names: await listStaffNames(tx, communeId, makers) };
  });
  const today = civilDate(now);
  const dates = Array.from({ length: shown }, (_, ahead) => daysLater(today, ahead));
  return {
    hours: calendar.hours.map(periods => [...periods]),
    ramadanHours: calendar.ramadanHours.map(periods => [...periods]),
    own: calendar.own,
    spans: calendar.spans.map(({ officeId: of, hours = [], madeBy, ...span }) => ({
      ...span,
      hours: [...hours],
      own: of !== null,
      by: (madeBy && names.get(madeBy)) ?? null,
    })),
    days: dates.map(date => ({
      date,
      periods: [...openingAt(calendar, date)],
      nationalHoliday: isFixedHoliday(date),
    })),
    next: nextOpening(calendar, { date: today, time: civilTime(now).time }) ?? null,
  };
}

import { z } from 'zod';
import { roleValue, someoneView } from './administration.ts';
import { dateValue, idValue, instantValue, localizedTextValue, personNameValue } from './values.ts';

const keyDataRule = z
  .object({
    field: z.enum(['name', 'birth-date', 'birth-place', 'document-number', 'address', 'email', 'phone']),
    /** Whether a change of it takes a second person. */
    secondPerson: z.boolean(),
  })
  .meta({ id: 'KeyDataRule' });
export const keyDataRuleBody = z.object(keyDataRule.shape);
export const keyDataRulesAnswer = z.object({ rules: z.array(keyDataRule) });

const limitView = z
  .object({
    id: idValue,
    role: z.string().nullable(),
    office: localizedTextValue.nullable(),
    networks: z.array(z.string()),
    stationNeeded: z.boolean(),
  })
  .meta({ id: 'AccessLimit' });

const stationView = z
  .object({
    id: idValue,
    name: z.string(),
    office: localizedTextValue,
    registeredBy: someoneView.nullable(),
    registeredAt: instantValue,
    expiresAt: instantValue,
  })
  .meta({ id: 'Station' });

export const limitsAnswer = z.object({
  limits: z.array(limitView),
  stations: z.array(stationView),
  /** The address that the caller is seen at, to write into a limit; null when it is not known. */
  address: z.string().nullable(),
});
export type LimitsAnswer = z.infer<typeof limitsAnswer>;
export const limitBody = z.object({
  role: roleValue.nullable(),
  officeId: idValue.nullable(),
  networks: z.array(z.string().trim().max(60)).max(50),
  stationNeeded: z.boolean(),
});
export const stationBody = z.object({ officeId: idValue, name: z.string().trim().min(1).max(80) });

const absenceView = z
  .object({
    id: idValue,
    staff: someoneView,
    firstOn: dateValue,
    lastOn: dateValue,
    /** Who stands in, and whether they may sign there: with a delegation in force at the place that they cover. */
    covers: z.array(z.object({ ...someoneView.shape, role: z.string(), delegated: z.boolean().nullable() })),
  })
  .meta({ id: 'Absence' });
export type AbsenceView = z.infer<typeof absenceView>;
export const absencesAnswer = z.object({
  absences: z.array(absenceView),
  /** Of whom the caller may enter absences. */
  staff: z.array(someoneView),
});
export const absenceBody = z.object({ staffId: idValue, firstOn: dateValue, lastOn: dateValue });

const timeValue = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const dayValue = z.array(z.object({ from: timeValue, until: timeValue })).max(4);
export type DayValue = z.infer<typeof dayValue>;
const weekValue = z.array(dayValue).length(7);
export type WeekValue = z.infer<typeof weekValue>;

/** `open`: open all the same, national holidays too, within hours of its own. */
const spanKind = z.enum(['holiday', 'closure', 'ramadan', 'open']);

export const calendarQuery = z.object({ office: idValue.optional() });
export const calendarAnswer = z
  .object({
    hours: weekValue,
    ramadanHours: weekValue,
    /** Whether the office has hours of its own. */
    own: z.boolean(),
    spans: z.array(
      z.object({
        id: idValue,
        kind: spanKind,
        firstOn: dateValue,
        lastOn: dateValue,
        name: localizedTextValue,
        /** Of days that are open all the same. */
        hours: dayValue,
        /** Who entered them. */
        by: personNameValue.nullable(),
        /** Whether it is of the office alone. */
        own: z.boolean(),
      }),
    ),
    /** The coming fortnight, as these hours and days make it. */
    days: z.array(
      z.object({
        date: dateValue,
        periods: dayValue,
        nationalHoliday: z.boolean(),
      }),
    ),
    /** The first minute from now on at which it is open, "2026-11-30 08:30"; null when it does not open within a year. */
    next: z.object({ date: dateValue, time: timeValue }).nullable(),
  })
  .meta({ id: 'Calendar' });
export type CalendarAnswer = z.infer<typeof calendarAnswer>;
export const hoursBody = z.object({ officeId: idValue.nullable(), hours: weekValue, ramadanHours: weekValue });
export const daysBody = z.object({
  officeId: idValue.nullable(),
  kind: spanKind,
  firstOn: dateValue,
  lastOn: dateValue,
  name: localizedTextValue,
  /** For `open`, and for nothing else. */
  hours: dayValue.optional(),
});

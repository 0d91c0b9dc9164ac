import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { openTelescopes, type Telescopes } from '../../../test/queued.ts';
import { civilDate, civilTime, getValue, type StaffActor } from '../../kernel/index.ts';
import { type Calendar, enterDays, openingAt } from '../organisation/index.ts';
import { expectedAt } from './due.ts';
import { expireLapsed } from './expiry.ts';
import { reckonAnew } from './reckon.ts';

const { as } = await testDatabase();
const app = as('app');
const day = (from: string, until: string) => [{ from, until }];
const calendar: Calendar = {
  hours: [
    day('08:30', '16:30'),
    day('08:30', '16:30'),
    day('08:30', '16:30'),
    day('08:30', '16:30'),
    [...day('08:30', '12:00'), ...day('14:00', '16:30')],
    [],
    [],
  ],
  ramadanHours: [
    day('09:00', '15:00'),
    day('09:00', '15:00'),
    day('09:00', '15:00'),
    day('09:00', '15:00'),
    day('09:00', '12:00'),
    [],
    [],
  ],
  spans: [{ officeId: null, kind: 'ramadan', firstOn: '2026-02-18', lastOn: '2026-03-19' }],
};
const shown = (instant: Date | null) => instant && `${civilDate(instant)} ${civilTime(instant).time}`;

describe('what is expected', () => {
  test.each([
    // A Monday morning, and after closing.
    ['2026-11-23T09:00:00Z', 0, '2026-11-23 16:30'],
    ['2026-11-23T20:00:00Z', 0, '2026-11-24 16:30'],
    // On a Friday, in the pause for the prayer, and over the week-end.
    ['2026-11-27T12:30:00Z', 0, '2026-11-27 16:30'],
    ['2026-11-27T12:30:00Z', 2, '2026-12-01 16:30'],
    // Independence day.
    ['2026-11-17T10:00:00Z', 1, '2026-11-19 16:30'],
    // In Ramadan, when clocks and hours are others.
    ['2026-03-05T10:00:00Z', 0, '2026-03-05 15:00'],
    ['2026-03-05T10:00:00Z', 1, '2026-03-06 12:00'],
  ])('of what comes at %s and takes %i days is the closing hour of its last day, %s', (at, days, then) => {
    expect(shown(expectedAt(calendar, new Date(at), days))).toBe(then);
  });

  test('is never when the office is closed, never before it came, and never sooner for more days', () => {
    const instants = fc.date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2027-06-30T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.nat(5), (at, days) => {
        const then = expectedAt(calendar, at, days);
        if (!then) return expect.fail('this office opens');
        expect(then.getTime()).toBeGreaterThan(at.getTime());
        expect(openingAt(calendar, civilDate(then)).at(-1)?.until).toBe(civilTime(then).time);
        const later = expectedAt(calendar, at, days + 1);
        expect(later && later > then).toBe(true);
      }),
    );
  });
});

describe('dates that move by themselves', () => {
  let here: Telescopes;
  let clerk: StaffActor;
  beforeAll(async () => {
    here = await openTelescopes(app);
    clerk = await here.hire('clerk');
  });
  const lapse = () => expireLapsed({ db: app, clock: here.clock, requests: here.requests });

  test('a closure that is entered moves what waits, tells its applicant, and stands in the file; a day that is open all the same moves it back', async () => {
    const request = await here.queued();
    expect(shown(request.dueAt)).toBe('2026-11-25 16:30');
    const manage = { permission: 'organisation.manage', jurisdiction: { level: 'commune' } } as const;
    const administrator: StaffActor = { ...clerk, grants: [manage] };
    const text = { ar: 'صيانة', fr: 'Travaux', zgh: 'ⵜⴰⵡⵓⵔⵉ', en: 'Works' };
    const closed = {
      officeId: null,
      kind: 'closure',
      firstOn: '2026-11-24',
      lastOn: '2026-11-25',
      name: text,
    } as const;
    getValue(await here.within(tx => enterDays(tx, administrator, closed, here.clock())));
    const told: unknown[] = [];
    const deps = {
      db: app,
      ...here.ports,
      tellApplicant: async (_tx: unknown, news: unknown) => void told.push(news),
    };
    expect(await reckonAnew(deps, here.communeId)).toBe(1);
    // Again changes nothing.
    expect(await reckonAnew(deps, here.communeId)).toBe(0);
    expect(shown((await here.reread(request, clerk)).dueAt)).toBe('2026-11-27 16:30');
    expect(told).toMatchObject([{ requestId: request.id, event: 'due-changed' }]);
    const steps = getValue(await here.within(tx => here.timeline.read(tx, clerk, { requestId: request.id })));
    expect(steps.at(-1)).toMatchObject({ what: 'due-changed', who: { kind: 'platform' }, staffOnly: false });
    const days = { officeId: null, firstOn: '2026-11-24', lastOn: '2026-11-24', name: text };
    const enter = (span: Parameters<typeof enterDays>[2]) =>
      here.within(tx => enterDays(tx, administrator, span, here.clock()));
    expect(await enter({ ...days, kind: 'open' })).toMatchObject({ refusal: { code: 'organisation.hours-malformed' } });
    getValue(await enter({ ...days, kind: 'open', hours: [{ from: '09:00', until: '12:00' }] }));
    expect(await reckonAnew(deps, here.communeId)).toBe(1);
    expect(shown((await here.reread(request, clerk)).dueAt)).toBe('2026-11-26 16:30');
  });

  test('what is returned is expected no more, and anew when it comes back', async () => {
    const request = await here.queued();
    const correction = { fields: [{ field: 'nature', reason: 'wrong' }], note: '' };
    const at = { requestId: request.id, version: request.version };
    const returned = getValue(
      await here.within(tx => here.requests.change(tx, clerk, at, { verb: 'return', correction }, here.clock())),
    );
    expect([returned.dueAt, returned.expiresAt]).toEqual([null, new Date(here.clock().getTime() + 30 * 86_400_000)]);
    here.pass(7 * 24 * 60);
    const again = { requestId: request.id, version: returned.version, communeId: here.communeId };
    const back = getValue(
      await here.within(tx => here.requests.change(tx, here.applicant, again, { verb: 'resubmit' }, here.clock())),
    );
    expect([shown(back.dueAt), back.expiresAt]).toEqual(['2026-12-02 16:30', null]);
  });

  test('what nobody does anything about ends, once, and what was done in the meantime goes on', async () => {
    const request = await here.queued();
    const correction = { fields: [], note: 'La page 2 manque.' };
    const at = { requestId: request.id, version: request.version };
    await here.within(tx => here.requests.change(tx, clerk, at, { verb: 'return', correction }, here.clock()));
    here.pass(29 * 24 * 60);
    expect(await lapse()).toBe(0);
    here.pass(24 * 60);
    const both = await Promise.all([lapse(), lapse()]);
    expect(both[0] + both[1]).toBe(1);
    expect((await here.reread(request, clerk)).state).toBe('expired');
    const still = await here.queued();
    expect(
      await here.within(tx =>
        here.requests.expire(tx, { communeId: here.communeId, requestId: still.id }, here.clock()),
      ),
    ).toMatchObject({
      refusal: { code: 'requests.not-in-this-state' },
    });
  });
});

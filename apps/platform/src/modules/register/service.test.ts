import * as fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import {
  type ActId,
  type CommuneId,
  getValue,
  newId,
  type OfficeId,
  type SessionId,
  type StaffActor,
} from '../../kernel/index.ts';
import { entryNumber } from './model.ts';
import { checkSeries, decideOutcome, findEntries, listEntries, reserve } from './service.ts';

const { as } = await testDatabase();
const app = as('app');
const worker = as('worker');
const system = { kind: 'system', task: 'test' } as const;
const november = new Date('2026-11-23T09:00:00Z');

const aPlace = () => ({
  communeId: newId<CommuneId>(november),
  officeId: newId<OfficeId>(november),
  arrondissementId: null,
});
const anAct = (): ActId => newId<ActId>(november);

function reserveAt(place: ReturnType<typeof aPlace>, actId: ActId, now = november) {
  return app.transaction({ communeId: place.communeId }, tx => reserve(tx, { ...place, actId, now }));
}

describe('reserving a number', () => {
  test('gives 1, 2, 3… to an office, and each office its own series', async () => {
    const [place, other] = [aPlace(), aPlace()];
    const numbers = [await reserveAt(place, anAct()), await reserveAt(place, anAct()), await reserveAt(other, anAct())];
    expect(numbers.map(reservation => reservation.number)).toEqual([1, 2, 1]);
    expect(entryNumber(2026, 'MAA03', 127)).toBe('2026/MAA03/000127');
  });

  test('gives an act that asks again the number it has', async () => {
    const [place, act] = [aPlace(), anAct()];
    const first = await reserveAt(place, act);
    const again = await reserveAt(place, act, new Date('2026-11-23T09:05:00Z'));
    expect(again).toEqual(first);
  });

  test('takes the year of Morocco, which at the end of 2025 began an hour before that of UTC', async () => {
    const place = aPlace();
    const eve = await reserveAt(place, anAct(), new Date('2025-12-31T22:59:59Z'));
    const midnight = await reserveAt(place, anAct(), new Date('2025-12-31T23:00:00Z'));
    expect([eve.year, eve.number, midnight.year, midnight.number]).toEqual([2025, 1, 2026, 1]);
  });

  test('leaves every integer with exactly one entry, whatever concurrent transactions abort', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 2, maxLength: 24 }), async aborts => {
        const place = aPlace();
        const attempts = aborts.map((abort, index) =>
          (index % 2 ? app : worker).transaction({ communeId: place.communeId }, async tx => {
            await reserve(tx, { ...place, actId: anAct(), now: november });
            if (abort) throw new Error('aborted on purpose');
          }),
        );
        const kept = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'fulfilled').length;
        const check = getValue(
          await app.transaction({ communeId: place.communeId }, tx => checkSeries(tx, system, { place, year: 2026 })),
        );
        expect(kept).toBe(aborts.filter(abort => !abort).length);
        expect(check).toEqual({ last: kept, entries: kept, missing: [], reserved: kept, made: 0, cancelled: 0 });
      }),
      { numRuns: 15 },
    );
  });

  test('cannot leave a hole, even when a faulty program tries', async () => {
    const place = aPlace();
    const jump = app.transaction({ communeId: place.communeId }, async tx => {
      await sql`insert into register.series values (${place.communeId}, ${place.officeId}, 2026, 5)`.execute(tx);
      await sql`insert into register.reservation values (${place.communeId}, ${place.officeId}, 2026, 5, ${anAct()}, ${november})`.execute(
        tx,
      );
    });
    await expect(jump).rejects.toThrow(/follow one another/);
  });

  test.each([
    ['falls', 1],
    ['stands still', 2],
    ['jumps', 4],
  ])('keeps a counter that %s from doing so', async (_, last) => {
    const place = aPlace();
    await reserveAt(place, anAct());
    await reserveAt(place, anAct());
    const set = app.transaction({ communeId: place.communeId }, tx =>
      sql`update register.series set last_number = ${last} where commune_id = ${place.communeId}`.execute(tx),
    );
    await expect(set).rejects.toThrow(/follow one another/);
    expect((await reserveAt(place, anAct())).number).toBe(3);
  });

  test('lets no counter run ahead of what is reserved, nor start anywhere but at 1', async () => {
    const place = aPlace();
    await reserveAt(place, anAct());
    const step = (tx: Parameters<Parameters<typeof app.transaction>[1]>[0]) =>
      sql`update register.series set last_number = last_number + 1 where commune_id = ${place.communeId}`.execute(tx);
    const ahead = app.transaction({ communeId: place.communeId }, async tx => {
      await step(tx);
      await step(tx);
    });
    await expect(ahead).rejects.toThrow(/follow one another/);
    for (const first of [0, 2]) {
      const start = app.transaction({ communeId: place.communeId }, tx =>
        sql`insert into register.series values (${place.communeId}, ${newId(november)}, 2026, ${first})`.execute(tx),
      );
      await expect(start).rejects.toThrow(/follow one another/);
    }
  });

  test.each([
    [2025, '2025-12-31T23:00:00Z'],
    [2026, '2025-12-31T22:59:59Z'],
    [2027, '2026-11-23T09:00:00Z'],
  ])('takes no number into the register of %i at %s: it is another year in Morocco', async (year, at) => {
    const place = aPlace();
    const misplaced = app.transaction({ communeId: place.communeId }, async tx => {
      await sql`insert into register.series values (${place.communeId}, ${place.officeId}, ${year}, 1)`.execute(tx);
      await sql`insert into register.reservation values
        (${place.communeId}, ${place.officeId}, ${year}, 1, ${anAct()}, ${new Date(at)})`.execute(tx);
    });
    await expect(misplaced).rejects.toThrow(/year in which it is reserved/);
  });
});

describe('the outcome of a number', () => {
  test('is decided once: the same again is answered alike, another is refused', async () => {
    const place = aPlace();
    const entry = await reserveAt(place, anAct());
    const decide = (outcome: Parameters<typeof decideOutcome>[2]) =>
      app.transaction({ communeId: place.communeId }, tx => decideOutcome(tx, entry, outcome, november));
    expect(await decide({ kind: 'cancelled', reason: 'lapsed' })).toEqual({ ok: true, value: undefined });
    expect(await decide({ kind: 'cancelled', reason: 'withdrawn' })).toEqual({ ok: true, value: undefined });
    expect(await decide({ kind: 'made' })).toEqual({
      ok: false,
      refusal: { code: 'register.already-decided', params: { outcome: 'cancelled' } },
    });
    const read = await app.transaction({ communeId: place.communeId }, tx =>
      findEntries(tx, entry.communeId, [entry.actId, anAct()]),
    );
    expect(read.size).toBe(1);
    expect(read.get(entry.actId)?.outcome).toEqual({ kind: 'cancelled', reason: 'lapsed', decidedAt: november });
  });

  test('is decided once when two processes race', async () => {
    const place = aPlace();
    const entry = await reserveAt(place, anAct());
    const results = await Promise.all([
      app.transaction({ communeId: place.communeId }, tx => decideOutcome(tx, entry, { kind: 'made' }, november)),
      worker.transaction({ communeId: place.communeId }, tx =>
        decideOutcome(tx, entry, { kind: 'cancelled', reason: 'lapsed' }, november),
      ),
    ]);
    expect(results.filter(result => result.ok)).toHaveLength(1);
  });
});

describe('reading the register', () => {
  const clerkOf = (place: ReturnType<typeof aPlace>): StaffActor => ({
    kind: 'staff',
    accountId: newId(november),
    sessionId: newId<SessionId>(november),
    staffId: newId(november),
    communeId: place.communeId,
    grants: [{ permission: 'register.read', jurisdiction: { level: 'office', officeId: place.officeId } }],
  });

  test('shows an office its entries in order, page by page', async () => {
    const place = aPlace();
    for (let index = 0; index < 3; index++) await reserveAt(place, anAct());
    const list = (after: number) =>
      app.transaction({ communeId: place.communeId }, tx =>
        listEntries(tx, clerkOf(place), { place, year: 2026, after, limit: 2 }),
      );
    expect(getValue(await list(0)).map(entry => [entry.number, entry.outcome.kind])).toEqual([
      [1, 'reserved'],
      [2, 'reserved'],
    ]);
    expect(getValue(await list(2)).map(entry => entry.number)).toEqual([3]);
  });

  test('is refused to the staff of another office', async () => {
    const place = aPlace();
    const stranger = clerkOf(aPlace());
    const list = await app.transaction({ communeId: place.communeId }, tx =>
      listEntries(tx, stranger, { place, year: 2026 }),
    );
    expect(list).toEqual({ ok: false, refusal: { code: 'register.not-allowed', params: {} } });
  });
});

import * as fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { type ActId, type CommuneId, getValue, newId, type OfficeId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { checkSeries, decideOutcome, reserve } from './service.ts';

const { as } = await testDatabase();
const logins = [as('app'), as('worker')] as const;
const november = new Date('2026-11-23T09:00:00Z');
/** Officers at work at once, and how often the story is told: more in the long run. */
const [officers, stories] = [50, process.env['SHUBBAK_TEST_LONG'] ? 200 : 3];

/** What an officer does with a number, and where the power goes: a refusal is an act like another, a reissue and a correction are one step. */
const deed = fc.record({
  kind: fc.constantFrom('act', 'cancelled', 'left', 'at-once'),
  killed: fc.constantFrom('never', 'never', 'reserved', 'decided', 'between'),
});
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

interface Place {
  readonly communeId: CommuneId;
  readonly officeId: OfficeId;
}

/** The database's own side of the connection ends, as when the machine behind it loses its power. */
const die = (tx: Tx) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);

async function work(index: number, place: Place, { kind, killed }: Deed): Promise<void> {
  const db = logins[index % 2] ?? logins[0];
  const actId = newId<ActId>(november);
  const take = async (tx: Tx) => {
    const reservation = await reserve(tx, { ...place, actId, now: november });
    if (killed === 'reserved') await die(tx);
    return reservation;
  };
  const decide = async (tx: Tx, reservation: Awaited<ReturnType<typeof take>>) => {
    const outcome = kind === 'cancelled' ? { kind, reason: 'withdrawn' as const } : ({ kind: 'made' } as const);
    getValue(await decideOutcome(tx, reservation, outcome, november));
    if (killed === 'decided') await die(tx);
  };
  if (kind === 'at-once') {
    await db.transaction(place, async tx => decide(tx, await take(tx)));
    return;
  }
  const reservation = await db.transaction(place, take);
  // Whoever dies between the two leaves a number that recovery decides: twice, since two processes recover.
  const deciders = kind === 'left' || killed === 'between' ? [0, 1] : [0];
  await Promise.all(deciders.map(() => db.transaction(place, tx => decide(tx, reservation))));
}

test(`${officers} officers at once, killed wherever it hurts, leave every integer 1..max with exactly one entry`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: officers, maxLength: officers }), async deeds => {
      const place = { communeId: newId<CommuneId>(november), officeId: newId<OfficeId>(november) };
      await Promise.allSettled(deeds.map((each, index) => work(index, place, each)));
      // Numbers whose decider died are decided by recovery, which may be late, and come twice.
      const { rows } = await logins[0].transaction(place, tx =>
        sql<{ number: number }>`select number from register.reservation r where not exists (
          select 1 from register.outcome o where o.office_id = r.office_id and o.number = r.number)`.execute(tx),
      );
      for (const { number } of [...rows, ...rows])
        await logins[1].transaction(place, async tx =>
          getValue(
            await decideOutcome(
              tx,
              { ...place, year: 2026, number },
              { kind: 'cancelled', reason: 'lapsed' },
              november,
            ),
          ),
        );
      const check = await logins[0].transaction(place, tx =>
        checkSeries(tx, { kind: 'system', task: 'test' }, { place: { ...place, arrondissementId: null }, year: 2026 }),
      );
      const { last, entries, missing, reserved, made, cancelled } = getValue(check);
      expect({ entries, missing, reserved }).toEqual({ entries: last, missing: [], reserved: 0 });
      expect(made + cancelled).toBe(last);
      // What a killed transaction took went back with it: nobody else is a number short.
      const kept = deeds.filter(
        ({ kind, killed }) => killed !== 'reserved' && !(killed === 'decided' && kind === 'at-once'),
      );
      expect(last).toBe(kept.length);
    }),
    { numRuns: stories, endOnFailure: true },
  );
}, 600_000);

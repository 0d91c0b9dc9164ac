import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('never more at once than there are places, everybody in the order of asking, and nobody is forgotten', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.nat(5), { maxLength: 20 }),
      async (places, efforts) => {
        const turns = createTurns(places);
        const served: number[] = [];
        let [now, most] = [0, 0];
        await Promise.all(
          efforts.map(async (effort, who) => {
            await turns.take();
            served.push(who);
            now += 1;
            most = Math.max(most, now);
            for (let step = 0; step < effort; step += 1) await Promise.resolve();
            now -= 1;
            turns.give();
          }),
        );
        expect(served).toEqual(efforts.map((_, who) => who));
        expect(most).toBeLessThanOrEqual(places);
        expect(now).toBe(0);
      },
    ),
  );
});

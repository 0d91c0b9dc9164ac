import type { PreEnrolmentDependencies } from './dependencies.ts';
import { attemptsKept } from './limits.ts';
import { enqueueMessage, erase } from './sending.ts';
import { deleteAttempts, findPreEnrolment, listExpired, listExpiring, markWarned } from './store.ts';

/** Name of the job that erases what nobody came for and warns whose time is nearly over. */
export const keepTask = 'enrolment.keep';

/** A person is told so many milliseconds before the end. */
const warnedBefore = 7 * 24 * 3600 * 1000;
/** As many at a time: the next run takes the rest. */
const batch = 500;

/**
 * The job `enrolment.keep`, once an hour or so: erases drafts that nobody came back to and pre-enrolments that nobody came for, with
 * their keys, and owes a message to whoever has a confirmed contact a week before. Each in a transaction of its own: run again after a
 * crash, it goes on.
 */
export async function keep(deps: PreEnrolmentDependencies): Promise<void> {
  const { db, clock } = deps;
  const now = clock();
  for (const id of await db.transaction({}, tx => listExpired(tx, now, batch))) {
    await db.transaction({}, async tx => {
      // Somebody may have gone on with it meanwhile.
      const row = await findPreEnrolment(tx, id, { lock: true });
      if (row && row.expiresAt <= now) await erase(deps, tx, id);
    });
  }
  const soon = new Date(now.getTime() + warnedBefore);
  for (const id of await db.transaction({}, tx => listExpiring(tx, soon, batch))) {
    await db.transaction({}, async tx => {
      if (await markWarned(tx, id, now)) await enqueueMessage(tx, id, 'ending');
    });
  }
  await db.transaction({}, tx => deleteAttempts(tx, new Date(now.getTime() - attemptsKept)));
}

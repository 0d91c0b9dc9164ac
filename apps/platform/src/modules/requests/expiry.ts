import type { Clock, CommuneId } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { listCommunes } from '../organisation/index.ts';
import type { Requests } from './ports.ts';
import { selectLapsed } from './store.ts';

/** The job that ends requests for which nothing happened in time. */
export const expiryTask = 'requests.expire';
const atOnce = 200;

/** Ends what has lapsed in every commune, each request in a transaction of its own. Answers how many. Safe beside any other process. */
export async function expireLapsed({
  db,
  clock,
  requests,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly requests: Pick<Requests, 'expire'>;
}): Promise<number> {
  const communes = await db.transaction({}, tx => listCommunes(tx));
  let ended = 0;
  for (const { id: communeId } of communes) ended += await expireIn({ db, clock, requests }, communeId);
  return ended;
}

async function expireIn(
  { db, clock, requests }: Parameters<typeof expireLapsed>[0],
  communeId: CommuneId,
): Promise<number> {
  let ended = 0;
  for (;;) {
    const now = clock();
    const lapsed = await db.transaction({ communeId }, tx => selectLapsed(tx, communeId, now, atOnce));
    let here = 0;
    for (const requestId of lapsed) {
      const done = await db.transaction({ communeId }, tx => requests.expire(tx, { communeId, requestId }, now));
      if (done.ok) here += 1;
    }
    ended += here;
    // A page of which none could be ended is held up by others: the next run finds it again.
    if (lapsed.length < atOnce || here === 0) return ended;
  }
}

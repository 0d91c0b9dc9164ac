import { ok, refuse, type Result, type StaffActor } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { countEnrolled, lockSearches, selectFruitless } from './search-store.ts';

/** Minutes over which fruitless searches are counted. */
const searchMemoryMinutes = 60;
/** Fruitless searches in that time beyond the people enrolled: whoever tries numbers out has no person to enrol for each. */
export const fruitlessSearches = 60;

/**
 * Whether a member of staff may look up one more number of a document. Answers hold until the transaction ends: searches of one
 * person wait for one another. Refused: `identity.too-many-searches` with the `minutes` (and `seconds`) to wait.
 */
export async function maySearch(tx: Tx, actor: StaffActor, now: Date): Promise<Result<void>> {
  await lockSearches(tx, actor);
  const memory = searchMemoryMinutes * 60_000;
  const since = new Date(now.getTime() - memory);
  const limit = fruitlessSearches + (await countEnrolled(tx, actor, since));
  const oldest = (await selectFruitless(tx, actor, { since, limit }))[limit - 1];
  if (!oldest) return ok(undefined);
  const seconds = Math.ceil((oldest.getTime() + memory - now.getTime()) / 1000);
  return refuse('identity.too-many-searches', { minutes: Math.ceil(seconds / 60), seconds });
}

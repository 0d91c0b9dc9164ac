import { listRealCommunes, warnOfEnds } from '../modules/organisation/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Database } from '../platform/db/index.ts';

/** The daily job that tells officers and administrators of delegations and certificates about to end. */
export const endsTask = 'organisation.warn-of-ends';

/** Tells what has come near its end in every commune: thirty days before, seven, and one. Again is the same. */
export async function warnEverywhere({ db, clock }: { readonly db: Database; readonly clock: Clock }): Promise<void> {
  const communes = await db.transaction({}, tx => listRealCommunes(tx));
  for (const { id: communeId } of communes)
    await db.transaction({ communeId }, tx => warnOfEnds(tx, communeId, clock()));
}

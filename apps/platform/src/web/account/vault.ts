import type { PersonActor } from '../../kernel/index.ts';
import { listPublicActs, type PublicAct } from '../../modules/acts/index.ts';
import { listVault } from '../../modules/documents/index.ts';
import type { Database } from '../../platform/db/index.ts';

/** A paper in somebody's vault, with what its line in the list says. */
export interface VaultLine {
  readonly act: PublicAct;
  readonly addedAt: Date;
}

/** What a person holds, latest first. Each act is read in the commune that keeps it. */
export async function readVault(db: Database, actor: PersonActor): Promise<readonly VaultLine[]> {
  const items = await db.transaction({ personId: actor.personId }, tx => listVault(tx, actor));
  const byCommune = Map.groupBy(items, item => item.communeId);
  const acts = new Map<string, PublicAct>();
  for (const [communeId, held] of byCommune) {
    const ids = held.map(item => item.actId);
    const found = await db.transaction({ communeId }, tx => listPublicActs(tx, communeId, ids));
    for (const act of found) acts.set(act.actId, act);
  }
  return items.flatMap(({ actId, addedAt }) => {
    const act = acts.get(actId);
    return act ? [{ act, addedAt }] : [];
  });
}

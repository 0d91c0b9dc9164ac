import type { ActId, CommuneId, PersonId } from '../kernel/index.ts';
import { findInVault } from '../modules/documents/index.ts';
import type { Mandates } from '../modules/identity/index.ts';
import { type Database, rebind } from '../platform/db/index.ts';

/** In which commune an act is that a person may read: from their own vault, or from one that a mandate opens at this moment. */
export function findReadable(
  { db, mandates }: { readonly db: Database; readonly mandates: Pick<Mandates, 'listReadable'> },
  personId: PersonId,
  actId: ActId,
): Promise<CommuneId | undefined> {
  return db.transaction({ personId }, async tx => {
    const own = await findInVault(tx, { personId }, actId);
    if (own) return own;
    for (const organisationId of await mandates.listReadable(tx, personId)) {
      await rebind(tx, { personId, organisationId });
      const found = await findInVault(tx, { organisationId }, actId);
      if (found) return found;
    }
    return undefined;
  });
}

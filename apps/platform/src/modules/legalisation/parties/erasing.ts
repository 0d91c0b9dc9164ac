import type { PersonId } from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import type { SubjectVault } from '../../identity/index.ts';
import type { Concerning } from '../../requests/index.ts';
import { selectParties } from './party-store.ts';

/**
 * Destroys what requests keep of an erased person as somebody who was invited: how they were written to, what the initiator called them, why
 * they declined. Their consent, what they signed and their place stay with the act. In the worker's transaction; afterwards it is bound to the
 * person.
 */
export async function eraseParties(
  vault: Pick<SubjectVault, 'shred'>,
  tx: Tx,
  personId: PersonId,
  concerning: readonly Concerning[],
): Promise<void> {
  for (const { communeId, requestId, personId: known } of concerning) {
    await rebind(tx, { communeId, personId });
    const parties = await selectParties(tx, { communeId, requestId });
    for (const party of parties.filter(each => each.personId === known)) await vault.shred(tx, party.id);
  }
  await rebind(tx, { personId });
}

import type { PersonId } from '../../kernel/index.ts';
import { rebind, type Tx } from '../../platform/db/index.ts';
import type { SubjectVault } from '../identity/index.ts';
import { type Concerning, selectConcerning } from './own-store.ts';
import { clearNotes } from './store.ts';

/**
 * Destroys what was written in the requests that an erased person applied for: messages, opinions, marks of doubt, whose key is the
 * request's, and the words of corrections and refusals. Requests, their steps and their acts stay, and so do the words in requests of others
 * that the person only signs. Answers every request that concerns them. In the worker's transaction; afterwards it is bound to the person.
 */
export async function eraseWords(
  vault: Pick<SubjectVault, 'shred'>,
  tx: Tx,
  personId: PersonId,
): Promise<readonly Concerning[]> {
  const concerning = await selectConcerning(tx, personId);
  for (const { communeId, requestId } of concerning.filter(({ applied }) => applied)) {
    await rebind(tx, { communeId, personId });
    await vault.shred(tx, requestId);
    await clearNotes(tx, { communeId, id: requestId });
  }
  await rebind(tx, { personId });
  return concerning;
}

import {
  type ActId,
  type CommuneId,
  ok,
  type PersonActor,
  type PersonId,
  refuse,
  type Result,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { VaultItem } from './model.ts';
import { insertVaultItem, selectVault } from './vault-store.ts';

/** Puts a sealed paper into a person's vault, in the transaction that records the act. Again is the same. */
export async function deposit(tx: Tx, item: VaultItem): Promise<void> {
  await insertVaultItem(tx, item);
}

/** What a person holds, latest first, in a transaction bound to that person. */
export async function listVault(tx: Tx, actor: PersonActor): Promise<readonly VaultItem[]> {
  return selectVault(tx, actor.personId);
}

/** In which commune a paper of the person's vault is kept; undefined when it is not there. In a transaction bound to them. */
export async function findInVault(tx: Tx, personId: PersonId, actId: ActId): Promise<CommuneId | undefined> {
  return (await selectVault(tx, personId)).find(each => each.actId === actId)?.communeId;
}

/** One paper of the person's own vault. Refused: `documents.not-in-vault`, the same for another's paper and for none. */
export async function openVaultItem(tx: Tx, actor: PersonActor, actId: ActId): Promise<Result<VaultItem>> {
  const item = (await selectVault(tx, actor.personId)).find(each => each.actId === actId);
  return item ? ok(item) : refuse('documents.not-in-vault');
}

import { type ActId, type CommuneId, ok, refuse, type Result } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Holder, VaultItem } from './model.ts';
import { insertVaultItem, selectVault } from './vault-store.ts';

/** Puts a sealed paper into a vault, in the transaction that records the act. Again is the same. */
export async function deposit(tx: Tx, item: VaultItem): Promise<void> {
  await insertVaultItem(tx, item);
}

/** What a vault holds, latest first, in a transaction bound to its holder: for an organisation, once a mandate was found that lets in. */
export async function listVault(tx: Tx, holder: Holder): Promise<readonly VaultItem[]> {
  return selectVault(tx, holder);
}

/** In which commune a paper of a vault is kept; undefined when it is not there. In a transaction bound to the holder. */
export async function findInVault(tx: Tx, holder: Holder, actId: ActId): Promise<CommuneId | undefined> {
  return (await selectVault(tx, holder)).find(each => each.actId === actId)?.communeId;
}

/** One paper of a vault. Refused: `documents.not-in-vault`, the same for another's paper and for none. */
export async function openVaultItem(tx: Tx, holder: Holder, actId: ActId): Promise<Result<VaultItem>> {
  const item = (await selectVault(tx, holder)).find(each => each.actId === actId);
  return item ? ok(item) : refuse('documents.not-in-vault');
}

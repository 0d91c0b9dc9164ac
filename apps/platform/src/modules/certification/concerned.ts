import type { PersonId } from '../../kernel/index.ts';
import type { Sha256 } from '../../platform/blobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { type CertificationKey, selectCertifications, selectHolders } from './store.ts';

/** The kind of document that a certification is about; null until it was chosen. */
export async function findKindOf(tx: Tx, { communeId, requestId }: CertificationKey): Promise<string | null> {
  const [certification] = await selectCertifications(tx, communeId, [requestId]);
  return certification?.kind ?? null;
}

/** Who asked for a copy, in the order in which the act names them, each with the strokes that they drew; empty for a request of another service. */
export async function listSigners(
  tx: Tx,
  { communeId, requestId }: CertificationKey,
): Promise<readonly { readonly personId: PersonId; readonly signature: Sha256 | null }[]> {
  const holders = await selectHolders(tx, communeId, [requestId]);
  return holders.map(({ personId, signature }) => ({ personId, signature: signature?.strokes ?? null }));
}

/** Whose original it is, of those with a file. */
export async function listHolderIds(tx: Tx, { communeId, requestId }: CertificationKey): Promise<readonly PersonId[]> {
  return (await selectHolders(tx, communeId, [requestId])).map(({ personId }) => personId);
}

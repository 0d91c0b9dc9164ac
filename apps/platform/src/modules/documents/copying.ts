import { type CommuneId, newId, type RequestId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { copyDocumentRow, copyPages, findDocument } from './store.ts';

/**
 * Gives a new request the document of another one of its commune, as it stands: the same kept bytes, pages of its own. Answers whether there
 * was one.
 */
export async function copyDocument(
  tx: Tx,
  { communeId, from, to }: { readonly communeId: CommuneId; readonly from: RequestId; readonly to: RequestId },
  now: Date,
): Promise<boolean> {
  const document = await findDocument(tx, { communeId, requestId: from });
  if (!document || document.pages.length === 0) return false;
  const copy = { id: newId<typeof document.id>(now), requestId: to, of: document.id };
  await copyDocumentRow(tx, communeId, copy, now);
  await copyPages(tx, communeId, { from: document.id, to: copy.id });
  return true;
}

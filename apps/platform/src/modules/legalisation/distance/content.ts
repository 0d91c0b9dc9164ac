import { type Sha256, sha256Of } from '../../../platform/blobs/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { findDocument, type RequestDocument } from '../../documents/index.ts';
import type { PaperToSign } from '../parties/index.ts';
import type { LegalisationKey } from '../store.ts';
import type { SignatureField } from './model.ts';
import { findDistance, selectFields } from './store.ts';

/**
 * The digest (SHA-256) of the paper that people agree to: what its pages show, in their order, and where everybody signs on them. Any change
 * of either is another paper, to which nobody has agreed. Turning, cropping or putting a page back changes it; a new name of the file does
 * not.
 */
export function digestOfPaper(document: RequestDocument, fields: readonly SignatureField[]): Sha256 {
  const places = document.pages.flatMap(({ id }, index) =>
    fields
      .filter(field => field.pageId === id)
      .toSorted((a, b) => (a.partyId < b.partyId ? -1 : 1))
      .map(({ partyId, x, y, width, height }) => [index, partyId, x, y, width, height]),
  );
  const pages = document.pages.map(({ image, mm }) => [image, mm.width, mm.height]);
  // For a PDF the pages have no pictures of their own: the file that is shown and stamped stands for them.
  const content = ['shubbak-paper-1', document.kind, document.clean, pages, places];
  return sha256Of(Buffer.from(JSON.stringify(content)));
}

/** The paper of a request as it is put before whoever signs it; undefined while it has none. */
export async function readPaperToSign(tx: Tx, key: LegalisationKey): Promise<PaperToSign | undefined> {
  const document = await findDocument(tx, key);
  if (!document || document.pages.length === 0) return undefined;
  const fields = await selectFields(tx, key);
  const initiatorSignature = (await findDistance(tx, key))?.signature?.drawn ?? null;
  return { document, fields, sha256: digestOfPaper(document, fields), initiatorSignature };
}

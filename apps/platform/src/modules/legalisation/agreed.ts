import { civilDate } from '../../kernel/index.ts';
import { type Sha256, sha256Of } from '../../platform/blobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { findDocument, type RequestDocument } from '../documents/index.ts';
import { forgetWitnessWords, updateAgreedTo } from './agreed-store.ts';
import { holdsFor } from './decide.ts';
import type { AgreedTo, Signatory } from './model.ts';
import { forgetStampPlace, type LegalisationKey, selectLegalisations, selectSignatories } from './store.ts';

/**
 * The digest (SHA-256) of the sheets of a paper, whatever their order: each as it was taken in, so that turning, cutting and putting a page
 * back leave it as it is. Of a PDF, the file.
 */
function digestOfSheets(document: RequestDocument | undefined): Sha256 {
  const pages = document?.pages ?? [];
  const sheets = pages.map(({ taken }) => taken ?? '').toSorted();
  // An emptied document is no other paper than one that never was.
  const file = document && pages.length > 0 ? [document.kind, document.clean] : [];
  return sha256Of(Buffer.from(JSON.stringify(['shubbak-sheets-1', ...file, sheets])));
}

/** What somebody would agree to at a counter now. */
export function agreedToOf(document: RequestDocument | undefined, nature: string | null): AgreedTo {
  return { paper: digestOfSheets(document), nature };
}

/** The same of a request, read for it. */
export async function readAgreedTo(tx: Tx, key: LegalisationKey): Promise<AgreedTo> {
  const [legalisation] = await selectLegalisations(tx, key.communeId, [key.requestId]);
  return agreedToOf(await findDocument(tx, key), legalisation?.nature ?? null);
}

/**
 * After pages or the nature of a request changed: who agreed at its own office in the visit that still lasts is before the clerk and agrees to
 * what it has become, so that one may sign first and scan then. Everybody else agreed to what it was. A visit lasts until the request
 * is handed over, and no longer than its day: the two ends that the platform knows of without asking.
 */
export async function carryConsents(tx: Tx, key: LegalisationKey, now: Date): Promise<void> {
  const to = await readAgreedTo(tx, key);
  const agreed = (await selectSignatories(tx, key.communeId, [key.requestId])).filter(({ consent }) => consent?.to);
  const present = agreed.filter(signatory => isPresent(signatory, now));
  await updateAgreedTo(tx, key, { ...to, personIds: present.map(({ personId }) => personId) });
  // Their witnesses heard another paper read.
  const gone = agreed.filter(each => !present.includes(each) && each.consent && !holdsFor(each.consent, to));
  const heard = gone.filter(({ mode }) => mode === 'witnesses').map(({ personId }) => personId);
  await forgetWitnessWords(tx, key, heard);
}

function isPresent({ consent, attestedBy }: Signatory, now: Date): boolean {
  const here = attestedBy.kind === 'staff' && attestedBy.elsewhere === undefined;
  return here && consent !== null && consent.over !== true && civilDate(consent.at) === civilDate(now);
}

/** After pages of a request of the counter changed: the stamp's chosen place would stand on something else. */
export async function pagesChanged(tx: Tx, key: LegalisationKey, now: Date): Promise<void> {
  await forgetStampPlace(tx, key);
  await carryConsents(tx, key, now);
}

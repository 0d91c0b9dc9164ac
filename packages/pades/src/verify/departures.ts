import { PadesError } from '../failure.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { PdfReference } from '../pdf/model.ts';
import type { Finding } from './report.ts';

/**
 * Departures from ISO 32000 that came after the last signed revision. What the signer signed is as it is; but an update
 * that viewers must repair, each in its own way, shows different people different documents.
 */
export function departuresAfter(whole: PdfDocument, signed: PdfDocument): Finding[] {
  if (whole === signed || whole.forgiven.every(detail => signed.forgiven.includes(detail))) return [];
  // They show as objects are read: to compare, both must have been read to the end.
  for (const document of [whole, signed]) readEveryObject(document);
  return whole.forgiven
    .filter(detail => !signed.forgiven.includes(detail))
    .map(detail => ({ code: 'file-ambiguous', detail: `after the last signature: ${detail}` }));
}

function readEveryObject(document: PdfDocument): void {
  for (const [number, place] of document.crossReference.places) {
    try {
      document.resolve(new PdfReference(number, place.kind === 'offset' ? place.generation : 0));
    } catch (error) {
      if (!(error instanceof PadesError)) throw error;
    }
  }
}

import { PadesError } from '../failure.ts';
import type { PdfDocument } from './document.ts';
import { decodeStream } from './filters.ts';
import { type PdfDictionary, PdfReference, PdfStream } from './model.ts';
import { catalogOf } from './page.ts';

/** A value in the document security store, and where in the file it stands: what covers that place proves when it was there. */
export interface StoredValue {
  readonly der: Uint8Array;
  readonly offset: number;
}

/** Validation data that the file carries (EN 319 142-1 §5.4.2). */
export interface SecurityStore {
  readonly certificates: readonly StoredValue[];
  readonly ocsps: readonly StoredValue[];
  readonly crls: readonly StoredValue[];
}

/** Keys of the store’s lists for the whole file (ISO 32000-2 table 261), by what each holds. */
export const storeKeys = {
  certificates: 'Certs',
  ocsps: 'OCSPs',
  crls: 'CRLs',
} as const satisfies Record<keyof SecurityStore, string>;

/** As much as any archive holds, and a bound on a hostile one. */
const mostValues = 1024;

/** The file’s security store; empty when it has none. What cannot be read in it is of no use and no harm. */
export function readSecurityStore(document: PdfDocument): SecurityStore {
  const store = storeDictionaryOf(document) ?? new Map();
  return {
    certificates: valuesOf(document, store, storeKeys.certificates),
    ocsps: valuesOf(document, store, storeKeys.ocsps),
    crls: valuesOf(document, store, storeKeys.crls),
  };
}

/** /DSS of the catalog, as it stands (ISO 32000-2 §12.8.4.3); undefined when the file has none. */
export function storeDictionaryOf(document: PdfDocument): PdfDictionary | undefined {
  return document.dictionaryOf(catalogOf(document).dictionary.get('DSS'));
}

function valuesOf(document: PdfDocument, store: PdfDictionary, key: string): StoredValue[] {
  const references = document.arrayOf(store.get(key)) ?? [];
  if (references.length > mostValues) throw new PadesError('pdf-limit-exceeded', `too many values in /${key}`);
  const seen = new Set<number>();
  return references.flatMap(reference => {
    // Listed a thousand times it would be verified a thousand times.
    if (!(reference instanceof PdfReference) || seen.has(reference.number)) return [];
    seen.add(reference.number);
    const place = document.placeOf(reference);
    const stream = document.resolve(reference);
    // A stream is never inside an object stream (ISO 32000-1 §7.5.7).
    if (!(stream instanceof PdfStream) || place.kind !== 'offset') return [];
    return [{ der: decodeStream(stream, document.budget), offset: place.offset }];
  });
}

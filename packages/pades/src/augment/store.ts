import { sameBytes } from '../bytes.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { IncrementalUpdate } from '../pdf/increment.ts';
import { dictionary, type PdfDictionary, PdfName, PdfStream } from '../pdf/model.ts';
import { catalogOf } from '../pdf/page.ts';
import { readSecurityStore, storeDictionaryOf, storeKeys } from '../pdf/security-store.ts';
import type { RevocationMaterial } from '../revocation/status.ts';

/** Validation data for the document security store, DER. */
export interface ValidationData extends RevocationMaterial {
  readonly certificates: readonly Uint8Array[];
}

/** Whether there is nothing in it. */
export function isEmpty({ certificates, ocsps, crls }: ValidationData): boolean {
  return certificates.length + ocsps.length + crls.length === 0;
}

/** What of `data` the file’s store does not hold yet, each once. */
export function missingFrom(document: PdfDocument, data: ValidationData): ValidationData {
  const store = readSecurityStore(document);
  const missing = (kind: 'certificates' | 'ocsps' | 'crls') => {
    const known = store[kind].map(({ der }) => der);
    const fresh: Uint8Array[] = [];
    for (const der of data[kind]) {
      if (![...known, ...fresh].some(held => sameBytes(held, der))) fresh.push(der);
    }
    return fresh;
  };
  return { certificates: missing('certificates'), ocsps: missing('ocsps'), crls: missing('crls') };
}

/**
 * Writes `data` into the security store (EN 319 142-1 §5.4.2, ISO 32000-2 §12.8.4.3), keeping all that it holds. Returns
 * the catalog’s entries that must be written as well: none where the store is an object of its own already.
 */
export function writeStore(update: IncrementalUpdate, document: PdfDocument, data: ValidationData): PdfDictionary {
  const held = catalogOf(document).dictionary.get('DSS');
  const store: PdfDictionary = new Map(storeDictionaryOf(document) ?? dictionary({ Type: new PdfName('DSS') }));
  for (const kind of ['certificates', 'ocsps', 'crls'] as const) {
    if (data[kind].length === 0) continue;
    const added = data[kind].map(der => {
      const reference = update.allocate();
      update.write(reference, new PdfStream(new Map(), der));
      return reference;
    });
    store.set(storeKeys[kind], [...(document.arrayOf(store.get(storeKeys[kind])) ?? []), ...added]);
  }
  if (document.holds(held)) {
    update.write(held, store);
    return new Map();
  }
  const reference = update.allocate();
  update.write(reference, store);
  return dictionary({ DSS: reference });
}

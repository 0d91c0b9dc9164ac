import { sameBytes } from '../bytes.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { decodeStream } from '../pdf/filters.ts';
import type { IncrementalUpdate } from '../pdf/increment.ts';
import { dictionary, type PdfDictionary, PdfName, PdfReference, PdfStream, type PdfValue } from '../pdf/model.ts';
import { catalogOf } from '../pdf/page.ts';

/** Validation data for the document security store, DER. */
export interface ValidationData {
  readonly certificates: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}

const keyOf = { certificates: 'Certs', ocsps: 'OCSPs', crls: 'CRLs' } as const;

/** Whether there is nothing in it. */
export function isEmpty({ certificates, ocsps, crls }: ValidationData): boolean {
  return certificates.length + ocsps.length + crls.length === 0;
}

/** What of `data` the file’s store does not hold yet, each once. */
export function missingFrom(document: PdfDocument, data: ValidationData): ValidationData {
  const missing = (kind: keyof ValidationData) => {
    const known = referencesIn(document, kind).map(reference => contentOf(document, reference));
    const fresh: Uint8Array[] = [];
    for (const der of data[kind]) {
      if (![...known, ...fresh].some(held => held !== undefined && sameBytes(held, der))) fresh.push(der);
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
  const store: PdfDictionary = new Map(document.dictionaryOf(held) ?? dictionary({ Type: new PdfName('DSS') }));
  for (const kind of ['certificates', 'ocsps', 'crls'] as const) {
    if (data[kind].length === 0) continue;
    const added = data[kind].map(der => {
      const reference = update.allocate();
      update.write(reference, new PdfStream(new Map(), der));
      return reference;
    });
    store.set(keyOf[kind], [...valuesOf(document, kind), ...added]);
  }
  if (held instanceof PdfReference) {
    update.write(held, store);
    return new Map();
  }
  const reference = update.allocate();
  update.write(reference, store);
  return dictionary({ DSS: reference });
}

function valuesOf(document: PdfDocument, kind: keyof ValidationData): readonly PdfValue[] {
  const store = document.dictionaryOf(catalogOf(document).dictionary.get('DSS'));
  return document.arrayOf(store?.get(keyOf[kind])) ?? [];
}

function referencesIn(document: PdfDocument, kind: keyof ValidationData): PdfReference[] {
  return valuesOf(document, kind).filter(value => value instanceof PdfReference);
}

function contentOf(document: PdfDocument, reference: PdfReference): Uint8Array | undefined {
  const stream = document.resolve(reference);
  return stream instanceof PdfStream ? decodeStream(stream, document.budget) : undefined;
}

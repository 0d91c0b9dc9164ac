import { PadesError } from '../failure.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { IncrementalUpdate } from '../pdf/increment.ts';
import { type PdfDictionary, PdfReference, PdfString, type PdfValue } from '../pdf/model.ts';
import { catalogOf, type Page } from '../pdf/page.ts';
import { decodeTextString } from '../pdf/text-string.ts';

/** SigFlags: signatures exist, and only incremental updates keep them (ISO 32000-1 §12.7.2, table 219). */
const signaturesExistAppendOnly = 3;

/** The form's own names, of which a new field's must differ. */
function fieldNames(document: PdfDocument): Set<string> {
  const names = new Set<string>();
  const form = document.dictionaryOf(catalogOf(document).dictionary.get('AcroForm'));
  for (const field of document.arrayOf(form?.get('Fields')) ?? []) {
    const name = document.resolve(document.dictionaryOf(field)?.get('T'));
    if (name instanceof PdfString) names.add(decodeTextString(name.octets));
  }
  return names;
}

/** The name asked for, or the first free `SignatureN`; throws `field-name-taken` and `field-name-invalid`. */
export function chooseFieldName(document: PdfDocument, asked: string | undefined): string {
  const taken = fieldNames(document);
  if (asked !== undefined) {
    // A full stop separates the levels of a field's full name (§12.7.3.2).
    if (asked === '' || asked.includes('.')) throw new PadesError('field-name-invalid', 'empty, or with a full stop');
    if (taken.has(asked)) throw new PadesError('field-name-taken', asked);
    return asked;
  }
  let count = taken.size + 1;
  while (taken.has(`Signature${count}`)) count++;
  return `Signature${count}`;
}

/** Refuses what a new signature would break or could not be trusted in: certified files, locks, XFA. */
export function assertMayBeSigned(document: PdfDocument): void {
  const { dictionary: catalog } = catalogOf(document);
  if (document.resolve(catalog.get('Perms')) !== null) {
    throw new PadesError('pdf-certified', 'the file is certified: /Perms restricts changes');
  }
  const form = document.dictionaryOf(catalog.get('AcroForm'));
  if (form !== undefined && document.resolve(form.get('XFA')) !== null) {
    throw new PadesError('pdf-unsupported', 'the form is XFA, which a signature does not cover as it is shown');
  }
}

/** Adds `widget` to the page's annotations, rewriting the array or the page, whichever holds it. */
export function addToPage(update: IncrementalUpdate, document: PdfDocument, page: Page, widget: PdfReference): void {
  const annotations = page.dictionary.get('Annots');
  const extended = [...(document.arrayOf(annotations) ?? []), widget];
  if (annotations instanceof PdfReference) update.write(annotations, extended);
  else update.write(page.reference, new Map(page.dictionary).set('Annots', extended));
}

/**
 * Adds `field` to the form and sets its flags, making a form where there is none; rewrites as little as it can. The
 * catalog, which an update writes once, takes `catalogEntries` as well.
 */
export function addToForm(
  update: IncrementalUpdate,
  document: PdfDocument,
  field: PdfReference,
  catalogEntries: PdfDictionary = new Map(),
): void {
  const catalog = catalogOf(document);
  const held = catalog.dictionary.get('AcroForm');
  const form: PdfDictionary = new Map(document.dictionaryOf(held));
  const fields = form.get('Fields');
  const extended: PdfValue = [...(document.arrayOf(fields) ?? []), field];
  if (fields instanceof PdfReference) update.write(fields, extended);
  else form.set('Fields', extended);
  const flags = document.resolve(form.get('SigFlags'));
  form.set('SigFlags', (typeof flags === 'number' ? flags : 0) | signaturesExistAppendOnly);
  const entries: PdfDictionary = new Map([...catalog.dictionary, ...catalogEntries]);
  if (held instanceof PdfReference) update.write(held, form);
  else entries.set('AcroForm', form);
  if (!(held instanceof PdfReference) || catalogEntries.size > 0) update.write(catalog.reference, entries);
}

import type { PdfDocument } from '../pdf/document.ts';
import type { IncrementalUpdate } from '../pdf/increment.ts';
import { dictionary, type PdfDictionary, PdfName, PdfReference, PdfString, type PdfValue } from '../pdf/model.ts';
import { catalogOf, findPageWhere, type Page, type PageBox } from '../pdf/page.ts';
import { encodeTextString } from '../pdf/text-string.ts';

/** SigFlags: signatures exist, and only incremental updates keep them (ISO 32000-1 §12.7.2, table 219). */
const signaturesExistAppendOnly = 3;

/** Annotation flags Print and Locked; Hidden stays clear, as PDF/A-2 §6.3.2 asks. */
export const printAndLocked = 132;

/** A signature field that the file does not have yet. */
export interface NewField {
  readonly name: string;
  readonly page: Page;
  readonly rectangle: PageBox;
  /** The signature or document timestamp. */
  readonly value: PdfReference;
  /** What else it has, such as /AP and /Lock. */
  readonly more?: Readonly<Record<string, PdfValue | undefined>>;
}

/** Writes a field and its widget in one dictionary, as is allowed where it has one (§12.7.3.1), on its page. */
export function addField(
  update: IncrementalUpdate,
  document: PdfDocument,
  { name, page, rectangle, value, more }: NewField,
): PdfReference {
  const widget = update.allocate();
  const entries = dictionary({
    Type: new PdfName('Annot'),
    Subtype: new PdfName('Widget'),
    FT: new PdfName('Sig'),
    T: new PdfString(encodeTextString(name)),
    F: printAndLocked,
    Rect: rectangle,
    P: page.reference,
    ...more,
    V: value,
  });
  update.write(widget, entries);
  addToPage(update, document, page, widget);
  return widget;
}

/**
 * Adds `widget` to the page's annotations, rewriting the array or the page, whichever holds it. An array that another page
 * holds as well would show the widget there too: then this page gets one of its own.
 */
function addToPage(update: IncrementalUpdate, document: PdfDocument, page: Page, widget: PdfReference): void {
  const annotations = page.dictionary.get('Annots');
  const extended = [...(document.arrayOf(annotations) ?? []), widget];
  const isShared = isHeldTwice(document, page);
  if (document.holds(annotations) && !isShared) update.write(annotations, extended);
  else update.write(page.reference, new Map(page.dictionary).set('Annots', extended));
}

/** Whether another page holds the same annotations. It goes through every page, so that one listed twice is refused. */
function isHeldTwice(document: PdfDocument, page: Page): boolean {
  const annotations = page.dictionary.get('Annots');
  let holders = 0;
  findPageWhere(document, other => {
    const held = other.get('Annots');
    if (annotations instanceof PdfReference && held instanceof PdfReference && held.number === annotations.number)
      holders++;
    return false;
  });
  return holders > 1;
}

/**
 * Adds what the form and the catalog must know of a signature: its field when that is new, the form's flags, and what
 * else the catalog gets. A form is made where there is none; as little as can be is rewritten, and each object once.
 */
export function writeForm(
  update: IncrementalUpdate,
  document: PdfDocument,
  newField: PdfReference | undefined,
  catalogEntries: PdfDictionary = new Map(),
): void {
  const { reference, dictionary } = catalogOf(document);
  const catalog: PdfDictionary = new Map([...dictionary, ...catalogEntries]);
  const held = catalog.get('AcroForm');
  const { form, changed } = extendForm(update, document, new Map(document.dictionaryOf(held)), newField);
  if (changed && document.holds(held)) update.write(held, form);
  else if (changed) catalog.set('AcroForm', form);
  if (catalog.get('AcroForm') !== held || catalogEntries.size > 0) update.write(reference, catalog);
}

function extendForm(
  update: IncrementalUpdate,
  document: PdfDocument,
  form: PdfDictionary,
  field: PdfReference | undefined,
): { readonly form: PdfDictionary; readonly changed: boolean } {
  let changed = false;
  const fields = form.get('Fields');
  if (field !== undefined) {
    const extended = [...(document.arrayOf(fields) ?? []), field];
    changed = !document.holds(fields);
    if (document.holds(fields)) update.write(fields, extended);
    else form.set('Fields', extended);
  }
  const flags = document.resolve(form.get('SigFlags'));
  const before = typeof flags === 'number' ? flags : 0;
  if ((before & signaturesExistAppendOnly) !== signaturesExistAppendOnly) {
    form.set('SigFlags', before | signaturesExistAppendOnly);
    changed = true;
  }
  return { form, changed };
}

import { PadesError } from '../failure.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { type FormField, formFields } from '../pdf/fields.ts';
import { malformedPdf, nameText, type PdfDictionary, PdfReference } from '../pdf/model.ts';
import { findPageWhere, type Page, type PageBox } from '../pdf/page.ts';
import { decodeTextString, encodeTextString } from '../pdf/text-string.ts';

/** An empty signature field of the file, with where it is seen. */
export interface EmptyField {
  readonly name: string;
  readonly reference: PdfReference;
  readonly dictionary: PdfDictionary;
  /** Its one widget, which may be the field itself (ISO 32000-2 §12.7.4.1); undefined when it has none. */
  readonly widget: { readonly reference: PdfReference; readonly dictionary: PdfDictionary } | undefined;
}

/** Where a signature goes: into a field that waits for it, or into a new one. */
export type Target = { readonly existing: EmptyField } | { readonly name: string };

/**
 * The empty signature field of this full name, or a new field of it; the first free `SignatureN` when none is asked for.
 * Throws `field-name-taken` for a field that is signed or no signature field, and `field-name-invalid`.
 */
export function chooseTarget(document: PdfDocument, asked: string | undefined): Target {
  const fields = formFields(document);
  if (asked === undefined) return { name: freeFieldName(fields) };
  const [found, ...others] = fields.filter(({ name }) => name === asked);
  if (found !== undefined) {
    if (others.length > 0) throw malformedPdf(`two fields are called ${asked}`);
    return { existing: emptyField(document, found) };
  }
  // A full stop separates the levels of a field's full name (§12.7.3.2).
  if (asked === '' || asked.includes('.'))
    throw new PadesError('field-name-invalid', 'the name of a new field may neither be empty nor have a full stop');
  // Half a surrogate pair, or a byte order mark in front: read again, it could be the name of another field.
  if (decodeTextString(encodeTextString(asked)) !== asked)
    throw new PadesError('field-name-invalid', 'the name of a new field cannot be stored as it is');
  if (topNames(fields).has(asked)) throw new PadesError('field-name-taken', `${asked} has fields below it`);
  return { name: asked };
}

/** Names of the form's first level, of which a new field's must differ. */
function topNames(fields: readonly FormField[]): Set<string> {
  return new Set(fields.map(({ name }) => name.split('.')[0] ?? ''));
}

/** The first `SignatureN` that no field has. */
export function freeFieldName(fields: readonly FormField[]): string {
  const taken = topNames(fields);
  let count = fields.length + 1;
  while (taken.has(`Signature${count}`)) count++;
  return `Signature${count}`;
}

function emptyField(document: PdfDocument, field: FormField): EmptyField {
  const { name, reference, dictionary } = field;
  if (field.type !== 'Sig') throw new PadesError('field-name-taken', `${name} is no signature field`);
  if (document.resolve(field.value) !== null) throw new PadesError('field-name-taken', `${name} is signed`);
  if (reference === undefined) throw malformedPdf(`field ${name} is no object of its own`);
  if (nameText(document.resolve(dictionary.get('Subtype'))) === 'Widget') {
    return { name, reference, dictionary, widget: { reference, dictionary } };
  }
  const [kid, ...others] = document.arrayOf(dictionary.get('Kids')) ?? [];
  if (kid === undefined) return { name, reference, dictionary, widget: undefined };
  const widget = document.dictionaryOf(kid);
  if (!(kid instanceof PdfReference) || widget === undefined) throw malformedPdf(`the widget of ${name} is no object`);
  // ISO 32000-2 §12.7.5.5: a signature field has one widget; in several places it could be shown in several ways.
  if (others.length > 0) throw new PadesError('pdf-unsupported', `field ${name} has several widgets`);
  return { name, reference, dictionary, widget: { reference: kid, dictionary: widget } };
}

/** The page that lists a widget among its annotations; throws `pdf-malformed` when none does. */
export function pageOfWidget(document: PdfDocument, widget: PdfReference): Page {
  const page = findPageWhere(document, dictionary =>
    (document.arrayOf(dictionary.get('Annots')) ?? []).some(
      item => item instanceof PdfReference && item.number === widget.number,
    ),
  );
  if (page === undefined) throw malformedPdf('the field’s widget is on no page');
  return page;
}

/** /Rect of a widget, corners in order. */
export function rectangleOf(document: PdfDocument, widget: PdfDictionary): PageBox {
  const numbers = document.arrayOf(widget.get('Rect'))?.map(item => document.resolve(item)) ?? [];
  const [x0, y0, x1, y1] = numbers;
  if (typeof x0 !== 'number' || typeof y0 !== 'number' || typeof x1 !== 'number' || typeof y1 !== 'number') {
    throw malformedPdf('a widget without its rectangle');
  }
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
}

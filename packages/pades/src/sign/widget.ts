import { PadesError } from '../failure.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { IncrementalUpdate } from '../pdf/increment.ts';
import { dictionary, type PdfDictionary, type PdfReference, type PdfValue } from '../pdf/model.ts';
import { findPage, type Page, type PageBox } from '../pdf/page.ts';
import { writeAppearance, writeEmptyAppearance } from './appearance.ts';
import { type ReservedBlank, reserveBlanks, writeBlanks } from './blank.ts';
import { type EmptyField, pageOfWidget, rectangleOf, type Target } from './field.ts';
import { addField, printAndLocked } from './form.ts';
import { lockDictionary } from './modification-detection.ts';
import { type DisplayedBox, toDisplayed, toUserSpace } from './placement.ts';
import type { PrepareOptions } from './options.ts';

interface WidgetInput {
  readonly target: Target;
  readonly signature: PdfReference;
  readonly options: PrepareOptions;
}

/** Writes the signed field: the file's own with its value, or a new one on its page. */
export function writeTarget(
  update: IncrementalUpdate,
  document: PdfDocument,
  { target, signature, options }: WidgetInput,
): { readonly newField: PdfReference | undefined; readonly blanks: readonly ReservedBlank[] } {
  if ('existing' in target) {
    return { newField: undefined, blanks: fillField(update, document, target.existing, signature, options) };
  }
  const page = findPage(document, options.page ?? 0);
  const { box } = options;
  if (options.appearance !== undefined && box === undefined) {
    throw new PadesError('option-invalid', 'an appearance needs a box');
  }
  const rectangle: PageBox = box === undefined ? [0, 0, 0, 0] : toUserSpace(page, box);
  const { form, blanks } = writeForms(update, { page, box, rectangle, options });
  const lock = options.lock && update.allocate();
  if (options.lock !== undefined && lock !== undefined) update.write(lock, lockDictionary(options.lock));
  const more = { AP: dictionary({ N: form }), Lock: lock };
  const newField = addField(update, document, { name: target.name, page, rectangle, value: signature, more });
  return { newField, blanks };
}

/** Gives an empty field its value and its widget an appearance; place, flags and all else stay as the file has them. */
function fillField(
  update: IncrementalUpdate,
  document: PdfDocument,
  field: EmptyField,
  signature: PdfReference,
  options: PrepareOptions,
): readonly ReservedBlank[] {
  if (options.box !== undefined || options.page !== undefined) {
    throw new PadesError('option-invalid', `field ${field.name} is there already, with its place`);
  }
  const { widget } = field;
  const signed = new Map<string, PdfValue>(field.dictionary).set('V', signature);
  if (widget === undefined) {
    refuseDrawing(options, field.name);
    update.write(field.reference, signed);
    return [];
  }
  const { appearance, blanks } = appearanceOf(update, document, field.name, widget, options);
  const isMerged = widget.reference.number === field.reference.number;
  const shown = isMerged ? signed : new Map<string, PdfValue>(widget.dictionary);
  if (appearance !== undefined) {
    shown.set('AP', dictionary({ N: appearance }));
    if (!shown.has('F')) shown.set('F', printAndLocked);
  }
  update.write(field.reference, signed);
  if (!isMerged && appearance !== undefined) update.write(widget.reference, shown);
  return blanks;
}

function appearanceOf(
  update: IncrementalUpdate,
  document: PdfDocument,
  name: string,
  widget: NonNullable<EmptyField['widget']>,
  options: PrepareOptions,
): { readonly appearance: PdfReference | undefined; readonly blanks: readonly ReservedBlank[] } {
  const rectangle = rectangleOf(document, widget.dictionary);
  const [left, bottom, right, top] = rectangle;
  const hasArea = left < right && bottom < top;
  if (!hasArea || isHidden(document, widget.dictionary)) refuseDrawing(options, name);
  const drawsNothing = options.appearance === undefined && (options.blanks ?? []).length === 0;
  if (drawsNothing && document.resolve(widget.dictionary.get('AP')) !== null)
    return { appearance: undefined, blanks: [] };
  if (drawsNothing) return { appearance: writeEmptyAppearance(update, right - left, top - bottom), blanks: [] };
  const page = pageOfWidget(document, widget.reference);
  const box = toDisplayed(page, rectangle);
  const { form, blanks } = writeForms(update, { page, box, rectangle, options });
  return { appearance: form, blanks };
}

/** Annotation flags Hidden and NoView (ISO 32000-1 table 165). */
const hiddenOrNoView = 34;

function isHidden(document: PdfDocument, widget: PdfDictionary): boolean {
  const flags = document.resolve(widget.get('F'));
  return typeof flags === 'number' && (flags & hiddenOrNoView) !== 0;
}

function refuseDrawing({ appearance, blanks = [] }: PrepareOptions, name: string): void {
  if (appearance === undefined && blanks.length === 0) return;
  throw new PadesError('option-invalid', `field ${name} is not seen: it has no appearance`);
}

interface FormsInput {
  readonly page: Page;
  readonly box: DisplayedBox | undefined;
  readonly rectangle: PageBox;
  readonly options: PrepareOptions;
}

/** The form XObject that a widget shows: nothing, the stamp, or the stamp with blanks over it. */
function writeForms(
  update: IncrementalUpdate,
  { page, box, rectangle: [left, bottom, right, top], options }: FormsInput,
): { readonly form: PdfReference; readonly blanks: readonly ReservedBlank[] } {
  const { appearance } = options;
  const blanks = reserveBlanks(options.blanks ?? [], box);
  if (box === undefined || blanks.length === 0) {
    const form =
      appearance === undefined
        ? writeEmptyAppearance(update, right - left, top - bottom)
        : writeAppearance(update, appearance.pdf, page.rotation).form;
    return { form, blanks };
  }
  const stamp = appearance && writeAppearance(update, appearance.pdf, 0);
  return { form: writeBlanks(update, blanks, { box, rotation: page.rotation, stamp }), blanks };
}

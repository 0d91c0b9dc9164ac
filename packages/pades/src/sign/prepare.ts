import { PadesError } from '../failure.ts';
import { PdfDocument } from '../pdf/document.ts';
import { IncrementalUpdate } from '../pdf/increment.ts';
import { dictionary, PdfBlank, PdfName, type PdfReference, PdfString, type PdfValue } from '../pdf/model.ts';
import { findPage, type Page, type PageBox } from '../pdf/page.ts';
import { encodeDate, encodeTextString } from '../pdf/text-string.ts';
import { writeAppearance, writeEmptyAppearance } from './appearance.ts';
import { addToForm, addToPage, assertMayBeSigned, chooseFieldName } from './form.ts';
import { type DisplayedBox, toUserSpace } from './placement.ts';
import { type ByteRange, PreparedFile, type PreparedSignature } from './prepared.ts';

/** How a signature is to stand in the file. */
export interface PrepareOptions {
  /** Octets reserved for the CMS: see `estimateContentsSize`. PDF/A-2 (§6.1.13) allows 32767. */
  readonly contentsSize: number;
  /** Page that carries the field, the first being 0; 0 unless told. */
  readonly page?: number;
  /** Where the field is seen, on the page as displayed; invisible when left out. */
  readonly box?: DisplayedBox;
  /** PDF whose first page is drawn into the box, stretched to it. */
  readonly appearance?: { readonly pdf: Uint8Array };
  /** Field name; the first free `SignatureN` unless told. */
  readonly fieldName?: string;
  /** Who signs, why and where, for viewers' signature panels. */
  readonly name?: string;
  readonly reason?: string;
  readonly location?: string;
  /** Time that the signer claims (/M). What proves the time is the timestamp. */
  readonly claimedTime?: Date;
}

/** Annotation flags Print and Locked; Hidden stays clear, as PDF/A-2 §6.3.2 asks. */
const printAndLocked = 132;

/** A blank for /ByteRange with 13 digits for each offset: files up to 10 TB. */
export function byteRangeBlank(): PdfBlank {
  return new PdfBlank(3 * 13 + 6, ' ');
}

/** As much as a chain of large certificates and two tokens could need, and a bound on a mistaken argument. */
const largestContents = 1_000_000;

/**
 * Everything of a PAdES signature but the signature: an incremental update with a signature field, its widget and
 * appearance, and a signature dictionary whose /Contents is blank. Equal input gives equal bytes. Encrypted, damaged,
 * hybrid, certified and XFA files throw a PadesError, as do options that do not fit the file.
 */
export function prepareSignature(pdf: Uint8Array, options: PrepareOptions): PreparedSignature {
  const { contentsSize } = options;
  if (!Number.isSafeInteger(contentsSize) || contentsSize < 1 || contentsSize > largestContents) {
    throw new PadesError('option-invalid', `contentsSize must lie between 1 and ${largestContents}`);
  }
  const year = options.claimedTime?.getUTCFullYear() ?? 0;
  if (!(year >= 0 && year <= 9999)) throw new PadesError('option-invalid', 'claimedTime is no date');
  if (options.appearance !== undefined && options.box === undefined) {
    throw new PadesError('option-invalid', 'an appearance needs a box');
  }
  const document = new PdfDocument(pdf);
  assertMayBeSigned(document);
  const page = findPage(document, options.page ?? 0);
  const fieldName = chooseFieldName(document, options.fieldName);
  const update = new IncrementalUpdate(document);
  const contents = new PdfBlank(2 * contentsSize + 2, '0');
  const byteRange = byteRangeBlank();
  const signature = update.allocate();
  update.write(signature, signatureDictionary(options, contents, byteRange));
  const widget = writeWidget(update, { page, signature, fieldName, options });
  addToPage(update, document, page, widget);
  addToForm(update, document, widget);
  update.finish();
  return fillOffsets(pdf, update, contents, byteRange);
}

function signatureDictionary(options: PrepareOptions, contents: PdfBlank, byteRange: PdfBlank): PdfValue {
  const text = (value: string | undefined) =>
    value === undefined ? undefined : new PdfString(encodeTextString(value));
  return dictionary({
    Type: new PdfName('Sig'),
    Filter: new PdfName('Adobe.PPKLite'),
    SubFilter: new PdfName('ETSI.CAdES.detached'),
    ByteRange: byteRange,
    Contents: contents,
    Name: text(options.name),
    Reason: text(options.reason),
    Location: text(options.location),
    M: options.claimedTime === undefined ? undefined : new PdfString(encodeDate(options.claimedTime)),
  });
}

interface WidgetInput {
  readonly page: Page;
  readonly signature: PdfReference;
  readonly fieldName: string;
  readonly options: PrepareOptions;
}

/** Field and widget in one dictionary, as is allowed where a field has one widget (§12.7.3.1). */
function writeWidget(update: IncrementalUpdate, { page, signature, fieldName, options }: WidgetInput): PdfReference {
  const { box, appearance } = options;
  const rectangle: PageBox = box === undefined ? [0, 0, 0, 0] : toUserSpace(page, box);
  const [left, bottom, right, top] = rectangle;
  const form =
    appearance === undefined
      ? writeEmptyAppearance(update, right - left, top - bottom)
      : writeAppearance(update, appearance.pdf, page.rotation);
  const widget = update.allocate();
  const entries = dictionary({
    Type: new PdfName('Annot'),
    Subtype: new PdfName('Widget'),
    FT: new PdfName('Sig'),
    T: new PdfString(encodeTextString(fieldName)),
    F: printAndLocked,
    Rect: rectangle,
    P: page.reference,
    AP: dictionary({ N: form }),
    V: signature,
  });
  update.write(widget, entries);
  return widget;
}

/** Turns the recorded offsets into /ByteRange and puts the angle brackets around the blank. */
export function fillOffsets(
  pdf: Uint8Array,
  update: IncrementalUpdate,
  contents: PdfBlank,
  byteRange: PdfBlank,
): PreparedSignature {
  const total = pdf.length + update.bytes().length;
  const start = update.offsetOf(contents);
  const resume = start + contents.length;
  const range: ByteRange = [0, start, resume, total - resume];
  update.fill(byteRange, `[${range.join(' ')}]`.padEnd(byteRange.length));
  update.fill(contents, `<${'0'.repeat(contents.length - 2)}>`);
  return new PreparedFile([pdf, update.bytes()], range);
}

import type { FieldLock } from '../changes/model.ts';
import { PadesError } from '../failure.ts';
import { PdfDocument } from '../pdf/document.ts';
import { IncrementalUpdate } from '../pdf/increment.ts';
import { dictionary, PdfBlank, PdfName, PdfString, type PdfValue } from '../pdf/model.ts';
import { encodeDate, encodeTextString } from '../pdf/text-string.ts';
import type { ReservedBlank } from './blank.ts';
import { chooseTarget, type Target } from './field.ts';
import { writeForm } from './form.ts';
import { lockIn, signatureReferences } from './modification-detection.ts';
import type { PrepareOptions } from './options.ts';
import { type ByteRange, PreparedFile, type PreparedSignature } from './prepared.ts';
import { assertMayBeSigned } from './restrictions.ts';
import { type CmsDemands, obeySeedValues } from './seed-value.ts';
import { writeTarget } from './widget.ts';

/** A blank for /ByteRange with 13 digits for each offset: files up to 10 TB. */
export function byteRangeBlank(): PdfBlank {
  return new PdfBlank(3 * 13 + 6, ' ');
}

/** As much as a chain of large certificates and two tokens could need, and a bound on a mistaken argument. */
const largestContents = 1_000_000;

/**
 * Everything of a PAdES signature but the signature: an incremental update with a signature field (new, or an empty one
 * of the file), its widget and appearance, and a signature dictionary whose /Contents is blank. Equal input gives equal
 * bytes. Encrypted, damaged and XFA files throw a PadesError, as do options that do not fit the file, and files whose
 * earlier signatures would be broken (`pdf-certified`, `field-locked`).
 */
export function prepareSignature(pdf: Uint8Array, options: PrepareOptions): PreparedSignature {
  assertOptions(options);
  const document = new PdfDocument(pdf);
  const target = chooseTarget(document, options.fieldName);
  const { isSigned } = assertMayBeSigned(document, target);
  if (options.certify !== undefined && isSigned) {
    throw new PadesError('option-invalid', 'only the first signature can certify');
  }
  const { lock, demands } = termsOf(document, target, options);
  const update = new IncrementalUpdate(document);
  const contents = new PdfBlank(2 * options.contentsSize + 2, '0');
  const byteRange = byteRangeBlank();
  const signature = update.allocate();
  const references = signatureReferences(document, options.certify, lock);
  update.write(signature, signatureDictionary(options, contents, byteRange, references));
  const { newField, blanks } = writeTarget(update, document, { target, signature, options });
  const certification = options.certify && new Map([['Perms', dictionary({ DocMDP: signature })]]);
  writeForm(update, document, newField, certification);
  update.finish();
  return fillOffsets(pdf, update, { contents, byteRange, blanks, demands });
}

function assertOptions({ contentsSize, claimedTime, certify, lock }: PrepareOptions): void {
  if (!Number.isSafeInteger(contentsSize) || contentsSize < 1 || contentsSize > largestContents) {
    throw new PadesError('option-invalid', `contentsSize must lie between 1 and ${largestContents}`);
  }
  const year = claimedTime?.getUTCFullYear() ?? 0;
  if (!(year >= 0 && year <= 9999)) throw new PadesError('option-invalid', 'claimedTime is no date');
  if (certify?.permissions === 1 && lock !== undefined) {
    throw new PadesError('option-invalid', 'nothing may change any more: there is nothing to lock');
  }
}

/** The locks that the signature is to write, and what its CMS must observe. */
function termsOf(
  document: PdfDocument,
  target: Target,
  { reason, certify, lock }: PrepareOptions,
): { readonly lock: FieldLock | undefined; readonly demands: CmsDemands & { readonly noCommitment?: true } } {
  // EN 319 142-1 §6.3: a reason and a commitment type exclude each other.
  const forReason = reason === undefined ? {} : { noCommitment: true as const };
  if (!('existing' in target)) return { lock, demands: forReason };
  const { existing } = target;
  const own = lockIn(document, existing.dictionary);
  if (own !== undefined && lock !== undefined) throw new PadesError('option-invalid', 'the field has its own lock');
  const seed = obeySeedValues(document, existing.dictionary, { reason, certification: certify?.permissions });
  return { lock: own ?? lock, demands: { ...forReason, ...seed } };
}

function signatureDictionary(
  options: PrepareOptions,
  contents: PdfBlank,
  byteRange: PdfBlank,
  references: PdfValue[] | undefined,
): PdfValue {
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
    ContactInfo: text(options.contactInfo),
    M: options.claimedTime === undefined ? undefined : new PdfString(encodeDate(options.claimedTime)),
    Reference: references,
  });
}

interface Written {
  readonly contents: PdfBlank;
  readonly byteRange: PdfBlank;
  readonly blanks?: readonly ReservedBlank[];
  readonly demands?: PreparedSignature['demands'];
}

/** Turns the recorded offsets into /ByteRange and puts the angle brackets around the blank. */
export function fillOffsets(
  pdf: Uint8Array,
  update: IncrementalUpdate,
  { contents, byteRange, blanks = [], demands = {} }: Written,
): PreparedSignature {
  const total = pdf.length + update.bytes().length;
  const start = update.offsetOf(contents);
  const resume = start + contents.length;
  const range: ByteRange = [0, start, resume, total - resume];
  update.fill(byteRange, `[${range.join(' ')}]`.padEnd(byteRange.length));
  update.fill(contents, `<${'0'.repeat(contents.length - 2)}>`);
  const places = blanks.map(({ blank: { name }, octets }) => ({
    name,
    offset: update.offsetOf(octets),
    length: octets.length,
  }));
  return new PreparedFile([pdf, update.bytes()], { byteRange: range, blanks: places, demands });
}

import { readValue } from '../der/decode.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { malformedPdf, nameText, type PdfDictionary, PdfReference, PdfString } from '../pdf/model.ts';
import { catalogOf } from '../pdf/page.ts';
import { decodeTextString } from '../pdf/text-string.ts';

/** A signature field that is signed, with where its /Contents really stands in the file. */
export interface SignedField {
  readonly name: string;
  readonly subFilter: string | undefined;
  /** /Reason: why it was signed, as the signer's software said. */
  readonly reason: string | undefined;
  /** What /ByteRange says. */
  readonly byteRange: readonly number[];
  /** Offsets of the token of /Contents, angle brackets included, as the reader met it. */
  readonly contents: { readonly start: number; readonly end: number; readonly octets: Uint8Array };
}

/** Signed fields of the form's first level, in the form's order. */
export function signedFields(document: PdfDocument): SignedField[] {
  const form = document.dictionaryOf(catalogOf(document).dictionary.get('AcroForm'));
  const found: SignedField[] = [];
  for (const reference of document.arrayOf(form?.get('Fields')) ?? []) {
    const field = document.dictionaryOf(reference);
    if (field === undefined || nameText(document.resolve(field.get('FT'))) !== 'Sig' || !field.has('V')) continue;
    found.push(signedField(document, field));
  }
  return found;
}

function signedField(document: PdfDocument, field: PdfDictionary): SignedField {
  const value = field.get('V');
  // In an object stream the octets of Contents would not stand in the file where a byte range can leave them out.
  if (!(value instanceof PdfReference) || document.placeOf(value).kind !== 'offset') {
    throw malformedPdf('the signature dictionary is not an object of the file itself');
  }
  const signature = document.dictionaryOf(value);
  const contents = signature?.get('Contents');
  const byteRange = document.arrayOf(signature?.get('ByteRange'));
  if (signature === undefined || !(contents instanceof PdfString) || byteRange === undefined) {
    throw malformedPdf('the signature dictionary lacks /Contents or /ByteRange');
  }
  const [name, reason] = [document.resolve(field.get('T')), document.resolve(signature.get('Reason'))];
  return {
    name: name instanceof PdfString ? decodeTextString(name.octets) : '',
    subFilter: nameText(signature.get('SubFilter')),
    reason: reason instanceof PdfString ? decodeTextString(reason.octets) : undefined,
    byteRange: byteRange.map(item => (typeof item === 'number' ? item : -1)),
    contents: { start: contents.start, end: contents.end, octets: contents.octets },
  };
}

/** The CMS at the beginning of /Contents; only zeros may follow it. */
export function cmsOf({ contents: { octets } }: SignedField): Uint8Array {
  const cms = readValue(octets).bytes;
  if (octets.subarray(cms.length).some(octet => octet !== 0)) throw malformedPdf('/Contents holds more than a CMS');
  return cms;
}

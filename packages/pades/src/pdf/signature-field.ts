import { readValue } from '../der/decode.ts';
import { PadesError } from '../failure.ts';
import type { PdfDocument } from './document.ts';
import { type FormField, formFields } from './fields.ts';
import { malformedPdf, nameText, type PdfDictionary, PdfReference, PdfString } from './model.ts';
import { decodeTextString } from './text-string.ts';

/** A field that is signed, with where its /Contents really stands in the file. */
export interface SignedField {
  readonly field: FormField;
  readonly kind: 'signature' | 'document-timestamp';
  /** Number of the signature dictionary’s object; undefined when it stands in the field itself. */
  readonly object: number | undefined;
  readonly dictionary: PdfDictionary;
  readonly subFilter: string | undefined;
  /** What /ByteRange says, -1 where it says no whole number. */
  readonly byteRange: readonly number[];
  /** Offsets of the token of /Contents, delimiters included, as the reader met it. */
  readonly contents: { readonly start: number; readonly end: number; readonly octets: Uint8Array };
}

/** A field with a value that is no readable signature: one viewer may pass over it, another show it as signed. */
export interface UnreadableSignature {
  readonly field: FormField;
  readonly problem: string;
}

/** Each signature hashes all before it: more than any paper carries, and a bound on that work. */
const mostSignatures = 128;

/** Every signature field of the form that has a value, in the form’s order. */
export function signatureFields(document: PdfDocument): readonly (SignedField | UnreadableSignature)[] {
  const signed = formFields(document).filter(({ type, value }) => type === 'Sig' && document.resolve(value) !== null);
  if (signed.length > mostSignatures) throw new PadesError('pdf-limit-exceeded', 'too many signatures');
  return signed.map(field => {
    try {
      return signedField(document, field);
    } catch (error) {
      if (error instanceof PadesError) return { field, problem: error.message };
      throw error;
    }
  });
}

/** Signed fields of the form, in its order; one that cannot be read throws `pdf-malformed`. */
export function signedFields(document: PdfDocument): SignedField[] {
  return signatureFields(document).map(found => {
    if ('problem' in found) throw malformedPdf(found.problem);
    return found;
  });
}

function signedField(document: PdfDocument, field: FormField): SignedField {
  const { value } = field;
  const holder = value instanceof PdfReference ? value : field.reference;
  // In an object stream the octets of Contents would not stand in the file where a byte range can leave them out.
  if (holder === undefined || document.placeOf(holder).kind !== 'offset') {
    throw malformedPdf('the signature dictionary is not an object of the file itself');
  }
  const dictionary = document.dictionaryOf(value);
  const contents = dictionary?.get('Contents');
  const byteRange = document.arrayOf(dictionary?.get('ByteRange'));
  if (dictionary === undefined || !(contents instanceof PdfString) || byteRange === undefined) {
    throw malformedPdf('the signature dictionary lacks /Contents or /ByteRange');
  }
  const subFilter = nameText(dictionary.get('SubFilter'));
  const isTimestamp = nameText(dictionary.get('Type')) === 'DocTimeStamp' || subFilter === 'ETSI.RFC3161';
  return {
    field,
    kind: isTimestamp ? 'document-timestamp' : 'signature',
    object: value instanceof PdfReference ? value.number : undefined,
    dictionary,
    subFilter,
    byteRange: byteRange.map(item => (Number.isSafeInteger(item) ? Number(item) : -1)),
    contents: { start: contents.start, end: contents.end, octets: contents.octets },
  };
}

/** A text of the signature dictionary, such as /Reason; undefined when it has none, or not directly. */
export function textOf({ dictionary }: SignedField, key: 'Name' | 'Reason' | 'Location'): string | undefined {
  const value = dictionary.get(key);
  return value instanceof PdfString ? decodeTextString(value.octets) : undefined;
}

/** The CMS at the beginning of /Contents; only zeros may follow it. */
export function cmsOf({ contents: { octets } }: SignedField): Uint8Array {
  const cms = readValue(octets).bytes;
  if (octets.subarray(cms.length).some(octet => octet !== 0)) throw malformedPdf('/Contents holds more than a CMS');
  return cms;
}

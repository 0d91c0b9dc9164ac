import { PadesError } from '../failure.ts';
import { PdfDocument } from '../pdf/document.ts';
import type { Findings } from './conclude.ts';
import { type SignedField, signatureFields } from '../pdf/signature-field.ts';

/** Where a signature stands: what it covers, and the file as it was when it was signed. */
export interface Placement {
  /** Octets of the signed revision: the file’s first `end`. */
  readonly end: number;
  /** The covered bytes, around /Contents. */
  readonly covered: readonly [Uint8Array, Uint8Array];
  /** The signed revision, read by itself. */
  readonly revision: PdfDocument;
}

/**
 * Judges what a signature covers (ISO 32000-2 §12.8.1): all of a revision but the token of its own /Contents. The
 * revision must be a file by itself in which the same field is signed by the same dictionary at the same place: so that
 * nothing can be wrapped, moved or lent to another field.
 */
export function placeSignature(findings: Findings, whole: PdfDocument, field: SignedField): Placement | undefined {
  const { bytes } = whole;
  const { start, end: resume } = field.contents;
  const [first, length, second, rest = -1] = field.byteRange;
  const end = resume + rest;
  const covers = field.byteRange.length === 4 && first === 0 && length === start && second === resume;
  if (!covers || rest < 0 || end > bytes.length || bytes[start] !== 0x3c) {
    findings.add(
      'byte-range',
      `[${field.byteRange.join(' ')}] leaves out more or less than /Contents at ${start} to ${resume}`,
    );
    return undefined;
  }
  const revision = findings.check('byte-range', 'what is covered is no file by itself', () =>
    end === bytes.length ? whole : new PdfDocument(bytes.subarray(0, end), { forgiving: true }),
  );
  if (revision === undefined) return undefined;
  if (!findings.check('byte-range', 'the covered file has no such signature', () => hasSame(revision, field))) {
    return undefined;
  }
  return { end, covered: [bytes.subarray(0, start), bytes.subarray(resume, end)], revision };
}

function hasSame(revision: PdfDocument, { field, object, contents }: SignedField): boolean {
  return signatureFields(revision).some(
    found =>
      !('problem' in found) &&
      found.field.name === field.name &&
      found.field.reference?.number === field.reference?.number &&
      found.object === object &&
      found.contents.start === contents.start &&
      found.contents.end === contents.end,
  );
}

/** Whether what follows offset `end` is only white space: an end of line that a mailer added is no update. */
export function isBlankFrom(bytes: Uint8Array, end: number): boolean {
  // A few octets; more than that is no courtesy of a mailer.
  return (
    bytes.length - end <= 8 && bytes.subarray(end).every(octet => octet === 0x0a || octet === 0x0d || octet === 0x20)
  );
}

/** The file read for judging, or why it cannot be. */
export function openForJudging(bytes: Uint8Array): PdfDocument | PadesError {
  try {
    return new PdfDocument(bytes, { forgiving: true });
  } catch (error) {
    if (error instanceof PadesError) return error;
    throw error;
  }
}

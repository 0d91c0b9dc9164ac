import { createHash } from 'node:crypto';
import { sameBytes } from '../bytes.ts';
import { type PdfDictionary, PdfName, PdfReference, PdfStream, PdfString, type PdfValue } from '../pdf/model.ts';

/**
 * Whether two values say the same, however they are written. References are equal when they name the same object: what
 * the object says is another question. An entry that is null is an entry that is not there (ISO 32000-2 §7.3.7).
 */
export function identical(left: PdfValue, right: PdfValue): boolean {
  if (left === right) return true;
  if (left instanceof PdfName) return right instanceof PdfName && left.text === right.text;
  if (left instanceof PdfString) return right instanceof PdfString && sameBytes(left.octets, right.octets);
  if (left instanceof PdfReference) {
    return right instanceof PdfReference && left.number === right.number && left.generation === right.generation;
  }
  if (left instanceof PdfStream) return right instanceof PdfStream && identicalStreams(left, right);
  if (left instanceof Map) return right instanceof Map && identicalDictionaries(left, right);
  if (isArray(left) && isArray(right)) {
    return left.length === right.length && left.every((item, index) => identical(item, right[index] ?? null));
  }
  return false;
}

/** Whether a value is an array of values. */
export function isArray(value: PdfValue): value is readonly PdfValue[] {
  return Array.isArray(value);
}

function identicalDictionaries(left: PdfDictionary, right: PdfDictionary): boolean {
  for (const [key, value] of left) if (!identical(value, right.get(key) ?? null)) return false;
  for (const [key, value] of right) if (value !== null && !left.has(key)) return false;
  return true;
}

/** Octets as stored, and how they are stored; /Length follows from the octets. */
function identicalStreams(left: PdfStream, right: PdfStream): boolean {
  if (!sameBytes(left.stored, right.stored)) return false;
  const withoutLength = ({ dictionary }: PdfStream) => new Map([...dictionary].filter(([key]) => key !== 'Length'));
  return identicalDictionaries(withoutLength(left), withoutLength(right));
}

/** A text that two values share exactly when they are identical: to look for one among many. */
export function canonical(value: PdfValue): string {
  if (value instanceof PdfName) return `/${JSON.stringify(value.text)}`;
  if (value instanceof PdfString) return `(${Buffer.from(value.octets).toString('hex')})`;
  if (value instanceof PdfReference) return `${value.number} ${value.generation} R`;
  if (value instanceof PdfStream) {
    const entries = [...value.dictionary].filter(([key]) => key !== 'Length');
    return `${canonical(new Map(entries))}${createHash('sha256').update(value.stored).digest('hex')}`;
  }
  if (value instanceof Map) {
    const entries = [...value].filter(([, entry]) => entry !== null);
    return `<${entries
      .map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`)
      .sort()
      .join()}>`;
  }
  return isArray(value) ? `[${value.map(canonical).join()}]` : JSON.stringify(value);
}

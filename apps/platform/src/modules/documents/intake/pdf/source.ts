import { PdfStream as LibraryStream, PDF, type PdfObject, PdfRef as LibraryRef } from '@libpdf/core';
import { intakeLimits } from '../limits.ts';
import { type PdfDict, type PdfRef, type PdfValue, Stop } from './value.ts';

/**
 * A parsed PDF, read only. This is the one file that knows the parsing library; everything behind it works on plain data.
 */
export interface PdfSource {
  readonly catalog: PdfDict;
  /** The object that `value` names, through any chain of references; a missing object is null (ISO 32000-1, 7.3.10). */
  resolve(value: PdfValue | undefined): PdfValue;
}

/**
 * Parses `bytes`, repairing what can be repaired.
 * Stops: `documents.encrypted`, `.unreadable`.
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfSource> {
  const pdf = await load(bytes);
  const cache = new Map<number, PdfValue>();
  const convert = (object: PdfObject | null | undefined, depth = 0): PdfValue => {
    if (depth > intakeLimits.nesting) throw new Stop('documents.too-complex');
    return toValue(object, inner => convert(inner, depth + 1));
  };
  const fetch = (ref: PdfRef): PdfValue => {
    const known = cache.get(ref.number);
    if (known !== undefined) return known;
    if (cache.size > intakeLimits.objects) throw new Stop('documents.too-complex');
    // Generations are not kept: a file where one number is two objects at once is malformed, and the newest is the one read.
    const value = convert(pdf.context.resolve(LibraryRef.of(ref.number, generations.get(ref.number) ?? 0)));
    cache.set(ref.number, value);
    return value;
  };
  const generations = new Map<number, number>();
  const toValue = (object: PdfObject | null | undefined, inner: (object: PdfObject) => PdfValue): PdfValue => {
    if (object?.type === 'ref') generations.set(object.objectNumber, object.generation);
    return valueOf(object, inner);
  };
  const catalog = convert(pdf.context.catalog.getDict());
  if (catalog === null || typeof catalog !== 'object' || catalog.kind !== 'dict')
    throw new Stop('documents.unreadable');
  return {
    catalog,
    resolve: value => {
      let current = value ?? null;
      for (let hops = 0; hops < 16; hops += 1) {
        if (current === null || typeof current !== 'object' || current.kind !== 'ref') return current;
        current = fetch(current);
      }
      return null;
    },
  };
}

async function load(bytes: Uint8Array): Promise<PDF> {
  let pdf: PDF;
  try {
    pdf = await PDF.load(bytes);
  } catch (error) {
    if (bytesMention(bytes, '/Encrypt')) throw new Stop('documents.encrypted');
    if (error instanceof RangeError) throw new Stop('documents.too-complex');
    throw new Stop('documents.unreadable');
  }
  // Encryption with an empty password opens for everyone, but its author asked for limits that a rebuilt file would not carry.
  if (pdf.isEncrypted || pdf.context.info.trailer.has('Encrypt')) throw new Stop('documents.encrypted');
  return pdf;
}

function bytesMention(bytes: Uint8Array, word: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(word);
}

function valueOf(object: PdfObject | null | undefined, inner: (object: PdfObject) => PdfValue): PdfValue {
  if (object === null || object === undefined) return null;
  switch (object.type) {
    case 'bool':
    case 'number':
      return object.value;
    case 'name':
      return { kind: 'name', name: object.value };
    case 'string':
      return { kind: 'text', bytes: object.bytes };
    case 'ref':
      return { kind: 'ref', number: object.objectNumber };
    case 'array':
      return { kind: 'list', items: object.toArray().map(inner) };
    case 'dict':
    case 'stream': {
      const entries = entriesOf(object, inner);
      return object instanceof LibraryStream
        ? { kind: 'stream', entries, data: object.data }
        : { kind: 'dict', entries };
    }
    default:
      return null;
  }
}

function entriesOf(
  object: Iterable<[{ readonly value: string }, PdfObject]>,
  inner: (object: PdfObject) => PdfValue,
): ReadonlyMap<string, PdfValue> {
  return new Map([...object].map(([key, value]) => [key.value, inner(value)]));
}

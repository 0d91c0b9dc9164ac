/** PDF objects as plain data (ISO 32000-1, 7.3), between the reader and our writer. No object of the parsing library leaves `source.ts`. */
export type PdfValue = null | boolean | number | PdfName | PdfText | PdfRef | PdfList | PdfDict | PdfStream;

export interface PdfName {
  readonly kind: 'name';
  readonly name: string;
}
interface PdfText {
  readonly kind: 'text';
  readonly bytes: Uint8Array;
}
export interface PdfRef {
  readonly kind: 'ref';
  readonly number: number;
}
export interface PdfList {
  readonly kind: 'list';
  readonly items: readonly PdfValue[];
}
export interface PdfDict {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, PdfValue>;
}
/** `data` is as stored in the file: encoded by the filters that `entries` names. */
export interface PdfStream {
  readonly kind: 'stream';
  readonly entries: ReadonlyMap<string, PdfValue>;
  readonly data: Uint8Array;
}

/** A name object. */
export function nameOf(name: string): PdfName {
  return { kind: 'name', name };
}

/** An array object. */
export function listOf(items: readonly PdfValue[]): PdfList {
  return { kind: 'list', items };
}

/** A dictionary object; entries without a value are left out. */
export function dictOf(entries: Readonly<Record<string, PdfValue | undefined>>): PdfDict {
  const present = Object.entries(entries).filter((entry): entry is [string, PdfValue] => entry[1] !== undefined);
  return { kind: 'dict', entries: new Map(present) };
}

/** Whether `value` is an object of the kind `kind`. */
export function isKind<K extends 'name' | 'text' | 'ref' | 'list' | 'dict' | 'stream'>(
  value: PdfValue | undefined,
  kind: K,
): value is Extract<PdfValue, { kind: K }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

/**
 * A file that a rule of intake stops while it is being walked. It unwinds the walk and is turned into a refusal at the door
 * of the rebuild (`guard`); it never leaves this folder.
 */
export class Stop extends Error {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

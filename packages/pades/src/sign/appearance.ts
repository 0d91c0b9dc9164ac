import { deflateSync } from 'node:zlib';
import { PadesError } from '../failure.ts';
import { PdfDocument } from '../pdf/document.ts';
import { decodeStream } from '../pdf/filters.ts';
import type { IncrementalUpdate } from '../pdf/increment.ts';
import {
  dictionary,
  nameText,
  type PdfDictionary,
  PdfName,
  PdfReference,
  PdfStream,
  type PdfValue,
} from '../pdf/model.ts';
import { findPage, type Page, type PageBox } from '../pdf/page.ts';

/** More objects than any stamp has; a bound, so that a hostile file cannot fill the memory. */
const mostCopiedObjects = 10_000;

/** Dictionaries that would drag a whole document along. */
const documentTypes = new Set(['Page', 'Pages', 'Catalog']);

/** Keys of a stream that tell how its octets are stored; they go along when the octets do. */
const storageKeys = ['Filter', 'DecodeParms'] as const;

/** Writes an appearance that shows nothing, for a field that must have one (PDF/A-2 §6.4.1) but is not to be seen. */
export function writeEmptyAppearance(update: IncrementalUpdate, width: number, height: number): PdfReference {
  const form = update.allocate();
  const entries = dictionary({
    Type: new PdfName('XObject'),
    Subtype: new PdfName('Form'),
    BBox: [0, 0, width, height],
    Resources: new Map(),
  });
  update.write(form, new PdfStream(entries, new Uint8Array()));
  return form;
}

/**
 * Writes page 0 of `stamp` into the update as a form XObject with everything its resources reach,
 * fonts included. The stamp stands upright on a page that is displayed turned by `pageRotation`.
 */
export function writeAppearance(
  update: IncrementalUpdate,
  stampPdf: Uint8Array,
  pageRotation: Page['rotation'],
): StampForm {
  const stamp = new PdfDocument(stampPdf);
  const page = findPage(stamp, 0);
  const copier = new ObjectCopier(stamp, update);
  const { stored, storage } = contentOf(stamp, page);
  const matrix = rotationMatrix(pageRotation - page.rotation);
  const entries = dictionary({
    Type: new PdfName('XObject'),
    Subtype: new PdfName('Form'),
    BBox: page.box,
    Matrix: matrix,
    Resources: copier.copy(page.resources),
    // Without its transparency group a stamp would blend with the page in another way than by itself.
    Group: page.dictionary.has('Group') ? copier.copy(page.dictionary.get('Group') ?? null) : undefined,
  });
  for (const key of storageKeys) {
    const value = storage.get(key);
    if (value !== undefined) entries.set(key, copier.copy(value));
  }
  copier.writePending();
  const form = update.allocate();
  update.write(form, new PdfStream(entries, stored));
  return { form, extent: turned(page.box, matrix) };
}

/** A form XObject, and the rectangle that it covers after its own /Matrix. */
export interface StampForm {
  readonly form: PdfReference;
  readonly extent: PageBox;
}

/** A rectangle after a turn by right angles. */
function turned([x0, y0, x1, y1]: PageBox, [a = 1, b = 0, c = 0, d = 1]: readonly number[]): PageBox {
  const [ax, ay, bx, by] = [a * x0 + c * y0, b * x0 + d * y0, a * x1 + c * y1, b * x1 + d * y1];
  return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
}

/**
 * A counter-clockwise turn. A viewer turns the annotation with its page, then fits the turned box into /Rect
 * (ISO 32000-1 §12.5.5, algorithm 8.1), so that no translation is needed here.
 */
export function rotationMatrix(degrees: number): number[] {
  switch (((degrees % 360) + 360) % 360) {
    case 90:
      return [0, 1, -1, 0, 0, 0];
    case 180:
      return [-1, 0, 0, -1, 0, 0];
    case 270:
      return [0, -1, 1, 0, 0, 0];
    default:
      return [1, 0, 0, 1, 0, 0];
  }
}

interface PageContent {
  readonly stored: Uint8Array;
  readonly storage: PdfDictionary;
}

/** One content stream goes over as it is stored; several are joined, since a form has one (§7.8.2). */
function contentOf(stamp: PdfDocument, page: Page): PageContent {
  const contents = stamp.resolve(page.dictionary.get('Contents'));
  const parts = (Array.isArray(contents) ? (contents as readonly PdfValue[]) : [contents]).map(part =>
    stamp.resolve(part),
  );
  const streams = parts.filter(part => part instanceof PdfStream);
  if (streams.length !== parts.filter(part => part !== null).length) {
    throw new PadesError('appearance-unsupported', 'page content is not a stream');
  }
  const [only, ...others] = streams;
  if (only === undefined) return { stored: new Uint8Array(), storage: new Map() };
  if (others.length === 0) return { stored: only.stored, storage: only.dictionary };
  const newline = Uint8Array.of(0x0a);
  const joined = Buffer.concat(streams.flatMap(stream => [decodeStream(stream, stamp.budget), newline]));
  return { stored: deflateSync(joined), storage: dictionary({ Filter: new PdfName('FlateDecode') }) };
}

/** Copies values from one file into the update of another, giving each object it meets a new number. */
class ObjectCopier {
  readonly #source: PdfDocument;
  readonly #update: IncrementalUpdate;
  readonly #numbers = new Map<number, PdfReference>();
  readonly #pending: { readonly from: PdfReference; readonly to: PdfReference }[] = [];

  constructor(source: PdfDocument, update: IncrementalUpdate) {
    this.#source = source;
    this.#update = update;
  }

  /** The same value, its references pointing into the update. */
  copy(value: PdfValue): PdfValue {
    if (value instanceof PdfReference) return this.#referenceTo(value);
    if (value instanceof PdfStream) return new PdfStream(this.#copyDictionary(value.dictionary), value.stored);
    if (value instanceof Map) return this.#copyDictionary(value);
    if (Array.isArray(value)) return (value as readonly PdfValue[]).map(item => this.copy(item));
    return value;
  }

  /** Writes every object that was met, and those met in doing so. */
  writePending(): void {
    for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) {
      this.#update.write(next.to, this.copy(this.#source.resolve(next.from)));
    }
  }

  #copyDictionary(entries: PdfDictionary): PdfDictionary {
    if (documentTypes.has(nameText(entries.get('Type')) ?? '')) {
      throw new PadesError('appearance-unsupported', 'the stamp’s resources reach its pages');
    }
    return new Map([...entries].map(([key, value]) => [key, this.copy(value)]));
  }

  #referenceTo(reference: PdfReference): PdfReference {
    const known = this.#numbers.get(reference.number);
    if (known !== undefined) return known;
    if (this.#numbers.size >= mostCopiedObjects)
      throw new PadesError('appearance-unsupported', 'the stamp has too many objects');
    const to = this.#update.allocate();
    this.#numbers.set(reference.number, to);
    this.#pending.push({ from: reference, to });
    return to;
  }
}

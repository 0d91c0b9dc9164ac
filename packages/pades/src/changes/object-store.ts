import { PadesError } from '../failure.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { PdfReference, PdfStream, type PdfValue } from '../pdf/model.ts';
import { isArray } from './equality.ts';

/** An object that refers to another: its number, how often, and the place from which it was read. */
export interface Referrer {
  readonly holder: number;
  readonly count: number;
  readonly place: number;
}

/** Entries of a trailer that lead to the file's own plumbing, not to what it shows. */
const plumbing = new Set(['Prev', 'XRefStm', 'Length', 'DecodeParms', 'Filter']);

/** More entries than an object stream may have, so that a place is one whole number. */
const compressedStep = 2 ** 20;

/**
 * A number for where an object's octets stand: revisions of one file that read an object from one place read the same
 * octets. 0 when it is nowhere.
 */
function placeNumber(document: PdfDocument, number: number): number {
  const place = document.crossReference.places.get(number);
  if (place === undefined || place.kind === 'free') return 0;
  if (place.kind === 'offset') return place.offset + 1;
  const container = document.crossReference.places.get(place.stream);
  return container?.kind === 'offset' ? -(container.offset * compressedStep + place.index + 1) : 0;
}

/**
 * Whether the later of two revisions finds an object elsewhere, and there in octets that the earlier one has already. No
 * update points an entry back into what was there: two readers may find two objects there.
 */
export function pointsBack(earlier: PdfDocument, later: PdfDocument, number: number): boolean {
  const place = placeNumber(later, number);
  if (place === 0 || place === placeNumber(earlier, number)) return false;
  const offset = place > 0 ? place - 1 : Math.floor((-place - 1) / compressedStep);
  return offset < earlier.bytes.length;
}

/**
 * Objects of all revisions of one file, each read once: comparing a thousand small updates then costs little more than
 * reading the last revision. Not to be shared between files, nor kept when the bytes change.
 */
export class ObjectStore {
  readonly #values = new Map<number, PdfValue | undefined>();
  readonly #references = new Map<number, ReadonlyMap<number, number> | undefined>();
  readonly #referrers = new Map<number, Referrer[]>();
  readonly #unreadable: { readonly holder: number; readonly place: number }[] = [];
  /** The object that was read at each place; another that claims the place is not there. */
  readonly #owners = new Map<number, number>();
  /** Places of their own for objects that were looked for elsewhere: each revision may have found another. */
  readonly #displaced = new WeakMap<PdfDocument, Map<number, number>>();
  #displacedCount = 0;
  readonly #reachable = new WeakMap<PdfDocument, ReadonlySet<number>>();

  /** Where an object was read from: equal for two indexed revisions when both read the same octets; 0 for nowhere. */
  place(document: PdfDocument, number: number): number {
    return this.#displaced.get(document)?.get(number) ?? placeNumber(document, number);
  }

  /** The object, null when there is none, undefined when it cannot be read. */
  value(document: PdfDocument, number: number): PdfValue | undefined {
    const place = this.place(document, number);
    if (place === 0) return null;
    if (!this.#values.has(place)) this.#values.set(place, readObject(document, number));
    return this.#values.get(place);
  }

  /** Takes in who refers to whom in a revision; what is known from an earlier one is not read again. */
  index(document: PdfDocument): void {
    for (const number of document.crossReference.places.keys()) {
      const entry = placeNumber(document, number);
      if (entry === 0 || this.#owners.get(entry) === number) continue;
      const value = readObject(document, number);
      const isElsewhere = document.displaced.has(number) || this.#owners.has(entry);
      const place = isElsewhere ? this.#displace(document, number) : entry;
      if (!isElsewhere) this.#owners.set(entry, number);
      this.#keep(number, place, value);
    }
  }

  #keep(number: number, place: number, value: PdfValue | undefined): void {
    const references = value === undefined ? undefined : referencesOf(value);
    this.#references.set(place, references);
    if (references === undefined) this.#unreadable.push({ holder: number, place });
    for (const [target, count] of references ?? []) {
      const referrers = this.#referrers.get(target);
      if (referrers === undefined) this.#referrers.set(target, [{ holder: number, count, place }]);
      else referrers.push({ holder: number, count, place });
    }
  }

  #displace(document: PdfDocument, number: number): number {
    const places = this.#displaced.get(document) ?? new Map<number, number>();
    this.#displaced.set(document, places);
    // Between whole numbers, where no other place is.
    const place = places.get(number) ?? ++this.#displacedCount + 0.5;
    places.set(number, place);
    return place;
  }

  /** The objects of a revision that refer to an object of that number; the revision must have been indexed. */
  referrers(document: PdfDocument, target: number): Referrer[] {
    const known = this.#referrers.get(target) ?? [];
    return known.filter(({ holder, place }) => this.place(document, holder) === place);
  }

  /** Numbers of a revision's objects that cannot be read. */
  unreadable(document: PdfDocument): number[] {
    return this.#unreadable
      .filter(({ holder, place }) => this.place(document, holder) === place)
      .map(({ holder }) => holder);
  }

  /** Numbers that a revision's trailer leads to, over whatever way. */
  reachable(document: PdfDocument): ReadonlySet<number> {
    const known = this.#reachable.get(document);
    if (known !== undefined) return known;
    const found = new Set<number>(trailerReferences(document).keys());
    // A set gives the members added while it is walked as well.
    for (const number of found) {
      for (const target of this.#references.get(this.place(document, number))?.keys() ?? []) found.add(target);
    }
    this.#reachable.set(document, found);
    return found;
  }
}

/** How often the trailer refers to each object, plumbing left out. */
export function trailerReferences(document: PdfDocument): ReadonlyMap<number, number> {
  return referencesOf(new Map([...document.trailer].filter(([key]) => !plumbing.has(key))));
}

function readObject(document: PdfDocument, number: number): PdfValue | undefined {
  const place = document.crossReference.places.get(number);
  try {
    return document.resolve(new PdfReference(number, place?.kind === 'offset' ? place.generation : 0));
  } catch (error) {
    if (error instanceof PadesError && error.code !== 'pdf-limit-exceeded') return undefined;
    throw error;
  }
}

/** Object numbers that a value refers to, and how often. */
function referencesOf(value: PdfValue): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  const collect = (item: PdfValue): void => {
    if (item instanceof PdfReference) counts.set(item.number, (counts.get(item.number) ?? 0) + 1);
    else if (item instanceof PdfStream) collect(item.dictionary);
    else if (item instanceof Map) for (const entry of item.values()) collect(entry);
    else if (isArray(item)) for (const entry of item) collect(entry);
  };
  collect(value);
  return counts;
}

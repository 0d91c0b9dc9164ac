import type { PdfDocument } from '../pdf/document.ts';
import { type PdfDictionary, PdfReference, PdfStream, type PdfValue } from '../pdf/model.ts';
import { isArray } from './equality.ts';
import type { ObjectStore } from './object-store.ts';

/** A value with where it was found: the object that holds it (0 for the trailer) and the way to it inside that object. */
export interface Spot {
  readonly holder: number;
  readonly path: string;
  readonly value: PdfValue;
}

/** The entry of a dictionary or stream, or the item of an array, at a spot; null where there is none. */
export function entryOf({ holder, path, value }: Spot, key: string | number): Spot {
  const inner = value instanceof PdfStream ? value.dictionary : value;
  const found = inner instanceof Map ? inner.get(String(key)) : isArray(inner) ? inner[Number(key)] : undefined;
  return { holder, path: `${path}/${key}`, value: found ?? null };
}

/** The items of the array at a spot; none when it is no array. */
export function itemsOf(spot: Spot): Spot[] {
  return isArray(spot.value) ? spot.value.map((_, index) => entryOf(spot, index)) : [];
}

/** The dictionary at a spot that was opened. */
export function dictionaryAt({ value }: Spot): PdfDictionary | undefined {
  return value instanceof Map ? value : undefined;
}

/** Number of the object that a spot refers to. */
export function targetOf({ value }: Spot): number | undefined {
  return value instanceof PdfReference ? value.number : undefined;
}

/** One revision as it is compared. It keeps account of every reference that a rule has followed. */
export class Revision {
  readonly document: PdfDocument;
  readonly #store: ObjectStore;
  /** Paths followed, by the object that holds the reference and the object referred to. */
  readonly #followed = new Map<string, Set<string>>();

  constructor(document: PdfDocument, store: ObjectStore) {
    this.document = document;
    this.#store = store;
  }

  /** Whether there is an object of that number. */
  has(number: number): boolean {
    const place = this.document.crossReference.places.get(number);
    return place !== undefined && place.kind !== 'free';
  }

  /** The object; null when it is not there or cannot be read. */
  object(number: number): Spot {
    return { holder: number, path: '', value: this.#store.value(this.document, number) ?? null };
  }

  /** The trailer, as a spot that rules begin from. */
  trailer(): Spot {
    return { holder: 0, path: '', value: this.document.trailer };
  }

  /** Follows the reference at a spot, if it is one. */
  open(spot: Spot): Spot {
    if (!(spot.value instanceof PdfReference)) return spot;
    const { number } = spot.value;
    const edge = `${spot.holder} ${number}`;
    const paths = this.#followed.get(edge);
    if (paths === undefined) this.#followed.set(edge, new Set([spot.path]));
    else paths.add(spot.path);
    return this.object(number);
  }

  /** In how many places of `holder` a reference to `target` was followed. */
  followed(holder: number, target: number): number {
    return this.#followed.get(`${holder} ${target}`)?.size ?? 0;
  }
}

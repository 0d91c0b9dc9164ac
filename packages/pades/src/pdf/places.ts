import { PadesError } from '../failure.ts';
import type { ReadingLog } from './reading-log.ts';

/** Where an object is: at an offset of the file, inside an object stream, or nowhere any more. */
export type ObjectPlace =
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'compressed'; readonly stream: number; readonly index: number }
  | { readonly kind: 'free' };

/** Whether two entries lead to the same object. */
export function samePlace(left: ObjectPlace, right: ObjectPlace): boolean {
  if (left.kind === 'offset') {
    return right.kind === 'offset' && left.offset === right.offset && left.generation === right.generation;
  }
  if (left.kind === 'free') return right.kind === 'free';
  return right.kind === 'compressed' && left.stream === right.stream && left.index === right.index;
}

/** Takes in entries, newest section first. Hidden ones count as well: sections that overlap could be read without end. */
export class PlaceCollector {
  readonly places = new Map<number, ObjectPlace>();
  readonly #log: ReadingLog;
  readonly #hidden = new Map<number, ObjectPlace>();
  #left: number;

  constructor(limit: number, log: ReadingLog) {
    this.#left = limit;
    this.#log = log;
  }

  /** Begins a section: its entries stand where no newer section has one; twice the same number in it is ambiguous. */
  section(): { readonly own: ReadonlyMap<number, ObjectPlace>; add(number: number, place: ObjectPlace): void } {
    const own = new Map<number, ObjectPlace>();
    const add = (number: number, place: ObjectPlace): void => {
      if (this.#left-- <= 0) throw new PadesError('pdf-limit-exceeded', 'too many objects');
      const known = own.get(number);
      if (known !== undefined && !samePlace(known, place)) this.#log.doubt(`object ${number} twice in one section`);
      own.set(number, place);
      if (!this.places.has(number)) this.places.set(number, place);
    };
    return { own, add };
  }

  /** Begins a table. What it shows to readers of tables must be what a newer stream of a hybrid file gives to others. */
  table(): ReturnType<PlaceCollector['section']> {
    const section = this.section();
    const addShown = (number: number, place: ObjectPlace): void => {
      section.add(number, place);
      const hidden = this.#hidden.get(number);
      this.#hidden.delete(number);
      if (hidden === undefined || place.kind === 'free' || samePlace(hidden, place)) return;
      this.#log.doubt(`object ${number} has another place for old readers`);
    };
    return { own: section.own, add: addShown };
  }

  /** Remembers a place of a hybrid file’s stream of which its own table says nothing: an older table might. */
  hide(number: number, place: ObjectPlace): void {
    if (this.places.get(number) === place) this.#hidden.set(number, place);
  }

  /** A place that a hybrid file’s stream gives for an object that its own table calls free (`shown`). */
  reveal(number: number, shown: ObjectPlace, place: ObjectPlace): void {
    // Not when a newer section has the object, be it as free: then it was deleted since.
    if (this.places.get(number) === shown) this.places.set(number, place);
  }
}

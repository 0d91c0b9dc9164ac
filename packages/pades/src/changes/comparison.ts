import { PadesError } from '../failure.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { PdfReference, PdfStream, type PdfValue } from '../pdf/model.ts';
import { identical, isArray } from './equality.ts';
import type { Change, ChangeClass } from './model.ts';
import { type ObjectStore, pointsBack } from './object-store.ts';
import { dictionaryAt, entryOf, Revision, type Spot } from './revision.ts';

/** An object that a later revision reads otherwise than the earlier one. */
export interface ChangedObject {
  /** Whether the earlier revision had an object of that number. */
  readonly existed: boolean;
  /** Whether its entry now points into what the earlier revision had. */
  readonly pointsBack: boolean;
  /** Undefined when it cannot be read. */
  readonly before: PdfValue | undefined;
  readonly after: PdfValue | undefined;
}

/** A rule for one entry: compares it before and after, and reports what changed. */
export type EntryRule = (comparison: Comparison, before: Spot, after: Spot) => void;

/** Entries that lead back up and show nothing by themselves. */
const waysUp = new Set(['P', 'Parent']);

/** Objects of all appearances that are walked in one comparison, one that several share counting for each. */
const mostBelow = 1_000_000;

const none: ReadonlySet<number> = new Set();

/** Full names of the form's fields: one that is new may not take a name that another has. */
class FieldNames {
  readonly known = new Set<string>();
  readonly created: { readonly name: string; readonly object: number }[] = [];

  /** Those among the new that are not alone with their name. */
  taken(): { readonly name: string; readonly object: number }[] {
    const { known, created } = this;
    const counts = new Map<string, number>();
    for (const { name } of created) counts.set(name, (counts.get(name) ?? 0) + 1);
    return created.filter(({ name }) => known.has(name) || (counts.get(name) ?? 0) > 1);
  }
}

/**
 * The account of one comparison. Rules follow references from the trailer, report what they find and thereby answer for
 * the objects they reach. At the end `settle` (settle.ts) reports every changed object that is reached over a reference that no
 * rule has followed: what nobody answers for is refused.
 */
export class Comparison {
  readonly earlier: Revision;
  readonly later: Revision;
  readonly changed: ReadonlyMap<number, ChangedObject>;
  readonly changes: Change[] = [];
  readonly names = new FieldNames();
  /** Widgets of fields that the update created. */
  readonly newWidgets = new Set<number>();
  /** Fields and widgets that the rules of the form have judged. */
  readonly fieldObjects = new Set<number>();
  readonly store: ObjectStore;
  /** Dictionaries whose every changed entry was judged: who else refers to them does not matter. */
  readonly judged = new Set<number>();
  readonly #adopted = new Set<number>();
  #belowLeft = mostBelow;

  constructor(earlier: PdfDocument, later: PdfDocument, store: ObjectStore) {
    this.store = store;
    this.earlier = new Revision(earlier, store);
    this.later = new Revision(later, store);
    store.index(earlier);
    store.index(later);
    this.changed = changedObjects(this.earlier, this.later, store);
  }

  /** Notes a change. */
  report(kind: ChangeClass, object: number | undefined, detail: string, more: Pick<Change, 'field' | 'created'> = {}) {
    this.changes.push({ class: kind, object, detail, ...more });
  }

  /**
   * Compares two dictionaries entry by entry: those that have a rule by their rule, all others must be identical. `what`
   * names the dictionary in the report.
   */
  compareEntries(what: string, before: Spot, after: Spot, rules: Readonly<Record<string, EntryRule>>): void {
    const [old, present] = [dictionaryAt(before), dictionaryAt(after)];
    if (present === undefined) {
      if (before.value !== null) this.report('other', after.holder, `${what} removed`);
      return;
    }
    for (const key of new Set([...(old?.keys() ?? []), ...present.keys()])) {
      const [left, right] = [entryOf(before, key), entryOf(after, key)];
      const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
      if (rule !== undefined) rule(this, left, right);
      else this.compareSame(`${what}: /${key}`, left, right);
    }
  }

  /** Reports a change unless two values are identical. */
  compareSame(what: string, before: Spot, after: Spot): void {
    if (!identical(before.value, after.value)) this.report('other', after.holder, `${what} changed`);
  }

  /**
   * Notes that every changed entry of an object that was there before has been judged, and that none of them means
   * anything to whoever else refers to the object. Not for resources: fonts of the form may be fonts of a page as well.
   */
  markJudged(before: Spot, after: Spot): void {
    if (before.holder === after.holder && after.path === '' && before.path === '') this.judged.add(after.holder);
  }

  /** Whether the update brought this object, which the earlier revision did not have. */
  isNew(number: number | undefined): boolean {
    return number !== undefined && this.changed.get(number)?.existed === false;
  }

  /** Follows everything below a spot that an update brought along. What it reaches is new, or was to be seen before. */
  adopt(spot: Spot, what: string, rewritable: ReadonlySet<number> = none): void {
    const pending = [spot];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { value } = next;
      if (value instanceof PdfReference) {
        const opened = this.#adoptObject(next, value.number, what, rewritable);
        if (opened !== undefined) pending.push(opened);
      } else if (isArray(value)) for (const index of value.keys()) pending.push(entryOf(next, index));
      else {
        const entries = value instanceof PdfStream ? value.dictionary : value instanceof Map ? value : undefined;
        for (const key of entries?.keys() ?? []) if (!waysUp.has(key)) pending.push(entryOf(next, key));
      }
    }
  }

  /** Adopts all entries of a dictionary but one. */
  adoptExcept(spot: Spot, what: string, except: string): void {
    for (const key of dictionaryAt(spot)?.keys() ?? []) {
      if (key !== except && !waysUp.has(key)) this.adopt(entryOf(spot, key), what);
    }
  }

  #adoptObject(spot: Spot, number: number, what: string, rewritable: ReadonlySet<number>): Spot | undefined {
    const change = this.changed.get(number);
    if (change === undefined) {
      if (this.earlier.has(number) && !this.store.reachable(this.earlier.document).has(number)) {
        this.report('other', number, `${what} shows object ${number}, which lay hidden in the signed revision`);
      }
      return undefined;
    }
    if (change.existed && !rewritable.has(number)) return undefined;
    const opened = this.later.open(spot);
    if (this.#adopted.has(number)) return undefined;
    this.#adopted.add(number);
    return opened;
  }

  /** Numbers of the objects below a spot of the earlier revision, ways up left out: what an appearance consists of. */
  below(spot: Spot, mostObjects = 10_000): ReadonlySet<number> {
    const found = new Set<number>();
    const pending = [spot];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { value } = next;
      if (value instanceof PdfReference) {
        if (found.has(value.number)) continue;
        found.add(value.number);
        if (found.size > mostObjects || --this.#belowLeft < 0)
          throw new PadesError('pdf-limit-exceeded', 'an appearance of too many objects');
        pending.push(this.earlier.object(value.number));
      } else if (isArray(value)) for (const index of value.keys()) pending.push(entryOf(next, index));
      else {
        const entries = value instanceof PdfStream ? value.dictionary : value instanceof Map ? value : undefined;
        for (const key of entries?.keys() ?? []) if (!waysUp.has(key)) pending.push(entryOf(next, key));
      }
    }
    return found;
  }

  /** How many dictionaries of the later revision, reached or not, have this object as their /V. */
  signatureUsers(number: number): number {
    const isUser = (holder: number) => {
      const value = dictionaryAt(this.later.object(holder))?.get('V');
      return value instanceof PdfReference && value.number === number;
    };
    return this.referrers(number).filter(isUser).length;
  }

  /** Objects of the later revision that refer to an object. */
  referrers(number: number): number[] {
    return this.store.referrers(this.later.document, number).map(({ holder }) => holder);
  }
}

function changedObjects(earlier: Revision, later: Revision, store: ObjectStore): Map<number, ChangedObject> {
  const changed = new Map<number, ChangedObject>();
  const [old, present] = [earlier.document, later.document];
  for (const places of [old.crossReference.places, present.crossReference.places]) {
    for (const number of places.keys()) {
      if (changed.has(number)) continue;
      const sameGeneration = generationOf(old, number) === generationOf(present, number);
      if (sameGeneration && store.place(old, number) === store.place(present, number)) continue;
      const [before, after] = [store.value(old, number), store.value(present, number)];
      const isReadable = before !== undefined && after !== undefined;
      const mayCompare = sameGeneration || before === null || after === null;
      const isBack = pointsBack(old, present, number);
      if (isReadable && mayCompare && !isBack && identical(before, after)) continue;
      changed.set(number, { existed: earlier.has(number), pointsBack: isBack, before, after });
    }
  }
  return changed;
}

/** Under another generation an object is out of reach of the references that named it. */
function generationOf(document: PdfDocument, number: number): number {
  const place = document.crossReference.places.get(number);
  return place?.kind === 'offset' ? place.generation : 0;
}

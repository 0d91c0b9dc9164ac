import { PdfStream } from '../pdf/model.ts';
import { storeKeys } from '../pdf/security-store.ts';
import type { Comparison, EntryRule } from './comparison.ts';
import { canonical, identical } from './equality.ts';
import { entryOf, itemsOf, type Spot, targetOf } from './revision.ts';

/**
 * The document security store (ISO 32000-2 §12.8.4.3): certificates, OCSP responses and CRLs may be added, none may be
 * taken away or exchanged. What they hold is data for judging signatures and is shown nowhere.
 */
export function compareSecurityStore(comparison: Comparison, before: Spot, after: Spot): void {
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  const count = comparison.changes.length;
  const data: EntryRule = (_, left, right) => compareData(comparison, left, right, none);
  comparison.compareEntries('the security store', old, present, {
    Type: ignore,
    ...Object.fromEntries(Object.values(storeKeys).map(key => [key, data])),
    VRI: (_, left, right) => compareRelated(comparison, left, right, listed(comparison, present)),
  });
  const isRewritten = old.value === null || comparison.changed.has(present.holder);
  if (isRewritten && comparison.changes.length === count) {
    comparison.report('long-term-data', present.holder, `long-term data ${old.value === null ? 'added' : 'extended'}`);
  }
}

const none: ReadonlySet<number | undefined> = new Set();

/** Numbers of all data in the lists for the whole file. */
function listed(comparison: Comparison, store: Spot): ReadonlySet<number | undefined> {
  const lists = Object.values(storeKeys).map(key => comparison.later.open(entryOf(store, key)));
  return new Set(lists.flatMap(list => itemsOf(list).map(targetOf)));
}

const ignore: EntryRule = () => undefined;

/**
 * Data for each signature by itself, under the digest of its /Contents. It says again what the lists for the whole file
 * hold, so that what is still in those may go here.
 */
function compareRelated(
  comparison: Comparison,
  before: Spot,
  after: Spot,
  elsewhere: ReadonlySet<number | undefined>,
): void {
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  if (!(present.value instanceof Map)) {
    if (old.value !== null) comparison.report('other', present.holder, 'validation data of a signature removed');
    return;
  }
  const keys = new Set([...(old.value instanceof Map ? old.value.keys() : []), ...present.value.keys()]);
  for (const key of keys) {
    if (key !== 'Type') compareSignatureData(comparison, entryOf(old, key), entryOf(present, key), elsewhere);
  }
}

function compareSignatureData(
  comparison: Comparison,
  before: Spot,
  after: Spot,
  elsewhere: ReadonlySet<number | undefined>,
): void {
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  const data: EntryRule = (_, left, right) => compareData(comparison, left, right, elsewhere);
  const rules = { Type: ignore, TU: ignore, Cert: data, OCSP: data, CRL: data, TS: compareStamp };
  comparison.compareEntries('validation data of a signature', old, present, rules);
}

const compareStamp: EntryRule = (comparison, before, after) => {
  if (before.value === null) comparison.adopt(after, 'validation data');
  else if (!identical(before.value, after.value)) comparison.report('other', after.holder, 'timestamp in /VRI changed');
};

/** A list of streams that may only grow; a stream that is written again under another number is the same stream. */
function compareData(
  comparison: Comparison,
  before: Spot,
  after: Spot,
  elsewhere: ReadonlySet<number | undefined>,
): void {
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  const known = new Set(itemsOf(old).map(targetOf));
  const kept = new Set(elsewhere);
  const contents = new Set<string>();
  for (const item of itemsOf(present)) {
    const number = targetOf(item);
    kept.add(number);
    if (number !== undefined && known.has(number) && !comparison.changed.has(number)) continue;
    const opened = comparison.later.open(item);
    if (opened.value instanceof PdfStream) comparison.adopt(entryOf(opened, 'Length'), 'validation data');
    else comparison.report('other', opened.holder, 'the security store holds something else than streams');
    contents.add(canonical(opened.value));
  }
  for (const item of itemsOf(old)) {
    if (targetOf(item) !== undefined && kept.has(targetOf(item))) continue;
    const { value } = comparison.earlier.open(item);
    if (!contents.has(canonical(value))) {
      comparison.report('other', targetOf(item), 'validation data removed');
    }
  }
}

import { nameText, PdfStream, type PdfValue } from '../pdf/model.ts';
import type { Comparison } from './comparison.ts';
import { isArray } from './equality.ts';
import { trailerReferences } from './object-store.ts';

/**
 * Reports every changed object that is to be seen over a way that no rule has gone: straight, or through objects that
 * did not change themselves, such as a list of fonts that form and page share.
 */
export function settle(comparison: Comparison): void {
  const { later, changed, judged, store } = comparison;
  const isReached = (number: number) => store.reachable(later.document).has(number);
  const open: number[] = [];
  for (const [number, { pointsBack }] of changed) {
    if (pointsBack && isReached(number)) {
      comparison.report('other', number, `object ${number} now is one that lay hidden in the signed revision`);
    } else if (!judged.has(number)) open.push(number);
  }
  const ways = waysNotGone(comparison, open);
  for (const number of open) {
    const [from, change] = [ways.get(number), changed.get(number)];
    if (from === undefined || change === undefined) continue;
    const { before, after } = change;
    const how = before === null ? 'added' : after === null ? 'removed' : 'changed';
    comparison.report('other', number, `${describe(after ?? before ?? null)} ${how}, reached from ${from}`);
  }
  if (changed.size === 0) return;
  for (const number of store.unreadable(later.document)) {
    if (isReached(number)) comparison.report('other', number, `object ${number} cannot be read`);
  }
}

/**
 * Climbs from objects along all references to them, up to dictionaries that rules have judged, and tells for each where
 * a way to it begins that was not gone. All are climbed from at once: chains of objects would be climbed again and again.
 */
function waysNotGone(comparison: Comparison, numbers: readonly number[]): ReadonlyMap<number, string> {
  const { later, judged, fieldObjects, store } = comparison;
  const ofTrailer = trailerReferences(later.document);
  const climbed = new Set(numbers);
  const below = new Map<number, number[]>();
  const ways = new Map<number, string>();
  // A set gives the members added while it is walked as well, and so does a map.
  for (const target of climbed) {
    if ((ofTrailer.get(target) ?? 0) > later.followed(0, target)) ways.set(target, 'the trailer');
    for (const { holder, count } of store.referrers(later.document, target)) {
      if (count > later.followed(holder, target)) {
        if (!ways.has(target) && store.reachable(later.document).has(holder)) ways.set(target, `object ${holder}`);
      } else if (!judged.has(holder) && !fieldObjects.has(holder)) {
        climbed.add(holder);
        const targets = below.get(holder);
        if (targets === undefined) below.set(holder, [target]);
        else targets.push(target);
      }
    }
  }
  for (const [holder, from] of ways) {
    for (const target of below.get(holder) ?? []) if (!ways.has(target)) ways.set(target, from);
  }
  return ways;
}

function describe(value: PdfValue): string {
  const entries = value instanceof PdfStream ? value.dictionary : value instanceof Map ? value : undefined;
  const type = nameText(entries?.get('Type')) ?? nameText(entries?.get('Subtype'));
  if (value instanceof PdfStream) return type === undefined ? 'stream' : `stream of /${type}`;
  if (entries !== undefined) return type === undefined ? 'dictionary' : `dictionary of /${type}`;
  return isArray(value) ? 'array' : 'object';
}

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
  const ofTrailer = trailerReferences(later.document);
  for (const [number, { before, after, pointsBack }] of changed) {
    if (pointsBack && isReached(number)) {
      comparison.report('other', number, `object ${number} now is one that lay hidden in the signed revision`);
      continue;
    }
    if (judged.has(number)) continue;
    const from = wayNotGone(comparison, ofTrailer, number);
    if (from === undefined) continue;
    const how = before === null ? 'added' : after === null ? 'removed' : 'changed';
    comparison.report('other', number, `${describe(after ?? before ?? null)} ${how}, reached from ${from}`);
  }
  if (changed.size === 0) return;
  for (const number of store.unreadable(later.document)) {
    if (isReached(number)) comparison.report('other', number, `object ${number} cannot be read`);
  }
}

/** Climbs from an object along all references to it, up to dictionaries that rules have judged. */
function wayNotGone(
  comparison: Comparison,
  ofTrailer: ReadonlyMap<number, number>,
  number: number,
): string | undefined {
  const { later, judged, fieldObjects, store } = comparison;
  const climbed = new Set([number]);
  // A set gives the members added while it is walked as well.
  for (const target of climbed) {
    if ((ofTrailer.get(target) ?? 0) > later.followed(0, target)) return 'the trailer';
    for (const { holder, count } of store.referrers(later.document, target)) {
      if (count > later.followed(holder, target)) {
        if (store.reachable(later.document).has(holder)) return `object ${holder}`;
      } else if (!judged.has(holder) && !fieldObjects.has(holder)) climbed.add(holder);
    }
  }
  return undefined;
}

function describe(value: PdfValue): string {
  const entries = value instanceof PdfStream ? value.dictionary : value instanceof Map ? value : undefined;
  const type = nameText(entries?.get('Type')) ?? nameText(entries?.get('Subtype'));
  if (value instanceof PdfStream) return type === undefined ? 'stream' : `stream of /${type}`;
  if (entries !== undefined) return type === undefined ? 'dictionary' : `dictionary of /${type}`;
  return isArray(value) ? 'array' : 'object';
}

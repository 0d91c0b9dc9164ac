import { nameText, PdfString } from '../pdf/model.ts';
import { decodeTextString } from '../pdf/text-string.ts';
import type { Comparison } from './comparison.ts';
import { canonical, identical } from './equality.ts';
import { dictionaryAt, entryOf, itemsOf, type Revision, type Spot, targetOf } from './revision.ts';

/**
 * Compares the annotations of every page that the update touches; a page may change in nothing else. Pages come
 * from what changed and who refers to it, not from a walk over all of them, so that a small update of a large file
 * costs little. The tree of pages has no rule: a page that is added, moved or taken away is found by `settle` (settle.ts).
 */
export function comparePages(comparison: Comparison): void {
  for (const number of touchedPages(comparison)) {
    const [before, after] = [comparison.earlier.object(number), comparison.later.object(number)];
    comparison.markJudged(before, after);
    comparison.compareEntries(`page ${number}`, before, after, { Annots: compareAnnotations });
  }
}

function touchedPages(comparison: Comparison): Set<number> {
  const pages = new Set<number>();
  const known = new Set<number>();
  const isPage = (number: number) =>
    [comparison.earlier, comparison.later].every(revision => isPageIn(revision, number));
  for (const number of comparison.changed.keys()) {
    if (isPage(number)) pages.add(number);
    for (const referrer of comparison.referrers(number)) {
      if (known.has(referrer)) continue;
      known.add(referrer);
      if (isPage(referrer)) pages.add(referrer);
      // A list of annotations may be an object of its own between the annotation and its page.
      else if (Array.isArray(comparison.later.object(referrer).value)) {
        for (const holder of comparison.referrers(referrer)) if (isPage(holder)) pages.add(holder);
      }
    }
  }
  return pages;
}

/** Some writers leave out /Type, which readers then tell from the tree above. */
function isPageIn(revision: Revision, number: number): boolean {
  const spot = revision.object(number);
  const type = entryOf(spot, 'Type').value;
  if (type !== null) return nameText(type) === 'Page';
  const above = dictionaryAt(revision.object(targetOf(entryOf(spot, 'Parent')) ?? 0));
  return above?.has('Kids') === true && above.has('Count');
}

/** The annotations of a page: those there were stay in their order, since the later one is drawn over the earlier. */
function compareAnnotations(comparison: Comparison, before: Spot, after: Spot): void {
  const page = after.holder;
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  const known = new Map(itemsOf(old).map((item, index) => [targetOf(item), index]));
  let last = -1;
  const met = new Set<number>();
  for (const [index, item] of itemsOf(present).entries()) {
    const number = targetOf(item);
    if (number === undefined) {
      if (!identical(item.value, entryOf(old, index).value)) judgeAnnotation(comparison, item, page);
      continue;
    }
    const position = known.get(number);
    if (met.has(number)) comparison.report('other', number, `page ${page}: an annotation twice`);
    else if (position === undefined) judgeNewAnnotation(comparison, item, page);
    else {
      if (position < last) comparison.report('other', number, `page ${page}: annotations in another order`);
      last = position;
      compareAnnotation(comparison, entryOf(old, position), item, page);
    }
    met.add(number);
  }
  reportRemoved(comparison, old, present, page);
}

function reportRemoved(comparison: Comparison, old: Spot, present: Spot, page: number): void {
  const kept = itemsOf(present);
  const numbers = new Set(kept.map(targetOf));
  const values = new Set(kept.filter(item => targetOf(item) === undefined).map(({ value }) => canonical(value)));
  for (const [position, item] of itemsOf(old).entries()) {
    const number = targetOf(item);
    const isKept = number === undefined ? values.has(canonical(item.value)) : numbers.has(number);
    if (isKept) continue;
    const removed = comparison.earlier.open(entryOf(old, position));
    const isWidget = kindOf(comparison.earlier, removed) === 'Widget';
    const what = isWidget ? 'a widget' : 'an annotation';
    comparison.report(isWidget ? 'other' : 'annotation', number, `page ${page}: ${what} removed`);
  }
}

function judgeNewAnnotation(comparison: Comparison, item: Spot, page: number): void {
  const number = targetOf(item);
  const annotation = comparison.later.open(item);
  if (comparison.newWidgets.delete(annotation.holder)) return;
  if (!comparison.isNew(number)) {
    comparison.report('other', number, `page ${page}: object ${number} of the signed revision became an annotation`);
    return;
  }
  judgeAnnotation(comparison, annotation, page);
}

function compareAnnotation(comparison: Comparison, before: Spot, after: Spot, page: number): void {
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  // A reply, a note’s window and their annotation refer to each other.
  for (const key of ['Popup', 'IRT']) comparison.later.open(entryOf(present, key));
  if (!comparison.changed.has(present.holder) || comparison.fieldObjects.has(present.holder)) return;
  const isSameKind = kindOf(comparison.earlier, old) === kindOf(comparison.later, present);
  if (!isSameKind) comparison.report('other', present.holder, `page ${page}: an annotation of another kind`);
  judgeAnnotation(comparison, present, page, comparison.below(entryOf(old, 'AP')));
}

/** Actions that show another place and do nothing else. */
const harmlessActions = new Set(['URI', 'GoTo']);

/** Annotations that play media or run scripts of their own without any action, and one that prints instead of the page. */
const actingKinds = new Set(['RichMedia', '3D', 'Movie', 'Screen', 'Sound', 'TrapNet']);

/** What kind of annotation a dictionary is; its name may be an object of its own. */
function kindOf(revision: Revision, annotation: Spot): string {
  return nameText(revision.open(entryOf(annotation, 'Subtype')).value) ?? 'unknown';
}

/** Whether an action is none, or only shows another place; an address may hold a script as well. */
function isHarmless(revision: Revision, spot: Spot): boolean {
  const action = revision.open(spot);
  if (action.value === null) return true;
  const address = revision.open(entryOf(action, 'URI')).value;
  const isScript = address instanceof PdfString && /^\s*javascript:/i.test(decodeTextString(address.octets));
  const kind = nameText(entryOf(action, 'S').value) ?? '';
  return harmlessActions.has(kind) && entryOf(action, 'Next').value === null && !isScript;
}

/** Whether what opens for an annotation’s text is no more than that. */
function isNotesWindow(revision: Revision, spot: Spot): boolean {
  const popup = revision.open(spot);
  if (popup.value === null) return true;
  return kindOf(revision, popup) === 'Popup' && ['A', 'AA'].every(key => entryOf(popup, key).value === null);
}

function judgeAnnotation(comparison: Comparison, spot: Spot, page: number, rewritable?: ReadonlySet<number>): void {
  const kind = kindOf(comparison.later, spot);
  const isActive =
    actingKinds.has(kind) ||
    entryOf(spot, 'AA').value !== null ||
    ['A', 'PA'].some(key => !isHarmless(comparison.later, entryOf(spot, key))) ||
    !isNotesWindow(comparison.later, entryOf(spot, 'Popup'));
  if (kind === 'Widget') comparison.report('other', spot.holder, `page ${page}: a widget of no new signature field`);
  else if (isActive)
    comparison.report('other', spot.holder, `page ${page}: an annotation /${kind} that acts by itself`);
  else {
    comparison.adopt(spot, `page ${page}: annotation`, rewritable);
    comparison.report('annotation', spot.holder, `page ${page}: annotation /${kind} added or changed`);
  }
}

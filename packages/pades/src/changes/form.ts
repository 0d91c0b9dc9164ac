import type { Comparison, EntryRule } from './comparison.ts';
import { compareFieldList, topLevel } from './fields.ts';
import { dictionaryAt, entryOf, type Spot } from './revision.ts';

/** The interactive form (ISO 32000-2 §12.7.3). XFA, calculation order and what else it may hold must stay. */
export function compareForm(comparison: Comparison, before: Spot, after: Spot): void {
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  comparison.markJudged(old, present);
  comparison.compareEntries('the form', old, present, {
    Fields: (_, left, right) => compareFieldList(comparison, left, right, topLevel),
    SigFlags: compareSignatureFlags,
    NeedAppearances: compareNeedAppearances,
    DR: compareResources,
    DA: compareDefaultAppearance,
  });
  for (const { name, object } of comparison.names.taken()) {
    comparison.report('other', object, `field “${name}”: another field has that name`, { field: name });
  }
}

/** SignaturesExist and AppendOnly (table 225) may be set, never cleared. */
const compareSignatureFlags: EntryRule = (comparison, before, after) => {
  const [old, present] = [comparison.earlier.open(before).value ?? 0, comparison.later.open(after).value ?? 0];
  if (old === present) return;
  const isGrown = typeof old === 'number' && typeof present === 'number' && (old & ~present) === 0 && present < 4;
  if (!isGrown) comparison.report('other', after.holder, 'the form: /SigFlags changed');
};

/** Set, it would have the reader draw every field anew; taken away, appearances are shown as they were signed. */
const compareNeedAppearances: EntryRule = (comparison, before, after) => {
  const [old, present] = [comparison.earlier.open(before).value ?? false, comparison.later.open(after).value ?? false];
  if (old === present) return;
  if (present !== false) comparison.report('other', after.holder, 'the form: /NeedAppearances set');
  else comparison.report('form-filling', after.holder, 'the form: /NeedAppearances taken away');
};

/** A default for fields that have none, where there was none. */
const compareDefaultAppearance: EntryRule = (comparison, before, after) => {
  if (before.value === null && after.value !== null) comparison.adopt(after, 'the form');
  else comparison.compareSame('the form: /DA', before, after);
};

/** Fonts and the like for appearances: more may come, none may become another. */
const compareResources: EntryRule = (comparison, before, after) => {
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  const rule: EntryRule = (_, left, right) => compareResourceKind(comparison, left, right);
  const keys = dictionaryAt(present)?.keys() ?? [];
  comparison.compareEntries(
    'resources of the form',
    old,
    present,
    Object.fromEntries([...keys].map(key => [key, rule])),
  );
};

function compareResourceKind(comparison: Comparison, before: Spot, after: Spot): void {
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  const entries = dictionaryAt(present);
  if (entries === undefined) return comparison.compareSame('resources of the form', old, present);
  const known = dictionaryAt(old);
  for (const key of new Set([...entries.keys(), ...(known?.keys() ?? [])])) {
    const [left, right] = [entryOf(old, key), entryOf(present, key)];
    if (left.value === null) comparison.adopt(right, 'resources of the form');
    else comparison.compareSame(`resources of the form: /${key}`, left, right);
  }
  return undefined;
}

import { PadesError } from '../failure.ts';
import { deepestField } from '../pdf/fields.ts';
import { nameText } from '../pdf/model.ts';
import type { Comparison } from './comparison.ts';
import { canonical, identical } from './equality.ts';
import { type FieldContext, fullName } from './field-context.ts';
import { compareFieldEntries, isPushButtonAt } from './field-entries.ts';
import { judgeNewField } from './new-field.ts';
import { dictionaryAt, entryOf, itemsOf, type Spot, targetOf } from './revision.ts';

/** Of the fields that the form lists. */
export const topLevel: FieldContext = {
  name: '',
  object: undefined,
  type: undefined,
  isPushButton: false,
  valueChanged: false,
  isStamped: false,
  depth: 0,
};

/** Compares a list of fields, /Fields of the form or /Kids of a field: none may go, and what is new is judged as new. */
export function compareFieldList(comparison: Comparison, before: Spot, after: Spot, context: FieldContext): void {
  if (context.depth > deepestField) throw new PadesError('pdf-limit-exceeded', 'form fields nested too deeply');
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  const known = new Map(itemsOf(old).map(item => [targetOf(item), item]));
  const met = new Set<number>();
  const listedTwice = repeated(itemsOf(old).map(targetOf));
  const inPlace = new Set(
    itemsOf(present).flatMap(item => (targetOf(item) === undefined ? [canonical(item.value)] : [])),
  );
  for (const [index, item] of itemsOf(present).entries()) {
    const number = targetOf(item);
    if (number === undefined) {
      // A field that is no object of its own cannot be told from another but by its place.
      if (!identical(item.value, entryOf(old, index).value)) {
        comparison.report('other', item.holder, 'a field written into the list of fields changed');
      }
      continue;
    }
    const previous = known.get(number);
    if (met.has(number)) {
      if (!listedTwice.has(number)) comparison.report('other', number, 'a field listed twice');
    } else if (previous !== undefined) compareField(comparison, previous, item, context);
    else judgeNewField(comparison, item, context);
    met.add(number);
  }
  for (const item of itemsOf(old)) {
    const number = targetOf(item);
    const isKept = number === undefined ? inPlace.has(canonical(item.value)) : met.has(number);
    if (!isKept) comparison.report('other', number, 'field removed');
  }
}

function repeated(numbers: readonly (number | undefined)[]): ReadonlySet<number | undefined> {
  const met = new Set<number | undefined>();
  return new Set(numbers.filter(number => met.size === met.add(number).size));
}

function compareField(comparison: Comparison, before: Spot, after: Spot, above: FieldContext): void {
  const number = targetOf(after) ?? 0;
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  if (comparison.fieldObjects.has(number)) return;
  comparison.fieldObjects.add(number);
  if (dictionaryAt(old) === undefined || dictionaryAt(present) === undefined) {
    if (comparison.changed.has(number)) comparison.report('other', number, 'a field is no dictionary');
    return;
  }
  const name = fullName(present, above.name);
  if (dictionaryAt(present)?.has('T') === true) comparison.names.known.add(name);
  const type = nameText(comparison.later.open(entryOf(present, 'FT')).value) ?? above.type;
  const isPushButton = isPushButtonAt(comparison, old, above.isPushButton);
  const own = { ...above, name, type, isPushButton };
  const outcome = compareFieldEntries(comparison, old, present, own);
  const [kidsBefore, kids] = [entryOf(old, 'Kids'), entryOf(present, 'Kids')];
  if (kids.value === null && kidsBefore.value === null) return;
  compareFieldList(comparison, kidsBefore, kids, { ...own, ...outcome, object: number, depth: above.depth + 1 });
}

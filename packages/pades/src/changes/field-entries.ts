import { nameText, PdfReference, PdfString, type PdfValue } from '../pdf/model.ts';
import { decodeTextString } from '../pdf/text-string.ts';
import type { Comparison } from './comparison.ts';
import { identical } from './equality.ts';
import type { FieldContext } from './field-context.ts';
import { dictionaryAt, entryOf, type Spot, targetOf } from './revision.ts';
import { draws } from './widget-look.ts';

/** Entries that filling a field sets anew, beside /V and /AP, which are judged by themselves. */
const filled = new Set(['V', 'AP', 'AS', 'I', 'M', 'RV', 'DS', 'DA', 'Q', 'F', 'Ff']);

/** The same for a signature field that is signed: writers set how its widget looks as they sign. */
const signed = new Set(['V', 'AP', 'M', 'F', 'Ff', 'MK', 'DA', 'BS', 'NM']);

/** Annotation flags that hide a widget from some reader: Invisible, Hidden, NoView, ToggleNoView (§12.5.3). */
const hiding = 1 | 2 | 32 | 256;

/** Field flag ReadOnly (§12.7.4.1), which writers set with the last value. */
const readOnly = 1;

/**
 * Compares a field that existed before, its own entries only. A value may be filled in, with the appearance that shows
 * it; an appearance that changes without a value hides or replaces what was signed, and a signed field does not change.
 */
export function compareFieldEntries(
  comparison: Comparison,
  before: Spot,
  after: Spot,
  { name, type, ...above }: FieldContext,
): Pick<FieldContext, 'valueChanged' | 'isStamped'> {
  const changedKeys = keysThatChanged(before, after);
  const ownValue = valueDiffers(comparison, before, after);
  const isInherited = !ownValue && above.valueChanged && entryOf(after, 'V').value === null;
  const valueChanged = ownValue || isInherited;
  const isStamped = ownValue ? isTimestamp(comparison, after) : isInherited && above.isStamped;
  const outcome = { valueChanged, isStamped };
  // Its kids are compared by themselves.
  comparison.markJudged(before, after);
  if (changedKeys.length === 0 && !valueChanged) return outcome;
  const refuse = (detail: string) =>
    comparison.report('other', after.holder, `field “${name}”: ${detail}`, { field: name });
  const isSignature = type === 'Sig';
  if (isSignature && ownValue && entryOf(before, 'V').value !== null) {
    refuse('it was signed, and its signature changed');
    return outcome;
  }
  if (type === 'Btn' && ownValue && above.isPushButton) refuse('a button that keeps no value got one');
  const allowed = isSignature ? signed : filled;
  const forbidden = changedKeys.filter(key => !valueChanged || !allowed.has(key));
  for (const key of forbidden) refuse(`/${key} changed`);
  if (changedKeys.includes('F') && !isSignature && flagsDiffer(before, after, 'F', hiding))
    refuse('hidden or revealed');
  if (changedKeys.includes('Ff') && flagsDiffer(before, after, 'Ff', ~readOnly)) refuse('its flags changed');
  if (!valueChanged || forbidden.length > 0) return outcome;
  if (isStamped && draws(comparison, after)) refuse('it draws on the page what nobody signed');
  const rewritable = comparison.below(entryOf(before, 'AP'));
  comparison.adopt(entryOf(after, 'AP'), `field “${name}”`, rewritable);
  if (isSignature && ownValue) judgeSignatureValue(comparison, after, name);
  else if (ownValue) adoptValue(comparison, before, after, name);
  else if (dictionaryAt(after)?.has('T') === true) reportFilled(comparison, after, name);
  return outcome;
}

/** Whether a field was a push button (field flag 17, §12.7.5.2.1), by flags of its own or those of the field above. */
export function isPushButtonAt({ earlier }: Comparison, field: Spot, inherited: boolean): boolean {
  const { value } = earlier.open(entryOf(field, 'Ff'));
  if (value === null) return inherited;
  return typeof value === 'number' && (value & 0x10000) !== 0;
}

function adoptValue(comparison: Comparison, before: Spot, after: Spot, name: string): void {
  for (const key of ['V', 'RV', 'I']) {
    const old = targetOf(entryOf(before, key));
    comparison.adopt(entryOf(after, key), `field “${name}”`, new Set(old === undefined ? [] : [old]));
  }
  reportFilled(comparison, after, name);
}

/** By its own name, even where the value comes from the field above: a lock may name only this field. */
function reportFilled(comparison: Comparison, field: Spot, name: string): void {
  comparison.report('form-filling', field.holder, `field “${name}” filled`, { field: name });
}

function keysThatChanged(before: Spot, after: Spot): string[] {
  const keys = new Set([...(dictionaryAt(before)?.keys() ?? []), ...(dictionaryAt(after)?.keys() ?? [])]);
  return [...keys].filter(
    // The list of kids is compared by itself; written anew under another number it is the same list.
    key => key !== 'Kids' && !sameValue(entryOf(before, key).value, entryOf(after, key).value),
  );
}

/** The same text in another encoding is no new value, and no reason for a new appearance. */
function sameValue(left: PdfValue, right: PdfValue): boolean {
  const isText = left instanceof PdfString && right instanceof PdfString;
  return isText ? decodeTextString(left.octets) === decodeTextString(right.octets) : identical(left, right);
}

function valueDiffers(comparison: Comparison, before: Spot, after: Spot): boolean {
  const [old, present] = [entryOf(before, 'V'), entryOf(after, 'V')];
  if (!sameValue(old.value, present.value)) return true;
  const number = targetOf(present);
  return number !== undefined && comparison.changed.has(number);
}

function flagsDiffer(before: Spot, after: Spot, key: string, mask: number): boolean {
  const flags = (spot: Spot) => {
    const { value } = entryOf(spot, key);
    return typeof value === 'number' ? value : 0;
  };
  return ((flags(before) ^ flags(after)) & mask) !== 0;
}

/**
 * The signature that a field got. It must be a dictionary that this update brought: one that lay in the file before
 * was made for something else, and a signature stands in one field alone. Tells whether it is a document timestamp.
 */
export function judgeSignatureValue(
  comparison: Comparison,
  field: Spot,
  name: string,
  created?: 'visible' | 'invisible',
): void {
  const spot = entryOf(field, 'V');
  const number = targetOf(spot);
  if (spot.value instanceof PdfReference && !comparison.isNew(number)) {
    const detail = `field “${name}” takes up object ${number} of an earlier revision as its signature`;
    comparison.report('other', number, detail, { field: name });
    return;
  }
  comparison.later.open(spot);
  comparison.adopt(spot, `field “${name}”`);
  if (number !== undefined && comparison.signatureUsers(number) > 1) {
    comparison.report('other', number, `the signature of field “${name}” stands in other fields too`, { field: name });
  }
  const isStamp = isTimestamp(comparison, field);
  const more = created === undefined ? { field: name } : { field: name, created };
  const kind = isStamp && created !== 'visible' ? 'long-term-data' : 'form-filling';
  const what = isStamp ? 'document timestamp' : 'signature';
  const how = created === undefined ? 'signed' : `created and signed, ${created}`;
  comparison.report(kind, field.holder, `field “${name}” ${how} (${what})`, more);
}

/** Whether the value of a field is a document timestamp: anybody gets one, so that it answers for nothing that is seen. */
export function isTimestamp({ later }: Comparison, field: Spot): boolean {
  const { value } = entryOf(field, 'V');
  const signature = dictionaryAt(value instanceof PdfReference ? later.object(value.number) : entryOf(field, 'V'));
  return (
    nameText(signature?.get('Type')) === 'DocTimeStamp' || nameText(signature?.get('SubFilter')) === 'ETSI.RFC3161'
  );
}

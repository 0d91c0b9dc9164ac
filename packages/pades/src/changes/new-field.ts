import { nameText } from '../pdf/model.ts';
import type { Comparison } from './comparison.ts';
import { type FieldContext, fullName } from './field-context.ts';
import { isTimestamp, judgeSignatureValue } from './field-entries.ts';
import { dictionaryAt, entryOf, itemsOf, type Spot, targetOf } from './revision.ts';
import { draws, isVisible } from './widget-look.ts';

/** Entries that a new signature field and its widget may have. Actions (/A, /AA) are none of them. */
const fieldEntries = new Set(
  'Type Subtype FT T TU TM F Ff Rect P AP AS V DV Kids Parent Lock SV MK DA DR Q Border BS H M NM C Contents Lang'.split(
    ' ',
  ),
);

/**
 * A field that was not in the form before. Only signature fields may come: this is how an approval signature is added
 * to a file without an empty field for it. It is form filling in the sense of ISO 32000-2 table 257 (“signing”), and
 * marked as created: a certified file did not foresee it, and the policy is stricter where it can be seen.
 */
export function judgeNewField(comparison: Comparison, spot: Spot, above: FieldContext): void {
  const number = targetOf(spot);
  const field = comparison.later.open(spot);
  const entries = dictionaryAt(field);
  const name = fullName(field, above.name);
  const refuse = (detail: string) => comparison.report('other', number, `field “${name}”: ${detail}`, { field: name });
  if (number === undefined || !comparison.isNew(number))
    return refuse('an object of the signed revision became a field');
  if (entries === undefined) return refuse('no dictionary');
  if (comparison.fieldObjects.has(number)) return refuse('listed twice');
  comparison.fieldObjects.add(number);
  if (targetOf(entryOf(field, 'Parent')) !== above.object) return refuse('its /Parent is not the field above');
  comparison.later.open(entryOf(field, 'Parent'));
  // It would inherit the signature of the field above.
  if (above.type === 'Sig') return refuse('it stands below a signature field');
  const type = nameText(entries.get('FT')) ?? above.type;
  const kids = itemsOf(comparison.later.open(entryOf(field, 'Kids')));
  const innerFields = kids.filter(kid => dictionaryAt(comparison.later.object(targetOf(kid) ?? -1))?.has('T'));
  if (type === undefined && innerFields.length > 0 && innerFields.length === kids.length && above.depth < 32) {
    for (const kid of kids)
      judgeNewField(comparison, kid, { ...above, name, object: number, type, depth: above.depth + 1 });
    return undefined;
  }
  if (type !== 'Sig') return refuse(`a new field of type ${type ?? 'unknown'}`);
  if (!entries.has('T')) return refuse('a field without a name');
  comparison.names.created.push({ name, object: number });
  return judgeNewSignatureField(comparison, field, name, kids);
}

function judgeNewSignatureField(comparison: Comparison, field: Spot, name: string, kids: readonly Spot[]): void {
  const refuse = (detail: string) =>
    comparison.report('other', field.holder, `field “${name}”: ${detail}`, { field: name });
  const own = nameText(dictionaryAt(field)?.get('Subtype')) === 'Widget' ? [field] : [];
  const widgets = [...own, ...kids.map(kid => comparison.later.open(kid))];
  for (const part of [field, ...widgets]) {
    for (const key of dictionaryAt(part)?.keys() ?? []) if (!fieldEntries.has(key)) refuse(`it has /${key}`);
  }
  for (const widget of widgets) {
    if (!comparison.isNew(widget.holder)) refuse('an object of the signed revision became its widget');
    const above = entryOf(widget, 'Parent');
    if (widget !== field && targetOf(above) !== field.holder) refuse('the /Parent of its widget is another field');
    comparison.later.open(above);
    comparison.newWidgets.add(widget.holder);
    comparison.fieldObjects.add(widget.holder);
    for (const key of ['AP', 'MK', 'Border', 'BS']) comparison.adopt(entryOf(widget, key), `field “${name}”`);
  }
  comparison.adoptExcept(field, `field “${name}”`, 'V');
  const created = widgets.some(widget => isVisible(comparison, widget)) ? 'visible' : 'invisible';
  const isSigned = entryOf(field, 'V').value !== null;
  if ((!isSigned || isTimestamp(comparison, field)) && widgets.some(widget => draws(comparison, widget))) {
    refuse('it draws on the page what nobody signed');
  }
  if (isSigned) return judgeSignatureValue(comparison, field, name, created);
  comparison.report('form-filling', field.holder, `empty signature field “${name}” created`, { field: name, created });
  return undefined;
}

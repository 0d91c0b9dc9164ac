import { PadesError } from '../failure.ts';
import { decodeStream } from '../pdf/filters.ts';
import { nameText, PdfStream } from '../pdf/model.ts';
import type { Comparison, EntryRule } from './comparison.ts';
import { identical } from './equality.ts';
import { dictionaryAt, entryOf, type Revision, type Spot } from './revision.ts';

/**
 * What a writer notes about its own work: the date of the update, and which software made it. An update that carries
 * long-term data or a signature sets them, and no reader takes them for the document’s content; title, author and the
 * rest are what the signer saw in the panel of properties, and stay.
 */
const housekeeping = ['ModDate', 'Producer'];

/** The document information dictionary (ISO 32000-2 §14.3.3). */
export function compareInformation(comparison: Comparison, before: Spot, after: Spot): void {
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  const note: EntryRule = (_, left, right) => {
    comparison.adopt(right, 'document information');
    if (!identical(left.value, right.value)) {
      comparison.report('long-term-data', present.holder, `${right.path.slice(1)} of the document noted`);
    }
  };
  comparison.markJudged(old, present);
  const rules = Object.fromEntries(housekeeping.map(key => [key, note]));
  comparison.compareEntries('document information', old, present, rules);
}

/** The catalog’s XMP packet (ISO 32000-2 §14.3.2): dates, software and history may change, descriptions may not. */
export function compareMetadata(comparison: Comparison, before: Spot, after: Spot): void {
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  if (!comparison.changed.has(present.holder) && old.holder === present.holder) return;
  const entries = present.value instanceof PdfStream ? present.value.dictionary : undefined;
  if (nameText(entries?.get('Type')) !== 'Metadata') {
    comparison.report('other', present.holder, 'the metadata stream is gone');
    return;
  }
  for (const key of ['Length', 'Filter', 'DecodeParms']) comparison.adopt(entryOf(present, key), 'metadata');
  const [left, right] = [descriptionsIn(comparison.earlier, old), descriptionsIn(comparison.later, present)];
  const isSame = right !== undefined && (left === right || (old.value === null && right === ''));
  if (isSame) comparison.report('long-term-data', present.holder, 'dates in the metadata noted');
  else comparison.report('other', present.holder, 'metadata changed');
}

/** The properties that `housekeeping` stands for in XMP, as attributes of a tag: in a text they would be its words. */
const noteAttributes =
  /\s(?:xmp:(?:ModifyDate|MetadataDate)|pdf:Producer|xmpMM:InstanceID)\s*=\s*(?:"[^"<>]*"|'[^'<>]*')/g;

/** The same as elements, which begin where an element ends or begins and not inside a text. */
const noteElements = /<(?<=>\s*<)(xmp:(?:ModifyDate|MetadataDate)|pdf:Producer|xmpMM:InstanceID)>[^<]*<\/\1>(?=\s*<)/g;

/** What marks where a packet begins and ends; it may not stand inside a text either. */
const packetMarks = /^\s*<\?xpacket[^?<>]*\?>|<\?xpacket[^?<>]*\?>\s*$/g;

/** An XMP packet without notes, marks and the white space around tags; undefined when it cannot be read. */
function descriptionsIn({ document }: Revision, { value }: Spot): string | undefined {
  if (!(value instanceof PdfStream)) return undefined;
  try {
    const packet = Buffer.from(decodeStream(value, document.budget)).toString('utf8');
    return packet
      .replace(packetMarks, '')
      .replace(/<[^<>]*>/g, tag => tag.replace(noteAttributes, ''))
      .replace(noteElements, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([<>]) ?/g, '$1')
      .replace(/ \/>/g, '/>')
      .trim();
  } catch (error) {
    if (error instanceof PadesError) return undefined;
    throw error;
  }
}

/** Extensions that the file says it uses (ISO 32000-2 §7.12): a statement about its syntax, which shows nothing. */
export function compareExtensions(comparison: Comparison, before: Spot, after: Spot): void {
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  if (dictionaryAt(present) === undefined) return comparison.compareSame('catalog: /Extensions', old, present);
  comparison.adopt(present, 'extensions', comparison.below(old));
  if (old.value !== present.value && (old.value === null || comparison.changed.has(present.holder))) {
    comparison.report('long-term-data', present.holder, 'extensions of the syntax declared');
  }
  return undefined;
}

import { PadesError } from '../failure.ts';
import type { PdfDocument } from './document.ts';
import { malformedPdf, nameText, type PdfDictionary, PdfReference, PdfString, type PdfValue } from './model.ts';
import { catalogOf } from './page.ts';
import { decodeTextString } from './text-string.ts';

/** A field of the form that holds a value itself: a leaf of the field tree (ISO 32000-1 §12.7.3.1). */
export interface FormField {
  /** Full name: the partial names from the root down, joined by full stops. */
  readonly name: string;
  /** Undefined when the field stands directly in its parent’s array, which breaks §12.7.3.1. */
  readonly reference: PdfReference | undefined;
  readonly dictionary: PdfDictionary;
  /** `Sig`, `Tx`, `Btn`, `Ch`: its own, or inherited. */
  readonly type: string | undefined;
  /** /V as it stands, a reference unresolved: its own, or inherited. */
  readonly value: PdfValue | undefined;
}

/** Levels of fields below one another. */
export const deepestField = 64;
const mostFields = 100_000;

interface Node {
  readonly value: PdfValue;
  readonly path: string;
  readonly depth: number;
  readonly type: string | undefined;
  readonly inherited: PdfValue | undefined;
}

/** Leaves of the form’s field tree, in its order; none when there is no form. Circles and deep trees are refused. */
export function formFields(document: PdfDocument): FormField[] {
  const form = document.dictionaryOf(catalogOf(document).dictionary.get('AcroForm'));
  const found: FormField[] = [];
  const seen = new Set<number>();
  const root = { path: '', depth: 0, type: undefined, inherited: undefined };
  const waiting: Node[] = [...(document.arrayOf(form?.get('Fields')) ?? [])]
    .reverse()
    .map(value => ({ ...root, value }));
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.value instanceof PdfReference) {
      if (seen.has(node.value.number)) throw malformedPdf('a field is reached twice');
      seen.add(node.value.number);
    }
    const dictionary = document.dictionaryOf(node.value);
    if (dictionary === undefined) continue;
    const field = fieldOf(document, node, dictionary);
    const kids = fieldKids(document, dictionary);
    if (kids.length === 0) found.push(field);
    else waiting.push(...kids.reverse().map(value => below(node, field, value)));
    if (found.length + waiting.length > mostFields) throw new PadesError('pdf-limit-exceeded', 'too many fields');
  }
  return found;
}

function fieldOf(document: PdfDocument, node: Node, dictionary: PdfDictionary): FormField {
  const partial = document.resolve(dictionary.get('T'));
  const own = partial instanceof PdfString ? decodeTextString(partial.octets) : '';
  return {
    name: [node.path, own].filter(part => part !== '').join('.'),
    reference: node.value instanceof PdfReference ? node.value : undefined,
    dictionary,
    type: nameText(document.resolve(dictionary.get('FT'))) ?? node.type,
    value: dictionary.get('V') ?? node.inherited,
  };
}

function below(parent: Node, field: FormField, value: PdfValue): Node {
  if (parent.depth >= deepestField) throw new PadesError('pdf-limit-exceeded', 'field tree too deep');
  return { value, path: field.name, depth: parent.depth + 1, type: field.type, inherited: field.value };
}

/** Kids that are fields: those with a name of their own. The others are widgets of this field (§12.7.3.1). */
function fieldKids(document: PdfDocument, dictionary: PdfDictionary): PdfValue[] {
  return (document.arrayOf(dictionary.get('Kids')) ?? []).filter(kid => document.dictionaryOf(kid)?.has('T') === true);
}

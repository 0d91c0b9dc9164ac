import { PadesError } from '../failure.ts';
import type { PdfDocument } from './document.ts';
import { malformedPdf, nameText, type PdfDictionary, PdfReference, type PdfValue } from './model.ts';

/** A page with the attributes that it has itself or inherits (ISO 32000-1 §7.7.3.4). */
export interface Page {
  readonly reference: PdfReference;
  readonly dictionary: PdfDictionary;
  readonly resources: PdfDictionary;
  /** CropBox within MediaBox, lower left to upper right, in user space units. */
  readonly box: PageBox;
  /** Clockwise turn when displayed. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** Points in one unit of user space. */
  readonly userUnit: number;
}

/** Lower left and upper right corner. */
export type PageBox = readonly [left: number, bottom: number, right: number, top: number];

const inheritable = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;
const deepestTree = 64;

/** The catalog, which every file has. */
export function catalogOf(document: PdfDocument): {
  readonly reference: PdfReference;
  readonly dictionary: PdfDictionary;
} {
  const reference = document.trailer.get('Root');
  const dictionary = document.dictionaryOf(reference);
  if (!(reference instanceof PdfReference) || dictionary === undefined) throw malformedPdf('no catalog');
  return { reference, dictionary };
}

/** Page `index`, the first being 0; throws `page-out-of-range`. */
export function findPage(document: PdfDocument, index: number): Page {
  let left = index;
  const found = Number.isSafeInteger(index) && index >= 0 ? findPageWhere(document, () => left-- === 0) : undefined;
  if (found === undefined) throw new PadesError('page-out-of-range', `there is no page ${index}`);
  return found;
}

/** The first page whose dictionary is wanted; undefined when there is none. */
export function findPageWhere(document: PdfDocument, wanted: (page: PdfDictionary) => boolean): Page | undefined {
  return descend(document, catalogOf(document).dictionary.get('Pages'), new Map(), wanted, new Set(), 0);
}

function descend(
  document: PdfDocument,
  node: PdfValue | undefined,
  inherited: PdfDictionary,
  wanted: (page: PdfDictionary) => boolean,
  seen: Set<number>,
  depth: number,
): Page | undefined {
  if (depth > deepestTree) throw new PadesError('pdf-limit-exceeded', 'page tree too deep');
  if (!(node instanceof PdfReference) || seen.has(node.number)) throw malformedPdf('bad page tree');
  seen.add(node.number);
  const dictionary = document.dictionaryOf(node);
  if (dictionary === undefined) throw malformedPdf('a page is missing');
  const attributes: PdfDictionary = new Map(inherited);
  for (const key of inheritable) {
    const own = dictionary.get(key);
    if (own !== undefined) attributes.set(key, own);
  }
  const kids = document.arrayOf(dictionary.get('Kids'));
  if (kids === undefined) {
    const type = nameText(document.resolve(dictionary.get('Type')));
    if (type === undefined) document.forgive(`page ${node.number} without its /Type`);
    else if (type !== 'Page') throw malformedPdf('bad page tree');
    return wanted(dictionary) ? pageOf(document, node, dictionary, attributes) : undefined;
  }
  for (const kid of kids) {
    const found = descend(document, kid, attributes, wanted, seen, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function pageOf(
  document: PdfDocument,
  reference: PdfReference,
  dictionary: PdfDictionary,
  attributes: PdfDictionary,
): Page {
  const media = boxOf(document, attributes.get('MediaBox'));
  if (media === undefined) throw malformedPdf('page without MediaBox');
  const crop = boxOf(document, attributes.get('CropBox')) ?? media;
  const box: PageBox = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ];
  if (box[0] >= box[2] || box[1] >= box[3]) throw malformedPdf('page without area');
  const userUnit = document.resolve(dictionary.get('UserUnit')) ?? 1;
  if (typeof userUnit !== 'number' || userUnit <= 0) throw malformedPdf('bad /UserUnit');
  const resources = document.dictionaryOf(attributes.get('Resources')) ?? new Map();
  return {
    reference,
    dictionary,
    resources,
    box,
    rotation: rotationOf(document.resolve(attributes.get('Rotate'))),
    userUnit,
  };
}

function boxOf(document: PdfDocument, value: PdfValue | undefined): PageBox | undefined {
  const numbers = document.arrayOf(value)?.map(item => document.resolve(item));
  if (numbers === undefined) return undefined;
  const [x0, y0, x1, y1] = numbers;
  if (numbers.length !== 4 || typeof x0 !== 'number' || typeof y0 !== 'number') throw malformedPdf('bad page box');
  if (typeof x1 !== 'number' || typeof y1 !== 'number') throw malformedPdf('bad page box');
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
}

function rotationOf(value: PdfValue): Page['rotation'] {
  const turned = typeof value === 'number' ? ((value % 360) + 360) % 360 : 0;
  if (turned === 0 || turned === 90 || turned === 180 || turned === 270) return turned;
  throw malformedPdf('bad /Rotate');
}

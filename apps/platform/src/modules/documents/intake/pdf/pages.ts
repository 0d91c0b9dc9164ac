import { intakeLimits } from '../limits.ts';
import type { PdfSource } from './source.ts';
import { isKind, type PdfDict, type PdfValue, Stop } from './value.ts';

/** A rectangle in user space, lower left corner first: [x0, y0, x1, y1]. */
export type Box = readonly [number, number, number, number];

/** A page of a file with what it inherits from the tree above it (ISO 32000-1, 7.7.3.4) already filled in. */
export interface SourcePage {
  readonly entries: ReadonlyMap<string, PdfValue>;
  readonly resources: PdfValue;
  readonly mediaBox: Box;
  /** What is shown: the crop box within the media box. */
  readonly cropBox: Box;
  /** Clockwise turn for display. */
  readonly rotate: 0 | 90 | 180 | 270;
  /** Length of a unit of user space in 1/72 inch. */
  readonly userUnit: number;
}

const inheritable = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;

/** The pages of `source` in order. Stops: `documents.unreadable`, `.too-many-pages`, `.too-complex`, `.page-size`. */
export function pagesOf(source: PdfSource): readonly SourcePage[] {
  const pages: SourcePage[] = [];
  const above = new Set<PdfDict>();
  let visited = 0;
  const walk = (value: PdfValue | undefined, inherited: ReadonlyMap<string, PdfValue>): void => {
    const node = source.resolve(value);
    if (!isKind(node, 'dict') || above.has(node)) return;
    // A node may be reached by many ways, each of which would be walked again.
    visited += 1;
    if (above.size > intakeLimits.nesting || visited > intakeLimits.objects) throw new Stop('documents.too-complex');
    const own = inheritable.flatMap(key =>
      node.entries.has(key) ? [[key, node.entries.get(key) ?? null] as const] : [],
    );
    const attributes = new Map([...inherited, ...own]);
    const kids = source.resolve(node.entries.get('Kids'));
    if (!isKind(kids, 'list')) {
      pages.push(pageOf(source, node, attributes));
      if (pages.length > intakeLimits.pages) refuseCount(source);
      return;
    }
    above.add(node);
    for (const kid of kids.items) walk(kid, attributes);
    above.delete(node);
  };
  walk(source.catalog.entries.get('Pages'), new Map());
  if (pages.length === 0) throw new Stop('documents.unreadable');
  return pages;
}

function refuseCount(source: PdfSource): never {
  const root = source.resolve(source.catalog.entries.get('Pages'));
  const count = isKind(root, 'dict') ? source.resolve(root.entries.get('Count')) : null;
  const pages = typeof count === 'number' && count > intakeLimits.pages ? count : intakeLimits.pages + 1;
  throw new Stop('documents.too-many-pages', { pages, limit: intakeLimits.pages });
}

function pageOf(source: PdfSource, node: PdfDict, attributes: ReadonlyMap<string, PdfValue>): SourcePage {
  const letter: Box = [0, 0, 612, 792];
  const mediaBox = boxOf(source, attributes.get('MediaBox')) ?? letter;
  const cropBox = intersection(boxOf(source, attributes.get('CropBox')) ?? mediaBox, mediaBox) ?? mediaBox;
  const unit = source.resolve(node.entries.get('UserUnit'));
  const userUnit = typeof unit === 'number' && unit > 0 ? unit : 1;
  const sides = [cropBox[2] - cropBox[0], cropBox[3] - cropBox[1]].map(side => side * userUnit);
  // Below a centimetre nobody can read a stamp, above annex C's limit readers disagree.
  if (sides.some(side => side < 28 || side > intakeLimits.pageSidePoints)) throw new Stop('documents.page-size');
  return {
    entries: node.entries,
    resources: attributes.get('Resources') ?? null,
    mediaBox,
    cropBox,
    rotate: turnOf(source.resolve(attributes.get('Rotate'))),
    userUnit,
  };
}

function turnOf(value: PdfValue): SourcePage['rotate'] {
  const turn = typeof value === 'number' ? ((value % 360) + 360) % 360 : 0;
  return turn === 90 || turn === 180 || turn === 270 ? turn : 0;
}

/** A rectangle with its corners in order, or undefined when `value` is none or has no area. */
export function boxOf(source: PdfSource, value: PdfValue | undefined): Box | undefined {
  const list = source.resolve(value);
  const numbers = isKind(list, 'list') ? list.items.map(item => source.resolve(item)) : [];
  const [a, b, c, d] = numbers;
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number')
    return undefined;
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box[2] > box[0] && box[3] > box[1] ? box : undefined;
}

function intersection(a: Box, b: Box): Box | undefined {
  const box: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return box[2] > box[0] && box[3] > box[1] ? box : undefined;
}

/** Width and height of a page as displayed, in points of 1/72 inch. */
export function displayedSize({ cropBox, rotate, userUnit }: Pick<SourcePage, 'cropBox' | 'rotate' | 'userUnit'>): {
  readonly width: number;
  readonly height: number;
} {
  const width = (cropBox[2] - cropBox[0]) * userUnit;
  const height = (cropBox[3] - cropBox[1]) * userUnit;
  return rotate % 180 === 0 ? { width, height } : { width: height, height: width };
}

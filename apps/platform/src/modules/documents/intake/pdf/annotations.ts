import { intakeLimits } from '../limits.ts';
import { type Copier, asRef } from './copy.ts';
import { addActions, addAdditionalActions, type Dropped, type Found, isSignature } from './hazards.ts';
import type { Layers } from './layers.ts';
import { boundsOf, identity, type Matrix, operands, toDisplay } from './matrix.ts';
import { type Box, boxOf, type SourcePage } from './pages.ts';
import type { PdfSource } from './source.ts';
import { isKind, type PdfDict, type PdfRef, type PdfStream, type PdfValue, Stop } from './value.ts';

/**
 * What a reader sees of annotations and form fields is part of the paper: the answers in a form that somebody filled in on a computer
 * are often its point. So their appearances, which are ordinary drawings, become page content through the same allow-list, and
 * everything that could act or change goes. Where a reader would have to invent the drawing (a filled field without an appearance),
 * the file is refused, because dropping an answer in silence, or guessing it, would falsify the paper.
 */
export interface Flattened {
  /** Drawn appearances: the name under which the page's resources must know each, and the operators that place it. */
  readonly drawings: readonly { readonly name: string; readonly ref: PdfRef; readonly operators: string }[];
  /** Where signatures are seen, in points of the page as displayed, from its lower left corner. */
  readonly signatures: readonly Box[];
}

/** Subtypes that show nothing of their own on paper, or an icon of something that is dropped. */
const unseen = new Set(['Link', 'Popup', 'Text', 'FileAttachment', 'Sound', 'Movie', 'TrapNet', 'PrinterMark']);
const dropNames: Readonly<Record<string, Dropped>> = {
  Link: 'link',
  Text: 'annotation',
  FileAttachment: 'embedded-file',
  Sound: 'media',
  Movie: 'media',
  Screen: 'media',
  RichMedia: 'media',
  '3D': 'media',
  Widget: 'form',
};
const flagHidden = 2;
const flagNoView = 32;

/**
 * Turns the visible annotations of `page` into drawings and adds to `found` what is lost.
 * Stops: `documents.form-answers-invisible`, `.too-complex`.
 */
export function flattenAnnotations(page: SourcePage, copier: Copier, layers: Layers, found: Found): Flattened {
  const { source } = copier;
  const list = source.resolve(page.entries.get('Annots'));
  const annotations = isKind(list, 'list') ? list.items : [];
  if (annotations.length > intakeLimits.objects / 20) throw new Stop('documents.too-complex');
  addAdditionalActions(source, found, page.entries.get('AA'));
  const drawings: Flattened['drawings'][number][] = [];
  const signatures: Box[] = [];
  for (const value of annotations) {
    const annotation = source.resolve(value);
    if (!isKind(annotation, 'dict')) continue;
    const rect = boxOf(source, annotation.entries.get('Rect'));
    if (isSigned(source, annotation)) {
      found.add('signature');
      if (rect) signatures.push(boundsOf(rect, toDisplay(page)));
    }
    const appearance = visibleAppearance(source, annotation, layers, found);
    const operators = appearance === undefined ? undefined : placement(source, annotation, appearance.stream);
    const ref = asRef(copier.copy('xobject', appearance?.value));
    if (ref === undefined || operators === undefined) continue;
    const name = `ShubbakA${drawings.length}`;
    drawings.push({ name, ref, operators: `q ${operators} cm /${name} Do Q\n` });
  }
  return { drawings, signatures };
}

function isSigned(source: PdfSource, annotation: PdfDict): boolean {
  const subtype = source.resolve(annotation.entries.get('Subtype'));
  const isWidget = isKind(subtype, 'name') && subtype.name === 'Widget';
  return isWidget && isSignature(source, inherited(source, annotation, 'V'), inherited(source, annotation, 'FT'));
}

interface Appearance {
  readonly value: PdfValue;
  readonly stream: PdfStream;
}

function visibleAppearance(
  source: PdfSource,
  annotation: PdfDict,
  layers: Layers,
  found: Found,
): Appearance | undefined {
  const { entries } = annotation;
  const subtype = source.resolve(entries.get('Subtype'));
  const kind = isKind(subtype, 'name') ? subtype.name : '';
  addActions(source, found, entries.get('A'), 'page');
  addAdditionalActions(source, found, entries.get('AA'));
  const named = dropNames[kind];
  if (named !== undefined) found.add(named);
  const flags = source.resolve(entries.get('F'));
  const bits = typeof flags === 'number' ? flags : 0;
  // Shown on paper only: what the clerk cannot see on the screen is not agreed on, but must be named.
  if ((bits & flagNoView) !== 0 && (bits & flagHidden) === 0) found.add(named ?? 'annotation');
  if ((bits & (flagHidden | flagNoView)) !== 0 || unseen.has(kind) || layers.isHidden(entries.get('OC')))
    return undefined;
  const appearance = normalAppearance(source, annotation);
  if (appearance === undefined) noteInvisible(source, annotation, kind, found);
  return appearance;
}

/** The drawing for the annotation's present state (12.5.5): a check box has one for each of its states. */
function normalAppearance(source: PdfSource, { entries }: PdfDict): Appearance | undefined {
  const appearances = source.resolve(entries.get('AP'));
  let value = isKind(appearances, 'dict') ? (appearances.entries.get('N') ?? null) : null;
  const states = source.resolve(value);
  if (isKind(states, 'dict')) {
    const state = source.resolve(entries.get('AS'));
    value = isKind(state, 'name') ? (states.entries.get(state.name) ?? null) : null;
  }
  const stream = source.resolve(value);
  return isKind(stream, 'stream') ? { value, stream } : undefined;
}

function noteInvisible(source: PdfSource, annotation: PdfDict, kind: string, found: Found): void {
  if (kind !== 'Widget') {
    found.add(dropNames[kind] ?? 'annotation');
    return;
  }
  const type = inherited(source, annotation, 'FT');
  const answer = inherited(source, annotation, 'V');
  const isText = isKind(type, 'name') && (type.name === 'Tx' || type.name === 'Ch');
  const isGiven = isKind(answer, 'text') ? answer.bytes.length > 2 : isKind(answer, 'list') && answer.items.length > 0;
  if (isText && isGiven) throw new Stop('documents.form-answers-invisible');
}

/** A field attribute of a widget or of the fields above it (12.7.3.1). */
function inherited(source: PdfSource, widget: PdfDict, key: string): PdfValue {
  let node: PdfValue = widget;
  for (let up = 0; up < 16 && isKind(node, 'dict'); up += 1) {
    const value = source.resolve(node.entries.get(key));
    if (value !== null) return value;
    node = source.resolve(node.entries.get('Parent'));
  }
  return null;
}

/** Operands that place an appearance in its rectangle (12.5.5, algorithm 8.1); undefined when it has no area. */
function placement(source: PdfSource, { entries }: PdfDict, stream: PdfStream): string | undefined {
  const rect = boxOf(source, entries.get('Rect'));
  const box = boxOf(source, stream.entries.get('BBox'));
  if (rect === undefined || box === undefined) return undefined;
  const drawn = boundsOf(box, matrixOf(source, stream.entries.get('Matrix')));
  const [width, height] = [drawn[2] - drawn[0], drawn[3] - drawn[1]];
  if (width <= 0 || height <= 0) return undefined;
  const [x, y] = [(rect[2] - rect[0]) / width, (rect[3] - rect[1]) / height];
  return operands([x, 0, 0, y, rect[0] - drawn[0] * x, rect[1] - drawn[1] * y]);
}

function matrixOf(source: PdfSource, value: PdfValue | undefined): Matrix {
  const list = source.resolve(value);
  const numbers = isKind(list, 'list') ? list.items.map(item => source.resolve(item)) : [];
  const [a, b, c, d, e, f] = numbers.map(item => (typeof item === 'number' ? item : 0));
  return f === undefined ? identity : [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f];
}

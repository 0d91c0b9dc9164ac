import { ok, type Result } from '../../../../kernel/index.ts';
import { type FoundLanguage, findLanguages } from '../languages.ts';
import { countLetters, type Letters } from '../letters.ts';
import { flattenAnnotations } from './annotations.ts';
import { Copier } from './copy.ts';
import { InflationBudget } from './decode.ts';
import { type Dropped, droppable, findHazards, type Found } from './hazards.ts';
import { readLayers } from './layers.ts';
import { displayedSize, pagesOf, type SourcePage } from './pages.ts';
import { guard } from './refuse.ts';
import { textOf } from './render.ts';
import { screenBytes } from './screen.ts';
import { openPdf } from './source.ts';
import { dictOf, isKind, listOf, nameOf, type PdfRef, type PdfValue, Stop } from './value.ts';
import { deflatedStream, PdfWriter } from './write.ts';

export interface PdfPage {
  /** Points of 1/72 inch, as displayed: `rotate` already swapped them. */
  readonly width: number;
  readonly height: number;
  /** Clockwise turn that the page asks of a reader. */
  readonly rotate: 0 | 90 | 180 | 270;
}

export interface RebuiltPdf {
  /** A fresh PDF 1.7: page content only, no object that the allow-list does not name. Equal input gives equal bytes. */
  readonly pdf: Uint8Array;
  readonly pages: readonly PdfPage[];
  /** What the file carried and the rebuilt one does not, in the order of `droppable`. */
  readonly dropped: readonly Dropped[];
  /** Appearances of form fields and annotations that became page content. */
  readonly flattened: number;
  /** Letters of each script in the text of all pages; none in a scan. */
  readonly letters: Letters;
  /** The languages of that text; see `findLanguages`. */
  readonly languages: readonly FoundLanguage[];
}

/**
 * Rebuilds an unsigned PDF from its page content.
 * Refusals: `documents.encrypted`, `.signed-already`, `.too-many-pages`, `.too-many-pixels`, `.inflates-too-much`, `.too-complex`,
 * `.hidden-layers`, `.form-answers-invisible`, `.page-size`, `.unreadable`.
 */
export function rebuildPdf(bytes: Uint8Array): Promise<Result<RebuiltPdf>> {
  return guard(async () => {
    const { found, signed: _none, ...rebuilt } = await walkPdf(bytes, refuseSigned);
    return ok({ ...rebuilt, dropped: droppable.filter(name => found.has(name)) });
  });
}

function refuseSigned(found: Found): void {
  if (found.has('signature')) throw new Stop('documents.signed-already');
}

/** Everything that a walk through all pages of a file finds, and the file rebuilt from them. */
interface WalkedPdf extends Omit<RebuiltPdf, 'dropped'> {
  readonly found: Found;
  /** Where signatures are seen. */
  readonly signed: readonly SeenPlace[];
}

/** A place on a page (from 0), in points from the upper left corner of the page as displayed. */
export interface SeenPlace {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Walks through a file within every limit and rebuilds it from its page content. `judge` is shown what was found so far, first before
 * any page is read, and may stop the walk. Stops: those of `rebuildPdf` but `documents.signed-already`.
 */
export async function walkPdf(bytes: Uint8Array, judge: (found: Found) => void): Promise<WalkedPdf> {
  screenBytes(bytes);
  const source = await openPdf(bytes);
  const found = findHazards(source);
  judge(found);
  const pages = pagesOf(source);
  const layers = readLayers(source);
  const writer = new PdfWriter();
  const copier = new Copier(source, writer, new InflationBudget(bytes.length), layers);
  const [catalog, tree] = [writer.reserve(), writer.reserve()];
  let flattened = 0;
  const signed: SeenPlace[] = [];
  const kids = pages.map((page, index) => {
    const { drawings, signatures } = flattenAnnotations(page, copier, layers, found);
    judge(found);
    for (const [x, low, right, high] of signatures)
      signed.push({ page: index, x, y: sizeOf(page).height - high, width: right - x, height: high - low });
    flattened += drawings.length;
    const content = copier.cleanPage(page.entries.get('Contents'), page.resources);
    const drawn = Buffer.from(drawings.map(drawing => drawing.operators).join(''));
    const resources = withXObjects(copier.copy('resources', copier.source.resolve(page.resources)), drawings);
    const framed =
      drawings.length === 0 ? content : Buffer.concat([Buffer.from('q\n'), content, Buffer.from('Q\n'), drawn]);
    return putPage(writer, tree, {
      page,
      resources,
      content: framed,
      group: copier.copy('group', page.entries.get('Group')),
    });
  });
  if (layers.present) found.add('layer');
  judge(found);
  finishTree(writer, catalog, tree, kids);
  const pdf = writer.finish(catalog);
  const text = (await textOf(pdf)).join('\n');
  const [letters, languages] = [countLetters(text), findLanguages(text)];
  return { pdf, pages: pages.map(sizeOf), found, signed, flattened, letters, languages };
}

function sizeOf(page: SourcePage): PdfPage {
  const { width, height } = displayedSize(page);
  return { width, height, rotate: page.rotate };
}

export interface PageParts {
  readonly page: Pick<SourcePage, 'mediaBox' | 'cropBox' | 'rotate' | 'userUnit'>;
  readonly resources: PdfValue;
  readonly content: Uint8Array;
  readonly group: PdfValue;
}

/** Writes one page object under `tree`. */
export function putPage(writer: PdfWriter, tree: PdfRef, { page, resources, content, group }: PageParts): PdfRef {
  const { mediaBox, cropBox, rotate, userUnit } = page;
  const isCropped = cropBox.some((side, index) => side !== mediaBox[index]);
  return writer.add(
    dictOf({
      Type: nameOf('Page'),
      Parent: tree,
      MediaBox: listOf(mediaBox),
      CropBox: isCropped ? listOf(cropBox) : undefined,
      Rotate: rotate === 0 ? undefined : rotate,
      UserUnit: userUnit === 1 ? undefined : userUnit,
      Resources: resources ?? dictOf({}),
      Contents: writer.add(deflatedStream(new Map(), content)),
      Group: group ?? undefined,
    }),
  );
}

/** Writes the page tree (flat: the number of pages is limited) and the catalog. */
export function finishTree(writer: PdfWriter, catalog: PdfRef, tree: PdfRef, kids: readonly PdfRef[]): void {
  writer.put(tree, dictOf({ Type: nameOf('Pages'), Kids: listOf(kids), Count: kids.length }));
  writer.put(catalog, dictOf({ Type: nameOf('Catalog'), Pages: tree }));
}

/** `resources` with further XObjects under their names. */
export function withXObjects(
  resources: PdfValue,
  added: readonly { readonly name: string; readonly ref: PdfRef }[],
): PdfValue {
  const entries = isKind(resources, 'dict') ? resources.entries : new Map<string, PdfValue>();
  const known = entries.get('XObject');
  const xobjects = new Map([
    ...(isKind(known, 'dict') ? known.entries : []),
    ...added.map(({ name, ref }) => [name, ref] as const),
  ]);
  return { kind: 'dict', entries: new Map([...entries, ['XObject', { kind: 'dict', entries: xobjects } as const]]) };
}

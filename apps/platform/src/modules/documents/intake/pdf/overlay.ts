import { ok, type Result, refuse } from '../../../../kernel/index.ts';
import { Copier } from './copy.ts';
import { InflationBudget } from './decode.ts';
import { readLayers } from './layers.ts';
import { boundsOf, chain, inverse, type Matrix, operands, toDisplay } from './matrix.ts';
import { type Box, displayedSize, pagesOf, type SourcePage } from './pages.ts';
import { finishTree, putPage, withXObjects } from './rebuild.ts';
import { guard } from './refuse.ts';
import { openPdf } from './source.ts';
import { dictOf, isKind, listOf, nameOf, type PdfRef, type PdfValue } from './value.ts';
import { deflatedStream, PdfWriter } from './write.ts';

export interface OverlayInput {
  /** The pages to draw on: a rebuilt file. */
  readonly base: Uint8Array;
  /** Page k of it is drawn on page k of `base`; it may have fewer pages. */
  readonly overlay: Uint8Array;
}

const overlayName = 'ShubbakOverlay';

/**
 * Draws page k of `overlay` over page k of `base`, both as displayed, upper left corners together, at true size; so a mark at the foot of
 * an upright overlay lands at the displayed foot of a page that is stored on its side. Where the overlay is larger than the page (a foot
 * band), the page grows to the right and downwards, and what the old page hid outside its crop box stays hidden.
 * Refusals: those of a rebuild, and `documents.overlay-longer` when the overlay has more pages.
 */
export function overlay({ base, overlay }: OverlayInput): Promise<Result<Uint8Array>> {
  return guard(async () => {
    const writer = new PdfWriter();
    const below = await copierOf(base, writer);
    const above = await copierOf(overlay, writer);
    const pages = pagesOf(below.source);
    const marks = pagesOf(above.source);
    if (marks.length > pages.length) return refuse('documents.overlay-longer');
    const [catalog, tree] = [writer.reserve(), writer.reserve()];
    const kids = pages.map((page, index) => {
      const content = below.cleanPage(page.entries.get('Contents'), page.resources);
      const resources = below.copy('resources', below.source.resolve(page.resources));
      const group = below.copy('group', page.entries.get('Group'));
      const mark = marks[index];
      if (mark === undefined) return putPage(writer, tree, { page, resources, content, group });
      const form = addForm(writer, above, mark);
      const { placed, grown } = place(page, mark);
      const clip = `${page.cropBox[0]} ${page.cropBox[1]} ${page.cropBox[2] - page.cropBox[0]} ${page.cropBox[3] - page.cropBox[1]}`;
      const before = Buffer.from(`q\n${clip} re W n\n`);
      const after = Buffer.from(`Q\nq ${operands(placed)} cm /${overlayName} Do Q\n`);
      return putPage(writer, tree, {
        page: grown,
        resources: withXObjects(resources, [{ name: overlayName, ref: form }]),
        content: Buffer.concat([before, content, after]),
        group,
      });
    });
    finishTree(writer, catalog, tree, kids);
    return ok(writer.finish(catalog));
  });
}

async function copierOf(bytes: Uint8Array, writer: PdfWriter): Promise<Copier> {
  const source = await openPdf(bytes);
  return new Copier(source, writer, new InflationBudget(bytes.length), readLayers(source));
}

/** A page as a form XObject in its own user space, with the resources that it inherits. */
function addForm(writer: PdfWriter, copier: Copier, page: SourcePage): PdfRef {
  const entries = dictOf({
    Type: nameOf('XObject'),
    Subtype: nameOf('Form'),
    BBox: listOf(page.cropBox),
    Resources: copier.copy('resources', copier.source.resolve(page.resources)),
    // As a group, the overlay blends with itself first, as it did on its own page.
    Group: transparencyGroup(copier.copy('group', page.entries.get('Group'))),
  });
  return writer.add(deflatedStream(entries.entries, copier.cleanPage(page.entries.get('Contents'), page.resources)));
}

function transparencyGroup(group: PdfValue): PdfValue | undefined {
  return isKind(group, 'dict') ? group : undefined;
}

function place(page: SourcePage, mark: SourcePage): { readonly placed: Matrix; readonly grown: SourcePage } {
  const [under, over] = [displayedSize(page), displayedSize(mark)];
  // Displayed coordinates start at the lower left; the upper left corners are to meet.
  const shift: Matrix = [1, 0, 0, 1, 0, under.height - over.height];
  const placed = chain(chain(toDisplay(mark), shift), inverse(toDisplay(page)));
  const tolerance = 0.5;
  if (over.width <= under.width + tolerance && over.height <= under.height + tolerance) return { placed, grown: page };
  const bounds = union(boundsOf(mark.cropBox, placed), page.cropBox);
  return { placed, grown: { ...page, mediaBox: bounds, cropBox: bounds } };
}

function union(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

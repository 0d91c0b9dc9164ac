import { ok, type Result } from '../../../../kernel/index.ts';
import type { Millimetres } from './page.ts';
import { type InkCells, inkCells, inkIn, type Place } from './space.ts';

/** What is looked for on a page. */
export interface BlanksInput {
  readonly image: Uint8Array;
  readonly mm: Millimetres;
}

/** A part of a page that looks as if something were still to be written: a hint for a person to look at, never a judgement. */
export interface BlankPart extends Place {
  /** `gap`: a large empty space between two blocks of text. `line`: dots or a rule behind a word, with nothing written on them. */
  readonly kind: 'gap' | 'line';
}

/** Lines of text nearer than this belong to one block. All lengths in millimetres, which are cells. */
const lineSpacing = 7;
/** An empty space of this height between two blocks is remarkable. */
const leastGap = 42;
/** A block of text: higher and wider than a page number, a letterhead's line or a single word. */
const leastBlock = { height: 9, width: 60 } as const;
/** A line to write on: shorter is punctuation, longer a rule across the page. */
const lineLength = { least: 24, most: 130 } as const;
/** Room above a line in which writing would stand. */
const writingHeight = 4;
/** How near the word must stand that says what is to be written. */
const wordWithin = 14;
/** Parts told of one page. */
const most = 6;

/** The blank parts of a page, from its top; none of an empty page, which says enough by itself. */
export async function findBlanks({
  image,
  mm,
}: BlanksInput): Promise<Result<{ readonly parts: readonly BlankPart[] }>> {
  const cells = await inkCells(image, mm);
  const parts = [...gapsOf(cells), ...linesOf(cells)].toSorted((a, b) => a.top - b.top);
  return ok({ parts: parts.slice(0, most) });
}

interface Block {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Blocks of lines that stand together. */
function blocksOf(cells: InkCells): readonly Block[] {
  const blocks: { top: number; bottom: number }[] = [];
  for (let row = 0; row < cells.rows; row += 1) {
    if (inkIn(cells, { left: 0, top: row, right: cells.columns, bottom: row + 1 }) < 2) continue;
    const last = blocks.at(-1);
    if (last && row - last.bottom <= lineSpacing) last.bottom = row + 1;
    else blocks.push({ top: row, bottom: row + 1 });
  }
  return blocks.map(({ top, bottom }) => {
    const inked = (column: number) => inkIn(cells, { left: column, top, right: column + 1, bottom }) > 0;
    const columns = Array.from({ length: cells.columns }, (_, column) => column).filter(inked);
    return { top, bottom, left: columns.at(0) ?? 0, right: (columns.at(-1) ?? 0) + 1 };
  });
}

function gapsOf(cells: InkCells): readonly BlankPart[] {
  const text = blocksOf(cells).filter(
    ({ top, bottom, left, right }) => bottom - top >= leastBlock.height && right - left >= leastBlock.width,
  );
  return text.slice(1).flatMap((below, index) => {
    const above = text[index];
    if (!above || below.top - above.bottom < leastGap) return [];
    const left = Math.min(above.left, below.left);
    const width = Math.max(above.right, below.right) - left;
    return [{ kind: 'gap', left, top: above.bottom, width, height: below.top - above.bottom } as const];
  });
}

/** Runs of ink one or two cells high, with nothing above them and a word beside. */
function linesOf(cells: InkCells): readonly BlankPart[] {
  const lines: BlankPart[] = [];
  for (let row = writingHeight + 1; row < cells.rows - 2; row += 1) {
    for (const { from, to } of runsIn(cells, row)) {
      const height = writingHeight;
      const place = { left: from, top: row - height, width: to - from, height: height + 1 };
      const known = lines.some(
        each => Math.abs(each.top - place.top) <= 3 && each.left < to && from < each.left + each.width,
      );
      if (!known && isToFill(cells, row, { from, to })) lines.push({ kind: 'line', ...place });
    }
  }
  return lines;
}

interface Run {
  readonly from: number;
  readonly to: number;
}

/** Runs of inked cells of one row, a cell of paper between two dots allowed. */
function runsIn(cells: InkCells, row: number): readonly Run[] {
  const runs: Run[] = [];
  let from = -1;
  let last = -1;
  for (let column = 0; column <= cells.columns; column += 1) {
    const inked =
      column < cells.columns && inkIn(cells, { left: column, top: row, right: column + 1, bottom: row + 1 }) > 0;
    if (inked) {
      if (from < 0) from = column;
      last = column;
    } else if (from >= 0 && (column - last > 1 || column === cells.columns)) {
      const length = last + 1 - from;
      if (length >= lineLength.least && length <= lineLength.most) runs.push({ from, to: last + 1 });
      from = -1;
    }
  }
  return runs;
}

function isToFill(cells: InkCells, row: number, { from, to }: Run): boolean {
  const area = (span: { left: number; right: number; top: number; bottom: number }): number => inkIn(cells, span);
  // What is written on a line stands above it; what stands under it belongs to the next.
  const written = area({ left: from, right: to, top: row - writingHeight, bottom: row });
  const thick = area({ left: from, right: to, top: row + 2, bottom: row + 3 });
  if (written > (to - from) * 0.15 || thick > (to - from) * 0.5) return false;
  const band = { top: row - writingHeight, bottom: row + 2 };
  const before = area({ ...band, left: from - wordWithin, right: from });
  const after = area({ ...band, left: to, right: to + wordWithin });
  return Math.max(before, after) >= 4;
}

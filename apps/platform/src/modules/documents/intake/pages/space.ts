import { ok, type Result } from '../../../../kernel/index.ts';
import { type Luminance, luminanceOf, type Millimetres } from './page.ts';
import { tonesOf } from './quality.ts';

/** A rectangle on the page as displayed, in millimetres from its upper left corner. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface FootInput {
  readonly image: Uint8Array;
  readonly mm: Millimetres;
  /** Height of the strip at the foot. */
  readonly foot: number;
}

export interface StampInput {
  readonly image: Uint8Array;
  readonly mm: Millimetres;
  /** Size of the stamp. */
  readonly stamp: Millimetres;
  /** Height at the foot that the margin mark takes. */
  readonly foot: number;
}

export interface StampPlace extends Place {
  /** False when every place covers something: the least covered one is proposed and the clerk is told. */
  readonly isEmpty: boolean;
}

/** Paper is measured in cells of this side. */
const cellMillimetres = 1;
/** A cell with less ink than this share is empty: dust, grain, the shadow of a fold. */
const dustShare = 0.02;
/** Cells with ink that a strip may hold and still be called empty, as share: a few specks. */
const speckShare = 0.002;
/** Scanners leave shadows along the edges; printers cannot print there either. */
const edgeMillimetres = 4;

/** Whether the strip of `foot` millimetres at the foot of a page is free, so that the margin mark can be printed over it. */
export async function isFootEmpty({ image, mm, foot }: FootInput): Promise<Result<boolean>> {
  const cells = await inkCells(image, mm);
  const top = Math.max(0, cells.rows - Math.round(foot / cellMillimetres));
  const strip = { left: 0, top, right: cells.columns, bottom: cells.rows };
  const area = cells.columns * (cells.rows - top);
  return ok(area > 0 && inkIn(cells, strip) <= area * speckShare);
}

/**
 * A place for the stamp: an empty rectangle as near as possible below the last writing (where one signs), above the margin mark's strip.
 */
export async function proposeStampPlace({ image, mm, stamp, foot }: StampInput): Promise<Result<StampPlace>> {
  const cells = await inkCells(image, mm);
  const margin = Math.round((edgeMillimetres + 4) / cellMillimetres);
  const [width, height] = [Math.ceil(stamp.width / cellMillimetres), Math.ceil(stamp.height / cellMillimetres)];
  const lastTop = cells.rows - height - Math.max(margin, Math.round(foot / cellMillimetres));
  const lastLeft = cells.columns - width - margin;
  const target = lastInkRow(cells, lastTop + height);
  let best = {
    cost: Number.POSITIVE_INFINITY,
    left: Math.max(0, Math.min(margin, lastLeft)),
    top: Math.max(0, lastTop),
    ink: 1,
  };
  for (let top = margin; top <= lastTop; top += 2) {
    for (let left = margin; left <= lastLeft; left += 2) {
      const ink = inkIn(cells, { left: left - 1, top: top - 1, right: left + width + 1, bottom: top + height + 1 });
      const allowed = width * height * speckShare;
      const overlap = ink <= allowed ? 0 : ink;
      // Covering writing outweighs any distance; then nearness to the end of the writing; then the centre of the sheet.
      const distance = Math.abs(top - target) + 0.1 * Math.abs(left + width / 2 - cells.columns / 2);
      const cost = overlap * 1_000 + distance;
      if (cost < best.cost) best = { cost, left, top, ink: overlap };
    }
  }
  const place = { left: best.left * cellMillimetres, top: best.top * cellMillimetres };
  return ok({ ...place, ...stamp, isEmpty: best.ink === 0 });
}

/** Which square millimetres of a page bear ink. */
export interface InkCells {
  readonly columns: number;
  readonly rows: number;
  /** Summed-area table of cells with ink, one row and column larger than the page. */
  readonly sums: Uint32Array;
}

/** Looks at a page square millimetre by square millimetre. */
export async function inkCells(image: Uint8Array, mm: Millimetres): Promise<InkCells> {
  const pixelsPerCell = 3;
  const longSide = Math.round((Math.max(mm.width, mm.height) / cellMillimetres) * pixelsPerCell);
  const luminance = await luminanceOf(image, longSide);
  const columns = Math.max(1, Math.round(mm.width / cellMillimetres));
  const rows = Math.max(1, Math.round(mm.height / cellMillimetres));
  const threshold = tonesOf(luminance).paper - 25;
  const sums = new Uint32Array((columns + 1) * (rows + 1));
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const ink = isInked(luminance, { column, row, columns, rows }, threshold) ? 1 : 0;
      const at = (row + 1) * (columns + 1) + column + 1;
      sums[at] = ink + (sums[at - 1] ?? 0) + (sums[at - columns - 1] ?? 0) - (sums[at - columns - 2] ?? 0);
    }
  }
  return { columns, rows, sums };
}

interface Cell {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

function isInked(
  { pixels, width, height }: Luminance,
  { column, row, columns, rows }: Cell,
  threshold: number,
): boolean {
  const edge = edgeMillimetres / cellMillimetres;
  if (column < edge || row < edge || column >= columns - edge || row >= rows - edge) return false;
  const [x0, x1] = [Math.floor((column * width) / columns), Math.ceil(((column + 1) * width) / columns)];
  const [y0, y1] = [Math.floor((row * height) / rows), Math.ceil(((row + 1) * height) / rows)];
  let ink = 0;
  for (let y = y0; y < y1; y += 1) {
    for (let x = x0; x < x1; x += 1) if ((pixels[y * width + x] ?? 255) < threshold) ink += 1;
  }
  return ink > (x1 - x0) * (y1 - y0) * dustShare;
}

interface Span {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How many cells with ink lie in a span. */
export function inkIn({ columns, rows, sums }: InkCells, span: Span): number {
  const [left, right] = [Math.max(0, span.left), Math.min(columns, span.right)];
  const [top, bottom] = [Math.max(0, span.top), Math.min(rows, span.bottom)];
  const at = (row: number, column: number) => sums[row * (columns + 1) + column] ?? 0;
  return at(bottom, right) - at(top, right) - at(bottom, left) + at(top, left);
}

/** The row below the last writing above `limit`; two thirds down an empty sheet. */
function lastInkRow(cells: InkCells, limit: number): number {
  for (let row = Math.min(limit, cells.rows) - 1; row > 0; row -= 1) {
    if (inkIn(cells, { left: 0, top: row, right: cells.columns, bottom: row + 1 }) > 1) return row + 2;
  }
  return Math.round((cells.rows * 2) / 3);
}

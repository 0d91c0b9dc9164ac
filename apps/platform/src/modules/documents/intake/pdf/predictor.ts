import { Stop } from './value.ts';

interface Prediction {
  readonly predictor: number;
  readonly colors: number;
  readonly bits: number;
  readonly columns: number;
}

/** Undoes the PNG and TIFF predictors of Flate and LZW data (ISO 32000-1, 7.4.4.4). */
export function undoPredictor(data: Uint8Array, { predictor, colors, bits, columns }: Prediction): Uint8Array {
  if (predictor <= 1) return data;
  const sane =
    [colors, bits, columns].every(value => Number.isInteger(value) && value > 0) && colors <= 32 && bits <= 16;
  if (!sane || columns > 1_000_000) throw new Stop('documents.unreadable');
  const pixel = Math.max(1, (colors * bits) >> 3);
  const row = (colors * bits * columns + 7) >> 3;
  return predictor === 2 ? undoTiff(data, row, colors, bits) : undoPng(data, row, pixel);
}

function undoTiff(data: Uint8Array, row: number, colors: number, bits: number): Uint8Array {
  // Samples of other widths are rare enough that a file with them is refused rather than guessed.
  if (bits !== 8) throw new Stop('documents.unreadable');
  const out = Uint8Array.from(data);
  for (let start = 0; start < out.length; start += row) {
    const end = Math.min(start + row, out.length);
    for (let at = start + colors; at < end; at += 1) out[at] = (out[at] ?? 0) + (out[at - colors] ?? 0);
  }
  return out;
}

function undoPng(data: Uint8Array, row: number, pixel: number): Uint8Array {
  const rows = Math.ceil(data.length / (row + 1));
  const out = new Uint8Array(Math.max(0, data.length - rows));
  for (let y = 0; y < rows; y += 1) {
    const from = y * (row + 1);
    const to = y * row;
    const length = Math.min(row, data.length - from - 1);
    undoPngRow(data, from, out, to, length, { row, pixel, first: y === 0 });
  }
  return out;
}

function undoPngRow(
  data: Uint8Array,
  from: number,
  out: Uint8Array,
  to: number,
  length: number,
  { row, pixel, first }: { row: number; pixel: number; first: boolean },
): void {
  const filter = data[from] ?? 0;
  for (let x = 0; x < length; x += 1) {
    const left = x >= pixel ? (out[to + x - pixel] ?? 0) : 0;
    const up = first ? 0 : (out[to + x - row] ?? 0);
    const corner = x >= pixel && !first ? (out[to + x - row - pixel] ?? 0) : 0;
    out[to + x] = (data[from + 1 + x] ?? 0) + predicted(filter, left, up, corner);
  }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  return filter === 4 ? paeth(left, up, corner) : 0;
}

/** PNG specification, 9.4. */
function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

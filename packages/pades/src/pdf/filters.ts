import { inflateSync } from 'node:zlib';
import { PadesError } from '../failure.ts';
import { decodeLzw, decodeRunLength } from './run-filters.ts';
import { decodeAscii85, decodeAsciiHex } from './text-filters.ts';
import { malformedPdf, nameText, type PdfDictionary, type PdfStream, type PdfValue } from './model.ts';

/** Counts inflated octets over a whole file, so that many small bombs weigh as one. */
export class InflateBudget {
  #left: number;

  constructor(octets: number) {
    this.#left = octets;
  }

  /** zlib data to octets; throws `pdf-limit-exceeded` when the budget is spent. */
  inflate(stored: Uint8Array): Uint8Array {
    if (this.#left <= 0) throw new PadesError('pdf-limit-exceeded', 'inflated too much');
    try {
      const inflated = inflateSync(stored, { maxOutputLength: this.#left });
      this.#left -= inflated.length;
      return inflated;
    } catch (cause) {
      if (cause instanceof RangeError) throw new PadesError('pdf-limit-exceeded', 'inflated too much', { cause });
      throw new PadesError('pdf-malformed', 'compressed stream is damaged', { cause });
    }
  }

  /** Counts what another filter makes, which is told how much it may be. */
  count(decode: (limit: number) => Uint8Array): Uint8Array {
    const decoded = decode(this.#left);
    this.#left -= decoded.length;
    if (this.#left < 0) throw new PadesError('pdf-limit-exceeded', 'inflated too much');
    return decoded;
  }
}

/** Filter names of a stream, in the order of decoding; every value must be direct. */
function filterNames(dictionary: PdfDictionary): string[] {
  const filter = dictionary.get('Filter') ?? null;
  if (filter === null) return [];
  return (Array.isArray(filter) ? (filter as readonly PdfValue[]) : [filter]).map(value => {
    const name = nameText(value);
    if (name === undefined) throw new PadesError('pdf-unsupported', 'filter is not a name');
    return name;
  });
}

/** Filters one after the other; real files have two at most. */
const longestChain = 4;

/**
 * Undoes a stream's filters in their order: FlateDecode and LZWDecode with their predictors, ASCIIHexDecode,
 * ASCII85Decode, RunLengthDecode. Others are `pdf-unsupported`, more than four `pdf-limit-exceeded`.
 */
export function decodeStream(stream: PdfStream, budget: InflateBudget): Uint8Array {
  const filters = filterNames(stream.dictionary);
  if (filters.length > longestChain) throw new PadesError('pdf-limit-exceeded', 'too many filters');
  const given = stream.dictionary.get('DecodeParms') ?? null;
  const parameters: readonly PdfValue[] = Array.isArray(given) ? (given as readonly PdfValue[]) : [given];
  return filters.reduce((data, filter, index) => {
    const own = parameters[index];
    return undoFilter(filter, data, own instanceof Map ? own : new Map(), budget);
  }, stream.stored);
}

function undoFilter(filter: string, data: Uint8Array, parameters: PdfDictionary, budget: InflateBudget): Uint8Array {
  switch (filter) {
    case 'FlateDecode':
      return undoPredictor(budget.inflate(data), parameters);
    case 'LZWDecode': {
      const earlyChange = parameters.get('EarlyChange') === 0 ? 0 : 1;
      return undoPredictor(
        budget.count(limit => decodeLzw(data, earlyChange, limit)),
        parameters,
      );
    }
    case 'RunLengthDecode':
      return budget.count(limit => decodeRunLength(data, limit));
    case 'ASCIIHexDecode':
      return budget.count(() => decodeAsciiHex(data));
    case 'ASCII85Decode':
      return budget.count(() => decodeAscii85(data));
    default:
      throw new PadesError('pdf-unsupported', `filter ${filter}`);
  }
}

function parameter(parameters: PdfDictionary, key: string, otherwise: number, most: number): number {
  const value = parameters.get(key) ?? otherwise;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > most) {
    throw malformedPdf(`filter parameter ${key}`);
  }
  return value;
}

function undoPredictor(data: Uint8Array, parameters: PdfDictionary): Uint8Array {
  const predictor = parameter(parameters, 'Predictor', 1, 15);
  if (predictor === 1) return data;
  if (predictor > 2 && predictor < 10) throw malformedPdf('filter parameter Predictor');
  const colors = parameter(parameters, 'Colors', 1, 32);
  const bits = parameter(parameters, 'BitsPerComponent', 8, 16);
  const columns = parameter(parameters, 'Columns', 1, 1_000_000);
  if (predictor === 2) return undoTiffPredictor(data, { colors, bits, columns });
  return undoPngPredictor(data, Math.ceil((colors * bits * columns) / 8), Math.max(1, (colors * bits) >> 3));
}

/** TIFF predictor 2: each component is given less that of the pixel to its left. Only whole octets are read. */
function undoTiffPredictor(
  data: Uint8Array,
  { colors, bits, columns }: { readonly colors: number; readonly bits: number; readonly columns: number },
): Uint8Array {
  if (bits !== 8) throw new PadesError('pdf-unsupported', `TIFF predictor of ${bits} bits`);
  const rowLength = colors * columns;
  const result = Uint8Array.from(data);
  for (let index = colors; index < result.length; index++) {
    if (index % rowLength >= colors) result[index] = (result[index] ?? 0) + (result[index - colors] ?? 0);
  }
  return result;
}

/** PNG filters (RFC 2083 §6): each row begins with the number of its filter. */
function undoPngPredictor(data: Uint8Array, rowLength: number, pixelLength: number): Uint8Array {
  if (data.length % (rowLength + 1) !== 0) throw malformedPdf('predictor rows do not fit');
  const rows = data.length / (rowLength + 1);
  const result = new Uint8Array(rows * rowLength);
  for (let row = 0; row < rows; row++) {
    const filter = data[row * (rowLength + 1)] ?? 0;
    const start = row * rowLength;
    for (let column = 0; column < rowLength; column++) {
      const raw = data[row * (rowLength + 1) + 1 + column] ?? 0;
      const left = column < pixelLength ? 0 : (result[start + column - pixelLength] ?? 0);
      const up = row === 0 ? 0 : (result[start - rowLength + column] ?? 0);
      const corner = row === 0 || column < pixelLength ? 0 : (result[start - rowLength + column - pixelLength] ?? 0);
      result[start + column] = raw + predicted(filter, left, up, corner);
    }
  }
  return result;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      throw malformedPdf(`PNG filter ${filter}`);
  }
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [fromLeft, fromUp, fromCorner] = [estimate - left, estimate - up, estimate - corner].map(Math.abs);
  if (fromLeft === undefined || fromUp === undefined || fromCorner === undefined) return 0;
  if (fromLeft <= fromUp && fromLeft <= fromCorner) return left;
  return fromUp <= fromCorner ? up : corner;
}

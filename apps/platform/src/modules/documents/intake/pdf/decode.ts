import { constants, inflateSync } from 'node:zlib';
import { intakeLimits } from '../limits.ts';
import { decodeAscii85, decodeAsciiHex, decodeLzw, decodeRunLength } from './filters.ts';
import { undoPredictor } from './predictor.ts';
import type { PdfSource } from './source.ts';
import { isKind, type PdfStream, type PdfValue, Stop } from './value.ts';

/** Counts what a file inflates to, over all its streams. */
export class InflationBudget {
  private spent = 0;
  private readonly allowed: number;

  constructor(fileBytes: number) {
    const byRatio = Math.max(intakeLimits.ratioFloorBytes, fileBytes * intakeLimits.inflateRatio);
    this.allowed = Math.min(intakeLimits.inflatedBytes, byRatio);
  }

  /** Bytes that may still come. */
  get left(): number {
    return Math.max(1, this.allowed - this.spent);
  }

  /** Books `bytes`; stops with `documents.inflates-too-much` when nothing is left. */
  spend(bytes: number): void {
    this.spent += bytes;
    if (this.spent > this.allowed) throw new Stop('documents.inflates-too-much');
  }
}

export interface FilterStep {
  readonly name: string;
  readonly parms: ReadonlyMap<string, PdfValue>;
}

const abbreviations: Readonly<Record<string, string>> = {
  A85: 'ASCII85Decode',
  AHx: 'ASCIIHexDecode',
  CCF: 'CCITTFaxDecode',
  DCT: 'DCTDecode',
  Fl: 'FlateDecode',
  LZW: 'LZWDecode',
  RL: 'RunLengthDecode',
};

/** The filters of a stream in order of decoding (ISO 32000-1, table 5), or a stop when there are too many. */
export function filtersOf(source: PdfSource, entries: ReadonlyMap<string, PdfValue>): readonly FilterStep[] {
  const names = listed(source, entries.get('Filter') ?? entries.get('F'));
  const parms = listed(source, entries.get('DecodeParms') ?? entries.get('DP'));
  if (names.length > intakeLimits.filterChain) throw new Stop('documents.too-complex');
  return names.map((value, index) => {
    if (!isKind(value, 'name')) throw new Stop('documents.unreadable');
    const parm = parms[index];
    return { name: abbreviations[value.name] ?? value.name, parms: isKind(parm, 'dict') ? parm.entries : new Map() };
  });
}

function listed(source: PdfSource, value: PdfValue | undefined): readonly PdfValue[] {
  const resolved = source.resolve(value);
  if (resolved === null) return [];
  return isKind(resolved, 'list') ? resolved.items.map(item => source.resolve(item)) : [resolved];
}

/**
 * `stream` decoded up to the first filter that is not a general compression; that filter and those after it are returned.
 * Never inflates more than the budget has left. Stops: `documents.inflates-too-much`, `.unreadable`.
 */
export function decodeStream(
  source: PdfSource,
  stream: PdfStream,
  budget: InflationBudget,
): { readonly data: Uint8Array; readonly remaining: readonly FilterStep[] } {
  // An external file (/F with /FFilter) would bring bytes from elsewhere: only what is inside the file is read.
  const steps = filtersOf(source, withoutExternalFile(stream.entries));
  let data = stream.data;
  for (const [index, step] of steps.entries()) {
    const decoded = decodeStep(source, data, step, budget);
    if (decoded === undefined) return { data, remaining: steps.slice(index) };
    budget.spend(decoded.length);
    data = decoded;
  }
  return { data, remaining: [] };
}

function withoutExternalFile(entries: ReadonlyMap<string, PdfValue>): ReadonlyMap<string, PdfValue> {
  return entries.has('F') ? new Map([...entries].filter(([key]) => key !== 'F')) : entries;
}

function decodeStep(
  source: PdfSource,
  data: Uint8Array,
  step: FilterStep,
  budget: InflationBudget,
): Uint8Array | undefined {
  const number = (key: string, fallback: number) => {
    const value = source.resolve(step.parms.get(key));
    return typeof value === 'number' ? value : fallback;
  };
  const unpredicted = (bytes: Uint8Array) =>
    undoPredictor(bytes, {
      predictor: number('Predictor', 1),
      colors: number('Colors', 1),
      bits: number('BitsPerComponent', 8),
      columns: number('Columns', 1),
    });
  switch (step.name) {
    case 'FlateDecode':
      return unpredicted(inflate(data, budget));
    case 'LZWDecode':
      return unpredicted(decodeLzw(data, number('EarlyChange', 1), budget.left));
    case 'ASCII85Decode':
      return decodeAscii85(data);
    case 'ASCIIHexDecode':
      return decodeAsciiHex(data);
    case 'RunLengthDecode':
      return decodeRunLength(data, budget.left);
    default:
      return undefined;
  }
}

/** Inflates zlib data within the budget; a missing end or checksum keeps what was readable, as every reader does. */
function inflate(data: Uint8Array, budget: InflationBudget): Uint8Array {
  try {
    return inflateSync(data, { maxOutputLength: budget.left, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    if (error instanceof RangeError) throw new Stop('documents.inflates-too-much');
    return inflateDamaged(data, budget);
  }
}

/** The readable beginning of damaged data: the longest prefix that zlib accepts, found by halving. */
function inflateDamaged(data: Uint8Array, budget: InflationBudget): Uint8Array {
  let [good, bad] = [0, data.length];
  let best: Uint8Array = new Uint8Array(0);
  while (bad - good > 16) {
    const middle = (good + bad) >> 1;
    try {
      best = inflateSync(data.subarray(0, middle), {
        maxOutputLength: budget.left,
        finishFlush: constants.Z_SYNC_FLUSH,
      });
      good = middle;
    } catch (error) {
      if (error instanceof RangeError) throw new Stop('documents.inflates-too-much');
      bad = middle;
    }
  }
  return best;
}

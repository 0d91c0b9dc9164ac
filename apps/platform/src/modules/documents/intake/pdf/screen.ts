import { constants, inflateSync } from 'node:zlib';
import { intakeLimits } from '../limits.ts';
import { InflationBudget } from './decode.ts';
import { Stop } from './value.ts';

/**
 * Looks at the raw bytes before the parser does: the parser inflates object streams without a ceiling of its own.
 * Every compressed run that follows the word `stream` is inflated within the budget and thrown away; what inflates to another
 * compressed run is followed. Stops: `documents.inflates-too-much`, `.too-complex`.
 */
export function screenBytes(bytes: Uint8Array): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let objects = 0;
  for (let at = view.indexOf(' obj'); at >= 0; at = view.indexOf(' obj', at + 4)) objects += 1;
  if (objects > intakeLimits.objects) throw new Stop('documents.too-complex');
  const budget = new InflationBudget(view.length);
  for (let at = view.indexOf('stream'); at >= 0; at = view.indexOf('stream', at + 6)) {
    if (view.toString('latin1', at - 3, at) === 'end') continue;
    let start = at + 6;
    if (view[start] === 13) start += 1;
    if (view[start] === 10) start += 1;
    // The true end is unknown before parsing; zlib data ends itself, and what follows is not read.
    measure(view.subarray(start), budget, 0);
  }
}

function measure(data: Uint8Array, budget: InflationBudget, depth: number): void {
  if (!hasZlibHeader(data)) return;
  if (depth >= intakeLimits.filterChain) throw new Stop('documents.too-complex');
  try {
    const inflated = inflateSync(data, { maxOutputLength: budget.left, finishFlush: constants.Z_SYNC_FLUSH });
    budget.spend(inflated.length);
    measure(inflated, budget, depth + 1);
  } catch (error) {
    if (error instanceof Stop) throw error;
    // Past the ceiling; anything else is damaged data, whose readable part the decoder measures when it is used.
    if (error instanceof RangeError) throw new Stop('documents.inflates-too-much');
  }
}

/** RFC 1950, 2.2: method 8 and a check over the first two bytes. */
function hasZlibHeader(data: Uint8Array): boolean {
  const [method = 0, flags = 0] = data;
  return (method & 0x0f) === 8 && method >> 4 <= 7 && ((method << 8) | flags) % 31 === 0;
}

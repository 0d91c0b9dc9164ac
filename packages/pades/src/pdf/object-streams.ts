import { decodeStream, type InflateBudget } from './filters.ts';
import type { ReadLimits } from './limits.ts';
import { malformedPdf, nameText, type PdfStream } from './model.ts';
import { PdfParser } from './parser.ts';
import type { ReadingLog } from './reading-log.ts';

/** An object stream, inflated, with the numbers and places of what it holds (ISO 32000-1 §7.5.7). */
export interface ObjectStream {
  readonly data: Uint8Array;
  readonly entries: readonly { readonly number: number; readonly offset: number }[];
}

/** Opens an object stream; one object in it twice is ambiguous, as readers look it up by index or by number. */
export function openObjectStream(
  stream: PdfStream,
  { limits, budget, log }: { readonly limits: ReadLimits; readonly budget: InflateBudget; readonly log: ReadingLog },
): ObjectStream {
  const { dictionary } = stream;
  const [count, first] = [dictionary.get('N'), dictionary.get('First')];
  if (typeof count !== 'number' || typeof first !== 'number' || count > limits.objects) {
    throw malformedPdf('bad object stream');
  }
  if (nameText(dictionary.get('Type')) !== 'ObjStm') log.forgive('object stream without its /Type');
  const data = decodeStream(stream, budget);
  const parser = new PdfParser(data, 0, limits.depth, log);
  const entries: { number: number; offset: number }[] = [];
  const seen = new Set<number>();
  for (let index = 0; index < count; index++) {
    const number = parser.expectWholeNumber();
    entries.push({ number, offset: first + parser.expectWholeNumber() });
    if (seen.has(number)) log.doubt(`object ${number} twice in one object stream`);
    seen.add(number);
  }
  return { data, entries };
}

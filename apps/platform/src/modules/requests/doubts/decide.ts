import { ok, refuse, type Result } from '../../../kernel/index.ts';
import type { Doubt, DoubtPlace } from './model.ts';

/** Longest words of a mark, in characters. */
export const longestWords = 500;
/** Most marks that may be open on one request: more is a request to return. */
export const mostOpen = 40;
/** The reason that says nothing by itself. */
const otherReason = 'other';
/** Millimetres by which a mark may stand over the edge: rounding. */
const slack = 0.5;

/** What somebody marks. */
export interface Marked {
  readonly reason: string;
  readonly words: string;
  readonly place: DoubtPlace | null;
}

/** What a mark is judged by. */
export interface MarkFacts {
  /** Reasons that the service of the request knows. */
  readonly reasons: readonly string[];
  /** Size of the page as displayed, millimetres. */
  readonly page: { readonly width: number; readonly height: number };
  /** Marks of the request that are open. */
  readonly open: number;
}

/**
 * Judges a mark before it is kept. Refusals: `requests.unknown-doubt-reason`, `.text-missing` where the reason says nothing by itself,
 * `.text-too-long` {most}, `.doubt-outside` the page, `.too-many-doubts` {most}.
 */
export function decideMark({ reason, words, place }: Marked, { reasons, page, open }: MarkFacts): Result<void> {
  if (!reasons.includes(reason)) return refuse('requests.unknown-doubt-reason');
  if (reason === otherReason && words.trim() === '') return refuse('requests.text-missing');
  if (words.trim().length > longestWords) return refuse('requests.text-too-long', { most: longestWords });
  if (place && !liesOn(place, page)) return refuse('requests.doubt-outside');
  if (open >= mostOpen) return refuse('requests.too-many-doubts', { most: mostOpen });
  return ok(undefined);
}

function liesOn({ x, y, width, height }: DoubtPlace, page: MarkFacts['page']): boolean {
  const finite = [x, y, width, height].every(Number.isFinite);
  const inside = x >= 0 && y >= 0 && x + width <= page.width + slack && y + height <= page.height + slack;
  return finite && inside && width > 0 && height > 0;
}

/** Whether marks are still open. Refused: `requests.doubts-open` {count}. */
export function decideSettled(open: number): Result<void> {
  return open === 0 ? ok(undefined) : refuse('requests.doubts-open', { count: open });
}

/** How many of them are open. */
export function countOpen(doubts: readonly Pick<Doubt, 'end'>[]): number {
  return doubts.filter(({ end }) => end === null).length;
}

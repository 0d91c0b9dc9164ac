import type { Id, PageId, RequestId, StaffId } from '../../../kernel/index.ts';

export type DoubtId = Id<'doubt'>;

/** A part of a page: millimetres from the upper left corner of the page as displayed. */
export interface DoubtPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How a mark of doubt ended: taken back by whoever made it, or said to be settled by an officer. */
export interface DoubtEnd {
  readonly how: 'withdrawn' | 'settled';
  readonly by: StaffId;
  readonly at: Date;
}

/** A clerk's mark on a page of a request: where, and why they doubt it. For the staff's eyes alone. */
export interface Doubt {
  readonly id: DoubtId;
  readonly requestId: RequestId;
  readonly pageId: PageId;
  /** Beginning of the digest of what was looked at, as addresses of pages have it. */
  readonly picture: string;
  /** Null: the whole page. */
  readonly place: DoubtPlace | null;
  /** A word of the catalogue. */
  readonly reason: string;
  /** What the clerk wrote; null for nothing. */
  readonly words: string | null;
  readonly markedBy: StaffId;
  readonly markedAt: Date;
  /** Null while it is open: no act is made of the request. */
  readonly end: DoubtEnd | null;
}

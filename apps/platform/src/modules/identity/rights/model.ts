import type { CommuneId, Id, PersonId, StaffId } from '../../../kernel/index.ts';

export type RightsRequestId = Id<'rights-request'>;

/** Rights over one's data: law 09-08, articles 7 (access), 8 (rectification, erasure) and 9 (opposition). */
export const rightsKinds = ['access', 'rectification', 'opposition', 'erasure'] as const;
export type RightsKind = (typeof rightsKinds)[number];

/** Grounds on which a request may be refused; each is said with the way to appeal. */
export const refusalGrounds = [
  /** The law obliges the commune to keep it: acts, registers. */
  'legal-obligation',
  /** The data are right as they stand, or are needed for what they were taken for. */
  'not-justified',
  /** Nobody showed that it is the person who asks. */
  'not-identified',
  /** Asked again and again without anything new (article 7). */
  'repetitive',
] as const;
export type RefusalGround = (typeof refusalGrounds)[number];

export type RightsState = 'open' | 'granted' | 'done' | 'refused' | 'withdrawn';

/** How long an answer may take, and why. */
export interface Delay {
  /** Clear days: neither the day of asking nor the last one counts. */
  readonly days: number;
  /** `art-8`: the law's own; `house`: the platform's, where the law says "without delay" or nothing. */
  readonly basis: 'art-8' | 'house';
}

/** A request as it is kept, its words sealed. */
export interface SealedRightsRequest {
  readonly id: RightsRequestId;
  readonly personId: PersonId;
  readonly askedIn: CommuneId;
  readonly number: string;
  readonly kind: RightsKind;
  readonly wordsSealed: Buffer;
  readonly channel: 'online' | 'counter';
  readonly takenBy: StaffId | null;
  readonly basis: Delay['basis'];
  readonly askedAt: Date;
  readonly dueAt: Date;
  readonly remindedAt: Date | null;
  readonly state: RightsState;
  readonly ground: RefusalGround | null;
  readonly answerSealed: Buffer | null;
  readonly answeredBy: StaffId | null;
  readonly answeredAt: Date | null;
  readonly executesAt: Date | null;
  readonly endedAt: Date | null;
}

/** A request as its person and the desk read it; words are null once the person was erased. */
export interface RightsRequest extends Omit<SealedRightsRequest, 'wordsSealed' | 'answerSealed'> {
  readonly words: string | null;
  readonly answer: string | null;
}

/** A line of the desk's list: no name, no words. */
export type RightsLine = Pick<
  SealedRightsRequest,
  'id' | 'number' | 'kind' | 'channel' | 'askedAt' | 'dueAt' | 'state' | 'executesAt' | 'endedAt'
>;

export type RightsEventKind = 'asked' | 'opened' | 'reminded' | 'granted' | 'refused' | 'withdrawn' | 'done';

/** What happened to a request. */
export interface RightsEvent {
  readonly kind: RightsEventKind;
  readonly staffId: StaffId | null;
  readonly at: Date;
}

/** Something that the law makes a room keep of a person although they asked to be forgotten. */
export interface Hold {
  /** Word of the room: `acts`, `register`, `requests-decided`. */
  readonly kind: string;
  readonly count: number;
  /** The law or rule, as a word that the texts explain. */
  readonly basis: string;
  /** Until when; null: for as long as the register itself is kept. */
  readonly until: Date | null;
}

/** What an erasure would do to a person's data now. */
export interface ErasurePlan {
  /** What goes, as words that the texts explain. */
  readonly goes: readonly string[];
  readonly stays: readonly Hold[];
  /** What must be finished or withdrawn first: while any is there, nothing is erased. */
  readonly blocks: readonly { readonly kind: string; readonly count: number }[];
}

/** News of a request, owed to the person. */
export interface RightsNews {
  readonly communeId: CommuneId;
  readonly personId: PersonId;
  readonly requestId: RightsRequestId;
  readonly event: 'rights-asked' | 'rights-answered';
}

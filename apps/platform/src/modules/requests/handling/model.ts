import type { Id, RequestId, StaffId } from '../../../kernel/index.ts';
import type { Words } from '../words.ts';
import type { RequestState } from '../model.ts';

/** That a member of staff has a request in hand until a moment; after it, anybody may take it. */
export interface Lease {
  readonly requestId: RequestId;
  readonly holderId: StaffId;
  readonly claimedAt: Date;
  readonly expiresAt: Date;
}

/** States in which a request lies with the office, so that somebody can have it in hand. */
export const heldStates = ['queued', 'refusing'] as const satisfies readonly RequestState[];

/** In which order requests wait; the place in the list is the rank that is kept. */
export const priorities = ['urgent', 'high', 'usual'] as const;
export type Priority = (typeof priorities)[number];

/** Why one request goes before others: codes, never words, because words would tell of somebody's health or troubles. */
const priorityReasons = [
  'frail-person',
  'travel',
  'legal-deadline',
  'our-delay',
  'our-mistake',
  'other-administration',
  'back-to-usual',
] as const;
export type PriorityReason = (typeof priorityReasons)[number];

/** What is done about a request without changing it. */
export type HandlingKind =
  | 'claimed'
  | 'taken-over'
  | 'released'
  | 'reassigned'
  | 'handed'
  | 'prioritised'
  | 'opinion-asked'
  | 'opinion-answered'
  | 'due-changed'
  | 'doubt-marked'
  | 'doubt-withdrawn'
  | 'doubt-settled';

/** One line of the log, for ever: ids and words of the code only. */
export interface Handled {
  readonly kind: HandlingKind;
  /** Null: the platform itself. */
  readonly actorId: StaffId | null;
  /** The colleague whom it concerns. */
  readonly colleagueId: StaffId | null;
  readonly data: Readonly<Record<string, string>>;
  readonly at: Date;
}

export type OpinionId = Id<'opinion'>;

/** What a colleague was asked about a request, and what they answered; for the staff only. */
export interface Opinion {
  readonly id: OpinionId;
  readonly requestId: RequestId;
  readonly askedBy: StaffId;
  readonly askedOf: StaffId;
  readonly question: Words;
  readonly askedAt: Date;
  readonly answer: Words;
  readonly answeredAt: Date | null;
}

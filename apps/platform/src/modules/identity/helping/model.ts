import type { Id, PersonActor, PersonId, PersonName } from '../../../kernel/index.ts';

export type HelpId = Id<'help'>;

export type HelpState = 'asked' | 'agreed' | 'declined' | 'ended';

/** One person helping another, for named services and a time. */
export interface Help {
  readonly id: HelpId;
  readonly personId: PersonId;
  /** Null where the number that was typed is nobody's: the invitation stays unanswered, and that is all anybody learns. */
  readonly helperId: PersonId | null;
  readonly services: readonly string[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: HelpState;
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
  readonly endedBy: 'person' | 'helper' | 'erasure' | null;
}

/** A help with the other's name: the helper's once they agreed, the helped person's always. */
export interface NamedHelp extends Help {
  readonly name: PersonName | undefined;
  /** Whether it holds at the moment of reading. */
  readonly holds: boolean;
}

/**
 * Somebody who acts for a person as their helper. On purpose no Actor: what takes an Actor or a PersonActor (consents, signatures, the
 * vault, the file, rights) cannot be given one, and the compiler says so. It is made by `mayFileFor` alone.
 */
export interface HelperActor {
  readonly kind: 'helper';
  readonly helpId: HelpId;
  /** Who acts, in their own session. */
  readonly helper: PersonActor;
  /** For whom. */
  readonly personId: PersonId;
  readonly service: string;
}

/** One thing that a helper did, as the helped person reads it. */
export interface HelperAct {
  readonly service: string;
  readonly what: HelperDeed;
  readonly at: Date;
  readonly helperId: PersonId;
}

/** What helpers can do: look at how requests stand, and file one. Never sign, consent, or open a paper. */
export type HelperDeed = 'looked-at-requests' | 'filed-request';

import type { CommuneId, PersonId, PersonName, StaffActor } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import type { SubjectVault } from '../subject-vault.ts';
import type { Delay, Hold, RightsKind, RightsNews } from './model.ts';

/** A person who asked to be forgotten, in a transaction bound to them. */
export interface Erased {
  readonly personId: PersonId;
  /** Communes that know them; a participant may bind the transaction to each, and binds it back. */
  readonly communes: readonly CommuneId[];
}

/**
 * A room that holds something of persons. Composition registers each; erasing asks all of them first, and does nothing while one of them
 * has something unfinished.
 */
export interface ErasureParticipant {
  /** What goes, as words that the texts explain. */
  readonly goes: readonly string[];
  /** What the law makes the room keep, with its basis. */
  stays(tx: Tx, erased: Erased): Promise<readonly Hold[]>;
  /** What must be finished first. */
  blocks(tx: Tx, erased: Erased): Promise<readonly { readonly kind: string; readonly count: number }[]>;
  /** Deletes what is not held, in the worker's transaction. Again is the same. */
  erase(tx: Tx, erased: Erased, now: Date): Promise<void>;
}

/** What rights need from outside. */
export interface RightsDependencies extends Pick<IdentityDependencies, 'db' | 'clock' | 'keys'> {
  readonly vault: SubjectVault;
  readonly delays: Readonly<Record<RightsKind, Delay>>;
  /** Hours in which a person may think better of an erasure that was granted. */
  readonly graceHours: number;
  /** Days before the last one on which the desk is reminded. */
  readonly remindDays: number;
  readonly participants: readonly ErasureParticipant[];
  readonly staffName: (tx: Tx, actor: StaffActor) => Promise<PersonName | undefined>;
  /** Owes the person a message, in the transaction bound to the commune and the person. */
  readonly tell: (tx: Tx, news: RightsNews) => Promise<void>;
}

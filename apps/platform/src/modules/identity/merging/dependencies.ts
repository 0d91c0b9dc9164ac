import type { Clock, PersonName, StaffActor } from '../../../kernel/index.ts';
import type { Database, Tx } from '../../../platform/db/index.ts';
import type { IdentityKeys } from '../protection.ts';
import type { MergeNews, MergeParticipant } from './model.ts';

/** What merging needs from outside. */
export interface MergingDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly keys: IdentityKeys;
  /** Days between the second person's yes and the merge, in which a holder may object. */
  readonly waitingDays: number;
  /** Other rooms whose rows name a person. */
  readonly participants: readonly MergeParticipant[];
  /** The name of a member of staff, whom nobody else may turn out to be. */
  readonly staffName: (tx: Tx, actor: StaffActor) => Promise<PersonName | undefined>;
  /** Owes the person a message, in a transaction bound to the commune. */
  readonly tell: (tx: Tx, news: MergeNews) => Promise<void>;
}

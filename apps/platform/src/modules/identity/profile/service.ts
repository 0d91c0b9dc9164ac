import type { Actor, PersonActor, Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { listChanges } from './change-store.ts';
import { changeKeyData, type ProfileDependencies } from './changing.ts';
import {
  type ChangeDecision,
  decideChange,
  listAwaitingChanges,
  type OpenedProposal,
  openProposal,
} from './deciding.ts';
import type { AwaitingChange, ChangeId, FileChange, KeyDataChange, KeyDataOutcome, ProposalId } from './model.ts';
import { type ChangeMade, openChanges, recordChange } from './writing.ts';

const changesLimit = 200;

/** What a person's file says, and how that changes. */
export interface Profile {
  /** Changes data by which a person is known, at a counter; see `changeKeyData`. */
  changeKeyData(actor: Actor, change: KeyDataChange, key: string): Promise<Result<KeyDataOutcome>>;
  /** Changes that wait in the actor's commune for a second pair of eyes; see `listAwaitingChanges`. */
  listAwaiting(actor: Actor): Promise<Result<readonly AwaitingChange[]>>;
  /** One of them, with the file that it changes; see `openProposal`. */
  openProposal(actor: Actor, proposalId: ProposalId): Promise<Result<OpenedProposal>>;
  /** Approves or declines one; see `decideChange`. */
  decide(actor: Actor, decision: ChangeDecision, key: string): Promise<Result<null>>;
  /** What was changed in a person's file, latest first: for the person alone. */
  listChanges(actor: PersonActor): Promise<readonly FileChange[]>;
  /** Inside another room's transaction, bound to the person: writes down what it changed, so that the person sees it. */
  recordChange(tx: Tx, change: ChangeMade): Promise<ChangeId>;
}

/** Builds the service from what composition hands in. */
export function createProfile(deps: ProfileDependencies): Profile {
  return {
    changeKeyData: (actor, change, key) => changeKeyData(deps, actor, change, key),
    listAwaiting: actor => listAwaitingChanges(deps, actor),
    openProposal: (actor, proposalId) => openProposal(deps, actor, proposalId),
    decide: (actor, decision, key) => decideChange(deps, actor, decision, key),
    listChanges: ({ personId }) =>
      deps.db.transaction({ personId }, async tx =>
        openChanges(tx, deps, await listChanges(tx, personId, changesLimit)),
      ),
    recordChange: (tx, change) => recordChange(tx, deps, change),
  };
}

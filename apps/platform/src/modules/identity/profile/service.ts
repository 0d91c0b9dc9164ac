import type { Actor, PersonActor, Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { changeByProvider } from './by-provider.ts';
import { listChanges } from './change-store.ts';
import { type Choices, choose, readChoices } from './choices.ts';
import { confirmContact, type OwnPersonFile, readOwn, sendContactCode } from './own.ts';
import { changeKeyData, type ProfileDependencies } from './changing.ts';
import {
  type ChangeDecision,
  decideChange,
  listAwaitingChanges,
  type OpenedProposal,
  openProposal,
} from './deciding.ts';
import type {
  AwaitingChange,
  ChangeId,
  FileChange,
  KeyDataChange,
  KeyDataChanges,
  KeyDataOutcome,
  ProposalId,
} from './model.ts';
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
  /** A person's own file, choices and confirmed contacts; see `readOwn`. */
  readOwn(actor: PersonActor): Promise<OwnPersonFile>;
  /** How the pages of an account are to look, without a reading of the file. */
  readChoices(actor: PersonActor): Promise<Choices>;
  /** Writes a person's choices; see `choose`. */
  choose(actor: PersonActor, chosen: Choices): Promise<void>;
  /** Sends a code to a contact on file; see `sendContactCode`. */
  sendContactCode(actor: PersonActor, kind: 'email' | 'phone'): ReturnType<typeof sendContactCode>;
  /** Takes the code back; see `confirmContact`. */
  confirmContact(actor: PersonActor, given: Parameters<typeof confirmContact>[2]): ReturnType<typeof confirmContact>;
  /** Takes key data that the national provider vouched for; see `changeByProvider`. */
  changeByProvider(actor: PersonActor, changes: KeyDataChanges): ReturnType<typeof changeByProvider>;
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
    readOwn: actor => readOwn(deps, actor),
    readChoices: ({ personId }) => deps.db.transaction({ personId }, tx => readChoices(tx, personId)),
    choose: (actor, chosen) => choose(deps, actor, chosen),
    sendContactCode: (actor, kind) => sendContactCode(deps, actor, kind),
    confirmContact: (actor, given) => confirmContact(deps, actor, given),
    changeByProvider: (actor, changes) => changeByProvider(deps, actor, changes),
    recordChange: (tx, change) => recordChange(tx, deps, change),
  };
}

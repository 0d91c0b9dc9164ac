import type { Actor, CommuneId, Id, PersonActor, PersonId, Result, StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { DocumentType } from '../document-number.ts';
import type { IdentityDocumentId, PersonFile, PersonFound } from '../model.ts';

/** Two files of one person on their way to be one. */
export type MergeId = Id<'merge'>;

/** Why two files look like one person's. */
export type Finding =
  | 'same-number'
  | 'same-name-arabic'
  | 'same-name-latin'
  | 'near-name'
  | 'same-birth-date'
  | 'same-contact';

/** Why one person has two files, in words of ours: nothing is typed. */
export type MergeReason = 'enrolled-twice' | 'name-misspelt' | 'other-document' | 'number-changed';

/**
 * `proposed` by one member of staff, `approved` by another and waiting for the holders, `done`; `refused` by the second, `withdrawn` by
 * the first, `objected` to by a holder; `reversed` after it was done.
 */
export type MergeState = 'proposed' | 'approved' | 'done' | 'refused' | 'withdrawn' | 'objected' | 'reversed';

export interface Merge {
  readonly id: MergeId;
  readonly communeId: CommuneId;
  /** Whose account goes on. */
  readonly survivorId: PersonId;
  /** Whose account closes. */
  readonly mergedId: PersonId;
  readonly state: MergeState;
  readonly findings: readonly Finding[];
  readonly reason: MergeReason;
  /** The documents of both that lay on the counter. */
  readonly survivorDocument: IdentityDocumentId;
  readonly mergedDocument: IdentityDocumentId;
  readonly proposedBy: StaffId;
  readonly proposedAt: Date;
  readonly decidedBy: StaffId | null;
  readonly decidedAt: Date | null;
  /** Not before; null until it is approved. */
  readonly dueAt: Date | null;
  readonly executedAt: Date | null;
  readonly reversedAt: Date | null;
}

/** Somebody known in the commune who may be the same person. */
export interface Candidate extends PersonFound {
  readonly findings: readonly Finding[];
  /** 0 to 100: in which order to look at them. */
  readonly score: number;
}

/** What was found beside a person: candidates, and documents of the same number whose holder the commune has not served. */
export interface Duplicates {
  readonly candidates: readonly Candidate[];
  /** Types of those documents: whoever holds them is not named. Find them by their document, with a reason. */
  readonly elsewhere: readonly DocumentType[];
}

/** What a member of staff proposes. */
export interface MergeProposal {
  readonly survivorId: PersonId;
  readonly mergedId: PersonId;
  readonly survivorDocument: IdentityDocumentId;
  readonly mergedDocument: IdentityDocumentId;
  readonly reason: MergeReason;
}

/** A merge with both files, to be compared. */
export interface MergeExamined {
  readonly merge: Merge;
  /** The two files; after the merge the closed one is null. */
  readonly survivor: PersonFile;
  readonly merged: PersonFile | null;
}

/** A merge as the holder of one of the accounts is shown it: nothing of the other file. */
export interface MergeOfMine {
  readonly id: MergeId;
  readonly communeId: CommuneId;
  readonly state: MergeState;
  /** Whether the holder's own account goes on. */
  readonly mine: 'goes-on' | 'closes';
  readonly proposedAt: Date;
  readonly dueAt: Date | null;
  readonly executedAt: Date | null;
}

/** Rows of another room that name a person: composition registers each. Called in the transaction that merges or reverses. */
export interface MergeParticipant {
  /** Whether something under way names the person by a document that would move: it is finished first. */
  hinders(tx: Tx, personId: PersonId): Promise<boolean>;
  /** Moves the room's rows of a merge that is being done, leaving a record of each. */
  move(tx: Tx, mergeId: MergeId): Promise<void>;
  /** Puts the rows back where the record says they were. */
  restore(tx: Tx, mergeId: MergeId): Promise<void>;
}

/** Told to the holder of an account, by the commune, once an event of a merge. */
export interface MergeNews {
  readonly communeId: CommuneId;
  readonly personId: PersonId;
  readonly mergeId: MergeId;
  readonly event: 'merge-approved' | 'merge-done' | 'merge-reversed';
}

/**
 * Finding that two files are one person's, and making them one. Nobody can alone: whoever approves is not who proposed, nor enrolled
 * either person; the two files must look alike; both holders are told and may object while it waits.
 */
export interface Merging {
  /** Who else known in the commune may be this person. Needs `identity.propose-merge`. Refused: `identity.person-unknown`. */
  findDuplicates(actor: Actor, personId: PersonId): Promise<Result<Duplicates>>;
  /**
   * Proposes a merge, once a `key`. Refused: `identity.not-allowed`, `.person-unknown`, `.own-file`, `merging.same-file`, `.not-alike`,
   * `.already-open`, `.document-not-theirs`, `.document-expired` (the survivor's must be valid), `.request-open`.
   */
  propose(actor: Actor, proposal: MergeProposal, key: string): Promise<Result<{ readonly mergeId: MergeId }>>;
  /** Merges of the commune, latest first, at most 100. Needs either permission. */
  list(actor: Actor): Promise<Result<readonly Merge[]>>;
  /** One merge with both files; both persons see that they were compared. Refused: `merging.unknown`. */
  examine(actor: Actor, mergeId: MergeId): Promise<Result<MergeExamined>>;
  /**
   * Approves somebody else's proposal: it is done after the waiting time, at once where there is none. Refused besides:
   * `merging.own-proposal` (whoever proposed, under this or another account), `identity.own-file`, `merging.enrolled-by-you`, `.not-in-this-state`, `.not-alike`, `.request-open`.
   */
  approve(actor: Actor, mergeId: MergeId, key: string): Promise<Result<MergeState>>;
  /** Refuses somebody else's proposal, or withdraws one's own; also while it waits. */
  refuse(actor: Actor, mergeId: MergeId, key: string): Promise<Result<MergeState>>;
  /** Puts back what moved. Not by who proposed it. Refused besides: `merging.merged-since` when the survivor's file was itself merged. */
  reverse(actor: Actor, mergeId: MergeId, key: string): Promise<Result<MergeState>>;
  /** The merges that concern the person's own account, latest first. */
  listMine(actor: PersonActor): Promise<readonly MergeOfMine[]>;
  /** The holder of either account says no, while it waits. Refused: `merging.unknown`, `merging.too-late`. */
  object(actor: PersonActor, mergeId: MergeId): Promise<Result<MergeState>>;
  /** The job `identity.merge`: does what was approved and has waited. Does nothing when somebody objected meanwhile. */
  execute(communeId: CommuneId, mergeId: MergeId): Promise<void>;
}

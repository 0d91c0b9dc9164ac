import type { CommuneId, Id, PersonId, PersonName, StaffId } from '../../../kernel/index.ts';
import type { IdentityDocumentId } from '../model.ts';

export type ChangeId = Id<'file-change'>;
/** The fields that one command changes. */
export type ProposalId = Id<'change-proposal'>;

/** The data by which a person is known: changed at a counter, or by the national provider, never alone from home. */
export const keyFields = ['name', 'birth-date', 'birth-place', 'document-number', 'address', 'email', 'phone'] as const;
export type KeyField = (typeof keyFields)[number];

/** Papers from which a clerk takes a new fact. */
export type PaperSeen = 'identity-document' | 'civil-status' | 'proof-of-address' | 'court-decision' | 'spoken';

/** New facts, as typed; what is absent stays. An empty text takes an address, a birth place or a contact away. */
export interface KeyDataChanges {
  readonly name?: PersonName | undefined;
  /** YYYY-MM-DD. */
  readonly birthDate?: string | undefined;
  readonly birthPlace?: string | undefined;
  /** The number of a document of the file that was typed wrongly; another document is added, not changed. */
  readonly document?: { readonly id: IdentityDocumentId; readonly number: string } | undefined;
  readonly address?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** What a clerk asks to change, for a person who is before them. */
export interface KeyDataChange {
  readonly personId: PersonId;
  readonly changes: KeyDataChanges;
  /** Why, in 5 to 300 letters; the person reads it. */
  readonly reason: string;
  /** The paper that the clerk attests to have seen; `spoken` is enough for contacts and the address alone. */
  readonly seen: PaperSeen;
}

/** `changed`: everything stands. `awaiting-second`: at least one field waits for a colleague. */
export interface KeyDataOutcome {
  readonly outcome: 'changed' | 'awaiting-second';
  readonly proposalId: ProposalId;
}

/** One field's new text, checked; a name is JSON of both spellings, an empty text means nothing. */
export interface Datum {
  readonly field: KeyField;
  readonly text: string;
  readonly documentId?: IdentityDocumentId;
}

export type ChangeState = 'made' | 'awaiting' | 'declined' | 'expired';
export type ChangeSource = 'counter' | 'person' | 'provider' | 'merging';

/** A change of a file as it is kept, values sealed. Null: nothing stood there, or nothing stands there any more. */
export interface SealedChange {
  readonly id: ChangeId;
  readonly personId: PersonId;
  readonly proposalId: ProposalId;
  /** One of `keyFields`, or a word of another room or of the person's own choices. */
  readonly field: string;
  readonly detailId: string | null;
  readonly oldSealed: Buffer | null;
  readonly newSealed: Buffer | null;
  readonly state: ChangeState;
  readonly source: ChangeSource;
  readonly madeIn: CommuneId | null;
  readonly madeBy: StaffId | null;
  readonly seen: PaperSeen | null;
  readonly reason: string | null;
  readonly madeAt: Date;
  readonly expiresAt: Date | null;
  readonly secondBy: StaffId | null;
  readonly secondReason: string | null;
  readonly decidedAt: Date | null;
}

/** A change with its values opened. A name is JSON of both spellings (`readNameText`). */
export interface FileChange extends Omit<SealedChange, 'oldSealed' | 'newSealed'> {
  readonly old: string | null;
  readonly new: string | null;
}

/** A change that waits for a second pair of eyes, as a line of the commune's list: no name and no value. */
export interface AwaitingChange {
  readonly proposalId: ProposalId;
  readonly personId: PersonId;
  readonly fields: readonly string[];
  readonly madeBy: StaffId;
  readonly madeAt: Date;
  readonly expiresAt: Date;
}

/** News of a change, owed to the person by the commune that made it. */
export interface ChangeNews {
  readonly communeId: CommuneId;
  readonly personId: PersonId;
  readonly proposalId: ProposalId;
  readonly event: 'key-data-changed' | 'key-data-proposed' | 'key-data-declined' | 'address-replaced';
  /** The e-mail address to write to when it is no longer on file. */
  readonly formerEmail?: string;
}

import type {
  AccountId,
  AssuranceLevel,
  CommuneId,
  Id,
  Language,
  PersonActor,
  PersonId,
  PersonName,
  SessionId,
  StaffActor,
} from '../../kernel/index.ts';
import type { SignInMethod } from './security/assurance.ts';
import type { DocumentType } from './document-number.ts';

/** One identity document of one person; another document is another row. */
export type IdentityDocumentId = Id<'identity-document'>;

/** A document as somebody reads it from the card: `number` in any spelling, `issuer` an ISO 3166-1 alpha-2 country code. */
export interface DocumentReference {
  readonly type: DocumentType;
  readonly number: string;
  /** Needed where other countries issue the type (passport, foreign); ignored where only Morocco does. */
  readonly issuer?: string | undefined;
}

/** A document as it is kept. `expiresOn` is a civil date, YYYY-MM-DD; `expired` is said for the day of the reading. */
export interface IdentityDocument {
  readonly id: IdentityDocumentId;
  readonly type: DocumentType;
  readonly number: string;
  readonly issuer: string;
  readonly expiresOn: string;
  readonly expired: boolean;
}

/** Ways to reach a person. Both optional: a family may share them and they never prove who somebody is. */
export interface Contacts {
  readonly email?: string | undefined;
  /** E.164, such as +212612345678. */
  readonly phone?: string | undefined;
}

/** What a room may print about a person. */
export interface Person {
  readonly id: PersonId;
  readonly name: PersonName;
  /** YYYY-MM-DD, or null when no document has told it. */
  readonly birthDate: string | null;
  readonly language: Language;
}

/** Everything that the platform holds about who a person is. */
export interface PersonFile extends Person {
  readonly documents: readonly IdentityDocument[];
  readonly contacts: Contacts;
  /** Where the person lives, on one line. */
  readonly address?: string;
  /** Where the person was born, as the card says. */
  readonly birthPlace?: string;
  /** The number on the slip. */
  readonly accountNumber: string;
  /** Whether the person has chosen a password. */
  readonly activated: boolean;
}

/** A line of a search by name: enough to choose, no number and no contact. */
export interface PersonFound {
  readonly id: PersonId;
  readonly name: PersonName;
  readonly birthDate: string | null;
}

/** A person to enrol, as the clerk typed it from the document that lies on the counter. */
export interface Enrolment {
  readonly name: PersonName;
  readonly birthDate?: string | undefined;
  readonly language: Language;
  readonly document: DocumentReference & { readonly expiresOn: string };
  readonly contacts?: Contacts | undefined;
  /** Those to which a code was sent before, and came back. */
  readonly confirmed?: readonly ('email' | 'phone')[] | undefined;
  readonly address?: string | undefined;
  readonly birthPlace?: string | undefined;
}

/** What the printed slip carries. The code is shown once and kept nowhere. */
export interface Slip {
  readonly personId: PersonId;
  readonly accountNumber: string;
  readonly activationCode: string;
  readonly expiresAt: Date;
}

/** Why a file was read. */
export type ReadingPurpose =
  | 'found-by-document'
  | 'found-elsewhere'
  | 'opened'
  | 'enrolled'
  | 'document-added'
  | 'slip'
  | 'fingerprint-taken'
  | 'fingerprint-identify'
  | 'fingerprint-recover'
  | 'fingerprint-erased'
  | 'visit'
  | 'guardian'
  | 'specimen'
  | 'merge-proposed'
  | 'merge-examined'
  | 'national-opened'
  | 'national-bound'
  | 'national-unbound'
  | 'national-disagreed'
  | 'request'
  | 'register-entry'
  | 'register-search'
  | 'own';

/** One reading of a person's file, as the person sees it. */
export interface FileReading {
  readonly at: Date;
  readonly purpose: ReadingPurpose;
  readonly communeId: CommuneId | null;
  /** The member of staff who read, null for the person. */
  readonly readerId: string | null;
  readonly reason: string | null;
}

/** A session just opened. `token` goes into the browser's cookie and is kept nowhere else. */
export interface OpenedSession {
  readonly token: string;
  readonly sessionId: SessionId;
  readonly accountId: AccountId;
  readonly expiresAt: Date;
  /** By which the browser is to be known again; undefined on a shared device, and for staff. */
  readonly deviceToken?: string | undefined;
}

/** The session that a request came with. */
export interface CurrentSession {
  readonly actor: PersonActor | StaffActor;
  readonly sessionId: SessionId;
  readonly expiresAt: Date;
  /** Nothing is remembered on its device, and nothing sent to it. */
  readonly sharedDevice: boolean;
  /** Whether the owner has proven within the last ten minutes that it is they who act (`hasSteppedUp`). */
  readonly steppedUp: boolean;
  /** When a member of staff last answered with the passkey: at sign-in, or again since. */
  readonly confirmedAt: Date;
}

/** A session as its owner sees it in a list. */
export interface SessionListed {
  readonly id: SessionId;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly level: AssuranceLevel;
  readonly method: SignInMethod;
  readonly sharedDevice: boolean;
  /** Families of browser and system, such as `firefox/android`; empty when unknown. */
  readonly device: string;
  readonly current: boolean;
}

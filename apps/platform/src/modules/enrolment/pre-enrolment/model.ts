import type { Id, Language, PersonName } from '../../../kernel/index.ts';
import type { ContactCodeId, DocumentType } from '../../identity/index.ts';
import type { SignatureSample } from '../signature-sample/index.ts';
import type { PreEnrolmentCode } from './codes.ts';

export type PreEnrolmentId = Id<'pre-enrolment'>;

/** `draft` while it is written, `sent` until its person comes, `used` once the visit has taken it over (nothing personal is left). */
export type PreEnrolmentState = 'draft' | 'sent' | 'used';

/** Whether the person can sign and read. Who cannot is helped at the office by two witnesses, and the text is read aloud. */
export const abilities = ['signs', 'cannot-sign', 'cannot-read', 'cannot-either'] as const;
export type Ability = (typeof abilities)[number];

export type ContactKind = 'email' | 'phone';

/** A document as its holder typed it, spelt one way; `expiresOn` a civil date, YYYY-MM-DD. */
export interface DeclaredDocument {
  readonly type: DocumentType;
  readonly number: string;
  /** ISO 3166-1 alpha-2. */
  readonly issuer: string;
  readonly expiresOn: string;
}

/** Who answers for a minor. */
export interface Guardian {
  readonly name: PersonName;
  readonly document: Omit<DeclaredDocument, 'expiresOn'>;
}

/** A contact to which a code was sent and not yet typed back. */
export interface UnconfirmedContact {
  readonly value: string;
  readonly codeId: ContactCodeId;
}

/** What a draft holds so far. Every contact in `email` and `phone` was confirmed by its code. */
export interface Facts {
  readonly language: Language;
  readonly name?: PersonName | undefined;
  readonly documentType?: DocumentType | undefined;
  readonly document?: DeclaredDocument | undefined;
  /** YYYY-MM-DD. */
  readonly birthDate?: string | undefined;
  readonly birthPlace?: string | undefined;
  readonly guardian?: Guardian | undefined;
  readonly address?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly unconfirmed?: { readonly [Kind in ContactKind]?: UnconfirmedContact | undefined } | undefined;
  /** Whether the person was asked for contacts: having none is an answer too. */
  readonly contactsAsked?: boolean | undefined;
  readonly ability?: Ability | undefined;
  readonly signature?: 'drawn' | 'at-office' | undefined;
  /** Given when it was sent. */
  readonly code?: PreEnrolmentCode | undefined;
}

/** Which text of the notice the person agreed to, and when. */
export interface Consent {
  readonly noticeVersion: string;
  readonly at: Date;
}

/** What a member of staff reads at the visit: all of it declared by the person, none of it proven yet. */
export interface PreEnrolmentFile {
  readonly id: PreEnrolmentId;
  readonly language: Language;
  readonly name: PersonName;
  readonly document: DeclaredDocument;
  readonly birthDate: string;
  readonly birthPlace: string;
  /** Null for an adult. */
  readonly guardian: Guardian | null;
  readonly address: string;
  /** Each was confirmed by a code. */
  readonly contacts: { readonly email?: string; readonly phone?: string };
  readonly ability: Ability;
  /** As it was drawn at home; null where it was left to the office. */
  readonly signature: SignatureSample | null;
  readonly consent: Consent;
  readonly sentAt: Date;
  readonly expiresAt: Date;
}

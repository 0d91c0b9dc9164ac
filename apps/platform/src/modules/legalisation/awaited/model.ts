import type {
  CommuneId,
  Id,
  LocalizedText,
  OfficeId,
  PersonId,
  PersonName,
  RequestId,
  StaffActor,
} from '../../../kernel/index.ts';
import type { DocumentType } from '../../identity/index.ts';
import type { SignatureMode } from '../model.ts';

export type AwaitedId = Id<'awaited'>;

/** Who is awaited, as the counter was told: a name, and the document that will identify them where it is known. */
export interface AwaitedIdentity {
  readonly name: PersonName;
  readonly document: { readonly type: DocumentType; readonly number: string; readonly issuer: string } | null;
}

/** Somebody who will sign later, at this office or another, maybe of another commune. */
export interface Awaited extends AwaitedIdentity {
  readonly id: AwaitedId;
  readonly addedAt: Date;
  /** Until when the code of the newest slip opens the request; null before one was printed. */
  readonly codeUntil: Date | null;
}

/** How many people one request may await. */
export const mostAwaited = 20;

/** For how many days the code of a waiting slip opens the request. */
export const codeDays = 60;

/** Codes of nobody that one member of staff may type in an hour. */
export const mostMisses = 30;

/** An office of whichever commune, as papers name it. */
export interface NamedOffice {
  readonly commune: LocalizedText;
  readonly arrondissement: LocalizedText | null;
  readonly name: LocalizedText;
}

/** A code typed at an office by a member of its staff. */
export interface CodeTyped {
  readonly code: string;
  /** Where the person stands: the actor's own office. */
  readonly officeId: OfficeId;
}

/** Where a code leads, found for a member of staff who may prepare requests at their own office. */
export interface Led {
  readonly actor: StaffActor;
  readonly communeId: CommuneId;
  readonly awaitedId: AwaitedId;
  readonly officeId: OfficeId;
  /** The actor's office and name, as they are frozen with what they attest. */
  readonly place: { readonly office: NamedOffice; readonly clerk: PersonName };
}

/** What a member of staff of another office sees of a request: what they need to compare the paper and to let the awaited person sign. */
export interface AwaitedPart {
  readonly reference: string;
  readonly nature: string | null;
  readonly office: NamedOffice;
  readonly awaited: AwaitedIdentity;
  /** Millimetres, as displayed. */
  readonly pages: readonly { readonly width: number; readonly height: number }[];
  /** The others, enough of each name to recognise it beside the paper. */
  readonly others: readonly { readonly name: PersonName; readonly mode: SignatureMode; readonly signed: boolean }[];
}

/** What a finished attestation answers and what is remembered of it: no personal data. */
export interface Attested {
  readonly requestId: RequestId;
  readonly personId: PersonId;
  readonly reference: string;
}

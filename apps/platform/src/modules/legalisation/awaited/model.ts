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
import type { ServiceRequest } from '../../requests/index.ts';
import type { Sha256 } from '../../../platform/blobs/index.ts';
import type { SignatureMode } from '../model.ts';
import type { FoundByToken } from '../parties/invitation-store.ts';

export type AwaitedId = Id<'awaited'>;

/**
 * Who is awaited, as the counter was told: a name, and the document that will identify them where it is known. A party’s name is what the
 * initiator calls them, in whichever script.
 */
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

/** To whom a code leads: somebody whom a counter awaits, or a party of a request that others sign at a distance. */
export type LedTo =
  | { readonly kind: 'awaited'; readonly awaitedId: AwaitedId }
  | { readonly kind: 'party'; readonly invitation: FoundByToken };

/** Where a code leads, found for a member of staff who may prepare requests at their own office. */
export interface Led {
  readonly actor: StaffActor;
  readonly communeId: CommuneId;
  readonly to: LedTo;
  readonly officeId: OfficeId;
  /** The actor's office and name, as they are frozen with what they attest. */
  readonly place: { readonly office: NamedOffice; readonly clerk: PersonName };
}

/** Where the awaited person signs on a page, in millimetres from its top left. */
export interface PartField {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a member of staff of another office sees of a request: what they need to compare the paper and to let the awaited person sign. */
export interface AwaitedPart {
  readonly reference: string;
  /** From where it was made: a request at a distance has no paper that the person could have brought. */
  readonly channel: ServiceRequest['channel'];
  readonly nature: string | null;
  readonly office: NamedOffice;
  readonly awaited: AwaitedIdentity;
  /** Digest of the paper as it is: what is attested is attested of this one. */
  readonly paper: Sha256;
  /** Millimetres, as displayed, and where on them the person signs. */
  readonly pages: readonly { readonly width: number; readonly height: number; readonly fields: readonly PartField[] }[];
  /** The others, enough of each name to recognise it beside the paper. */
  readonly others: readonly { readonly name: PersonName; readonly mode: SignatureMode; readonly signed: boolean }[];
}

/** What a finished attestation answers and what is remembered of it: no personal data. */
export interface Attested {
  readonly requestId: RequestId;
  readonly personId: PersonId;
  readonly reference: string;
}

import type { Id, Language, PartyId, PersonId } from '../../../kernel/index.ts';
import type { Sha256 } from '../../../platform/blobs/index.ts';
import type { ServiceRequest } from '../../requests/index.ts';
import type { SignedFor } from '../model.ts';

/**
 * Where a party stands: not yet asked; asked (their turn has come); known to be this person; has consented to the document as it is; has
 * declined, which ends the request.
 */
export type PartyState = 'awaited' | 'invited' | 'bound' | 'consented' | 'declined';

/** What can become of a party. `void` is what a changed document does to a consent. */
export type PartyVerb = 'invite' | 'bind' | 'consent' | 'attest' | 'decline' | 'replace' | 'void';

/** Every change that a party can go through. `replace` gives the place to another address, from the beginning. */
export const partyTransitions = {
  awaited: { invite: 'invited', replace: 'awaited' },
  invited: { bind: 'bound', attest: 'consented', replace: 'awaited' },
  bound: { consent: 'consented', attest: 'consented', decline: 'declined', replace: 'awaited' },
  consented: { void: 'bound' },
  declined: {},
} as const satisfies Record<PartyState, Partial<Record<PartyVerb, PartyState>>>;

/** How somebody who is not at hand is reached: an e-mail address, or a phone in E.164. */
export interface PartyContact {
  readonly kind: 'email' | 'phone';
  readonly value: string;
}

/** What the rules need to know of a party. */
export interface PartyStanding {
  readonly id: PartyId;
  /** Parties of one turn sign in parallel; the next turn begins when all of them have consented. */
  readonly turn: number;
  readonly state: PartyState;
  readonly personId: PersonId | null;
}

/** When what happened to a party. `opened`: somebody signed in looked at the invitation; `denied`: said that it is not for them. */
export interface PartyDates {
  readonly invitedAt: Date | null;
  readonly remindedAt: Date | null;
  readonly openedAt: Date | null;
  readonly deniedAt: Date | null;
  readonly boundAt: Date | null;
  readonly consentedAt: Date | null;
  readonly declinedAt: Date | null;
}

/** Somebody who is awaited to sign one request, with their contact and name opened. */
export interface Party extends PartyStanding, PartyDates {
  readonly position: number;
  /** Null for the initiator, and for who signs at a counter. */
  readonly contact: PartyContact | null;
  /** What the initiator calls them, in whichever script. */
  readonly name: string;
  /** In which they are written to. */
  readonly language: Language;
  /** How they signed, once they have. */
  readonly attested: 'distance' | 'counter' | null;
  readonly signedFor: SignedFor | null;
  readonly identityDocumentId: Id<'identity-document'> | null;
  /** Their handwritten signature, as strokes. */
  readonly signature: Sha256 | null;
  /** A code of `declineReasons`. */
  readonly declineReason: DeclineReason | null;
}

/** Why somebody does not sign. */
export const declineReasons = ['content', 'not-agreed', 'wrong-person', 'error', 'pressure', 'other'] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** As many signatories as one request takes. */
export const mostParties = 20;

/** Letters of a name, and of the words of somebody who declines, at most. */
export const nameLimit = 80;
export const wordsLimit = 600;

/** A request as its parties need it. */
export type PartyRequest = Pick<
  ServiceRequest,
  'communeId' | 'id' | 'officeId' | 'channel' | 'state' | 'version' | 'reference' | 'applicantId' | 'expiresAt'
>;

import type { AssuranceLevel, Id, Language, PersonName, Result } from '../../../kernel/index.ts';
import type { OpenedSession } from '../model.ts';

/** The path of ours that the provider sends browsers back to; registered there. */
export const nationalCallback = '/national/callback';

/** One person's account, bound to what one provider calls them. */
export type BindingId = Id<'national-binding'>;

/** What the provider says of who signed in, its signature and addressees checked. Texts are still as it wrote them. */
export interface NationalAssertion {
  readonly issuer: string;
  /** What the provider calls the person towards us, and towards nobody else (pairwise, OpenID Connect Core §8.1). */
  readonly subject: string;
  readonly level: AssuranceLevel;
  readonly documentNumber: string;
  /** YYYY-MM-DD, the card's last valid day. */
  readonly documentExpiresOn: string;
  readonly name: PersonName;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
}

/** The secrets of one walk to the provider and back. */
export interface WalkSecrets {
  readonly state: string;
  readonly nonce: string;
  /** PKCE (RFC 7636): 43 characters of base64url. */
  readonly codeVerifier: string;
}

/** The national identity provider; adapters implement it. */
export interface NationalProvider {
  readonly issuer: string;
  /** Origin of the page where people sign in. Refused: `national.unavailable`. */
  pageOrigin(): Promise<Result<string>>;
  /**
   * Hands over what is asked, by the back channel (RFC 9126), and answers the address to send the browser to, which says nothing of it.
   * The person must sign in anew there, at `level` or above if they can. Refused: `national.unavailable`.
   */
  begin(
    asked: WalkSecrets & { readonly level: AssuranceLevel; readonly language: Language },
  ): Promise<Result<{ readonly address: string }>>;
  /**
   * What the provider says, for the address with which the browser came back. Refused: `national.cancelled` (the person went back),
   * `national.refused` (an answer of another provider, to another question, to somebody else, used already, unsigned, incomplete, or
   * older than `since`), `national.unavailable`.
   */
  finish(
    answer: WalkSecrets & { readonly query: URLSearchParams; readonly since: Date },
  ): Promise<Result<NationalAssertion>>;
}

/** What waits for the person's yes: an account opened at a distance, or one that a counter opened, bound to the provider. */
export interface PendingAnswer {
  readonly kind: 'open' | 'bind';
  readonly name: PersonName;
  readonly birthDate: string;
  readonly documentNumber: string;
  readonly documentExpiresOn: string;
  readonly level: AssuranceLevel;
  /** Of the account to be bound, as its slip prints it; null for one to be opened. */
  readonly accountNumber: string | null;
}

/** What became of an answer: a session, or a question to the person. `next` is a path of ours. */
export type AnswerOutcome =
  | { readonly kind: 'signed-in'; readonly session: OpenedSession; readonly next: string }
  | { readonly kind: 'proven'; readonly token: string | undefined; readonly next: string }
  | { readonly kind: 'confirm' };

/** A binding, as its person sees it. */
export interface BindingListed {
  readonly id: BindingId;
  readonly how: 'opened' | 'bound';
  readonly level: AssuranceLevel;
  readonly noticeVersion: string;
  readonly boundAt: Date;
  readonly endedAt: Date | null;
}

import { ok, type PersonId, refuse, type Result } from '../../../kernel/index.ts';
import type { RequestState } from '../../requests/index.ts';
import {
  type DeclineReason,
  declineReasons,
  mostParties,
  type PartyStanding,
  type PartyState,
  partyTransitions,
  type PartyVerb,
} from './model.ts';

/** A change asked for of one party. */
export type PartyChange =
  | { readonly verb: 'invite' | 'replace' | 'void' }
  | { readonly verb: 'bind' | 'consent' | 'attest'; readonly personId: PersonId }
  | { readonly verb: 'decline'; readonly personId: PersonId; readonly reason: string };

/** What must be known beside the party. */
export interface PartyFacts {
  readonly requestState: RequestState;
  /** Who opened the request, when a person did. */
  readonly applicantId: PersonId | null;
  /** All parties of the request, this one included. */
  readonly parties: readonly PartyStanding[];
}

/** Whether everybody who comes before a party has consented. */
export function hasTurn({ turn }: Pick<PartyStanding, 'turn'>, parties: readonly PartyStanding[]): boolean {
  return parties.every(each => each.turn >= turn || each.state === 'consented');
}

/** Those whose turn has just come: not asked yet, and nobody before them is missing. */
export function nextAsked(parties: readonly PartyStanding[]): readonly PartyStanding[] {
  return parties.filter(party => party.state === 'awaited' && hasTurn(party, parties));
}

/** Whether the act may be asked for: there are parties, and all have consented. */
export function isComplete(parties: readonly PartyStanding[]): boolean {
  return parties.length > 0 && parties.every(({ state }) => state === 'consented');
}

/** Whether somebody has consented, so that the document may not change any more. */
export function anyConsent(parties: readonly PartyStanding[]): boolean {
  return parties.some(({ state }) => state === 'consented');
}

/** Whether one more party fits. Refused: `parties.too-many` {most}, `parties.turn-malformed`. */
export function mayAdd(parties: readonly PartyStanding[], turn: number): Result<true> {
  if (parties.length >= mostParties) return refuse('parties.too-many', { most: mostParties });
  return Number.isInteger(turn) && turn >= 1 && turn <= mostParties ? ok(true) : refuse('parties.turn-malformed');
}

/**
 * Judges one change of a party. Refusals: `parties.request-over` (nobody is awaited any more), `.already-consented`, `.declined`,
 * `.not-yours` (another person is bound, or nobody), `.person-there` (this person is another party of the request), `.is-applicant` (who
 * opened the request signs in their own place only), `.not-your-turn`, `.unknown-reason`.
 */
export function decideParty(party: PartyStanding, change: PartyChange, facts: PartyFacts): Result<PartyStanding> {
  const allowed = isOpen(change.verb, facts.requestState);
  if (!allowed) return refuse('parties.request-over');
  const state = stateAfter(party, change.verb);
  if (!state) return refuse(whyNot(party.state));
  if ('personId' in change) {
    const fits = personFits(party, change, facts);
    if (!fits.ok) return fits;
    if (!hasTurn(party, facts.parties)) return refuse('parties.not-your-turn');
    if (change.verb === 'decline' && !isDeclineReason(change.reason)) return refuse('parties.unknown-reason');
    return ok({ ...party, state, personId: change.personId });
  }
  if (change.verb === 'invite' && !hasTurn(party, facts.parties)) return refuse('parties.not-your-turn');
  // The initiator keeps their place: they have no address that could be wrong.
  if (change.verb === 'replace' && party.personId !== null && party.personId === facts.applicantId)
    return refuse('parties.is-applicant');
  return ok({ ...party, state, personId: change.verb === 'replace' ? null : party.personId });
}

/** Whether a code is a reason for which somebody may decline. */
export function isDeclineReason(code: string): code is DeclineReason {
  return declineReasons.some(reason => reason === code);
}

/** Asking and voiding are steps of the request itself, which judges its own state. */
function isOpen(verb: PartyVerb, state: RequestState): boolean {
  if (verb === 'invite' || verb === 'void') return true;
  return state === 'collecting' || (verb === 'replace' && state === 'draft');
}

/** The state that a change leads to; who is known from the start is asked and bound at once. */
function stateAfter(party: PartyStanding, verb: PartyVerb): PartyState | undefined {
  const possible: Partial<Record<PartyVerb, PartyState>> = partyTransitions[party.state];
  const state = possible[verb];
  return state === 'invited' && party.personId !== null ? 'bound' : state;
}

function whyNot(state: PartyState): string {
  if (state === 'consented') return 'parties.already-consented';
  return state === 'declined' ? 'parties.declined' : 'parties.not-yours';
}

function personFits(
  party: PartyStanding,
  { verb, personId }: Extract<PartyChange, { readonly personId: PersonId }>,
  { applicantId, parties }: PartyFacts,
): Result<true> {
  if (party.personId !== null) return party.personId === personId ? ok(true) : refuse('parties.not-yours');
  if (verb !== 'bind' && verb !== 'attest') return refuse('parties.not-yours');
  if (personId === applicantId) return refuse('parties.is-applicant');
  const there = parties.some(each => each.id !== party.id && each.personId === personId);
  return there ? refuse('parties.person-there') : ok(true);
}

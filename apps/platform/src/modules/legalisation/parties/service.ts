import type { Language, PartyId, PersonActor, RequestId, Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ContactCodeId } from '../../identity/index.ts';
import type { ServiceRequest } from '../../requests/index.ts';
import { add, list, type PartyGiven, remove, replace } from './adding.ts';
import { askConsent } from './asking.ts';
import { attestedAtCounter, type AttestedParty, openAtCounter, seekAtCounter } from './attesting.ts';
import { askCodeFor, askOwnCode } from './counter-codes.ts';
import { bind, deny, look, proveContact, sendCode } from './binding.ts';
import { chooseCapacity } from './capacity.ts';
import { consent, type ConsentGiven } from './consenting.ts';
import { anyConsent } from './decide.ts';
import { decline } from './declining.ts';
import { deliver } from './delivering.ts';
import type { PartiesDeps } from './dependencies.ts';
import { readOwnHand, signByHand } from './handwriting.ts';
import { type AddressGiven, follow, replaceAddress, viewForInitiator } from './following.ts';
import { inviteAll } from './inviting.ts';
import { keepParties } from './keeping.ts';
import type { PartyRequest } from './model.ts';
import { keyOf, selectParties } from './party-store.ts';
import { listToSign, readPageToSign, readToSign } from './reading.ts';

/** Builds what parties do and what is done to them: each function is told where it is declared. */
export function createParties(deps: PartiesDeps) {
  return {
    ...ofRequest(deps),
    ...ofSignatory(deps),
    ...ofCounter(deps),
    follow: (actor: PersonActor, requestId: RequestId) => follow(deps, actor, requestId),
    replaceAddress: (actor: PersonActor, given: AddressGiven) => replaceAddress(deps, actor, given),
    askCodeFor: (actor: PersonActor, asked: Parameters<typeof askCodeFor>[2]) => askCodeFor(deps, actor, asked),
    deliver: (payload: unknown) => deliver(deps, payload),
    keep: () => keepParties(deps),
  };
}

/** For who prepares and follows a request, inside its changes. */
function ofRequest(deps: PartiesDeps) {
  return {
    add: (tx: Tx, request: PartyRequest, given: PartyGiven): Promise<Result<PartyId>> => add(deps, tx, request, given),
    replace: (tx: Tx, request: PartyRequest, given: Parameters<typeof replace>[3]) => replace(deps, tx, request, given),
    remove: (tx: Tx, request: PartyRequest, partyId: PartyId) => remove(tx, request, partyId),
    list: (tx: Tx, request: Pick<PartyRequest, 'communeId' | 'id'>) => list(deps, tx, request),
    inviteAll: (tx: Tx, request: PartyRequest, now: Date) => inviteAll(deps, tx, request, now),
    viewForInitiator: (tx: Tx, request: Parameters<typeof viewForInitiator>[2]) => viewForInitiator(deps, tx, request),
    /** Whether somebody has consented, so that nothing of the document may change any more. */
    anyConsent: async (tx: Tx, request: Pick<PartyRequest, 'communeId' | 'id'>): Promise<boolean> =>
      anyConsent(await selectParties(tx, keyOf(request))),
  };
}

/** For a counter at which somebody signs instead, inside its transactions. */
function ofCounter(deps: PartiesDeps) {
  return {
    seekAtCounter: (tx: Tx, code: Parameters<typeof seekAtCounter>[2]) => seekAtCounter(deps, tx, code),
    openAtCounter: (tx: Tx, ...asked: OpeningAsked) => openAtCounter(deps, tx, ...asked),
    attestedAtCounter: (tx: Tx, request: ServiceRequest, attested: AttestedParty) =>
      attestedAtCounter(deps, tx, request, attested),
  };
}

type OpeningAsked = Parameters<typeof openAtCounter> extends [unknown, unknown, ...infer Rest] ? Rest : never;

/** For whoever is invited, in their own account. */
function ofSignatory(deps: PartiesDeps) {
  return {
    look: (actor: PersonActor, token: string) => look(deps, actor, token),
    sendCode: (actor: PersonActor, asked: { readonly token: string; readonly language: Language }) =>
      sendCode(deps, actor, asked),
    proveContact: (
      actor: PersonActor,
      given: { readonly token: string; readonly codeId: ContactCodeId; readonly code: string },
    ) => proveContact(deps, actor, given),
    bind: (actor: PersonActor, token: string) => bind(deps, actor, token),
    deny: (actor: PersonActor, token: string) => deny(deps, actor, token),
    listToSign: (actor: PersonActor) => listToSign(deps, actor),
    readToSign: (actor: PersonActor, requestId: RequestId) => readToSign(deps, actor, requestId),
    readPage: (actor: PersonActor, asked: Parameters<typeof readPageToSign>[2]) => readPageToSign(deps, actor, asked),
    readOwnHand: (actor: PersonActor, requestId: RequestId) => readOwnHand(deps, actor, requestId),
    signByHand: (actor: PersonActor, given: Parameters<typeof signByHand>[2]) => signByHand(deps, actor, given),
    askOwnCode: (actor: PersonActor, requestId: RequestId) => askOwnCode(deps, actor, requestId),
    chooseCapacity: (actor: PersonActor, chosen: Parameters<typeof chooseCapacity>[2]) =>
      chooseCapacity(deps, actor, chosen),
    askConsent: (actor: PersonActor, asked: { readonly requestId: RequestId; readonly language: Language }) =>
      askConsent(deps, actor, asked),
    consent: (actor: PersonActor, given: ConsentGiven) => consent(deps, actor, given),
    decline: (actor: PersonActor, given: Parameters<typeof decline>[2]) => decline(deps, actor, given),
  };
}

export type Parties = ReturnType<typeof createParties>;

import { ok, type PartyId, type PersonActor, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type ChangedRequest, changedRequest, type RequestState, runCommand } from '../../requests/index.ts';
import { type PartyGiven, replace } from './adding.ts';
import { comesToCounter } from './counter-codes.ts';
import { hasTurn } from './decide.ts';
import type { PartiesDeps } from './dependencies.ts';
import { inOwn, locateOwn } from './finding.ts';
import type { Party, PartyRequest } from './model.ts';
import { findDeclineWords, findPartyRequest, keyOf, type SealedParty, selectParties } from './party-store.ts';
import { shareAWord } from './naming.ts';
import { openOf, openParty } from './sealing.ts';

/** A party as who asked them sees it: what they typed, what became of it and when. */
export interface PartyProgress extends Party {
  readonly isInitiator: boolean;
  readonly hasTurn: boolean;
  /** Whether they have no address, and sign at a counter by a code that the initiator hands them. */
  readonly comesToCounter: boolean;
  /** Whether another address may still be given. */
  readonly mayReplace: boolean;
  /**
   * Whether the name of who is bound has a word of what the initiator typed; null while nobody is. A name that has none deserves a look: the
   * wrong person may have answered.
   */
  readonly nameAgrees: boolean | null;
  /** What somebody who declined wrote to the initiator. */
  readonly declineWords: string | null;
}

/** How the parties of a request stand, for its initiator, whose reading of it the caller has authorised. */
export async function viewForInitiator(
  deps: Pick<PartiesDeps, 'identity'>,
  tx: Tx,
  request: Pick<PartyRequest, 'communeId' | 'id' | 'state' | 'applicantId'>,
): Promise<readonly PartyProgress[]> {
  const parties = await selectParties(tx, keyOf(request));
  const known = parties.flatMap(({ personId }) => personId ?? []);
  const names = await deps.identity.readNames(tx, known);
  const views: PartyProgress[] = [];
  for (const party of parties) {
    const opened = await openParty(deps.identity.vault, tx, party);
    const isInitiator = party.personId !== null && party.personId === request.applicantId;
    const name = party.personId === null ? undefined : names.get(party.personId);
    views.push({
      ...opened,
      isInitiator,
      hasTurn: hasTurn(party, parties),
      comesToCounter: comesToCounter(party),
      mayReplace: !isInitiator && request.state === 'collecting' && isReplaceable(party),
      nameAgrees: name === undefined ? null : shareAWord(name, opened.name),
      declineWords: await readWords(deps, tx, request, party),
    });
  }
  return views;
}

function isReplaceable({ state }: SealedParty): boolean {
  return state === 'awaited' || state === 'invited' || state === 'bound';
}

async function readWords(
  { identity }: Pick<PartiesDeps, 'identity'>,
  tx: Tx,
  request: Pick<PartyRequest, 'communeId' | 'id'>,
  { id, state }: SealedParty,
): Promise<string | null> {
  const sealed = state === 'declined' ? await findDeclineWords(tx, keyOf(request), id) : null;
  return sealed && openOf(identity.vault, tx, id, 'words', sealed);
}

/** A request at a distance as its initiator follows it. */
export interface Followed {
  readonly requestId: RequestId;
  readonly reference: string;
  readonly state: RequestState;
  /** Of the request, for a change that is asked on what was read. */
  readonly version: number;
  readonly parties: readonly PartyProgress[];
}

/** How one’s own request stands. Refused: `requests.not-found`, the same for one of somebody else’s. */
export async function follow(deps: PartiesDeps, actor: PersonActor, requestId: RequestId): Promise<Result<Followed>> {
  const communeId = await locateOwn(deps, actor, requestId);
  if (!communeId.ok) return communeId;
  return inOwn(deps, actor, communeId.value, async tx => {
    const request = await findPartyRequest(tx, { communeId: communeId.value, requestId });
    if (request?.applicantId !== actor.personId) return refuse('requests.not-found');
    const { reference, state, version } = request;
    return ok({ requestId, reference, state, version, parties: await viewForInitiator(deps, tx, request) });
  });
}

/** Another address for a party, as the initiator gives it on what they have read. */
export interface AddressGiven extends Pick<PartyGiven, 'contact' | 'name' | 'language'> {
  readonly key: string;
  readonly requestId: RequestId;
  readonly version: number;
  readonly partyId: PartyId;
}

/**
 * The initiator gives a party another address, once; see `replace`. Refusals: `requests.not-found`, those of `requests.change` and of
 * `replace`, `platform.command-reused`.
 */
export async function replaceAddress(
  deps: PartiesDeps,
  actor: PersonActor,
  { key, requestId, version, ...given }: AddressGiven,
): Promise<Result<ChangedRequest>> {
  const communeId = await locateOwn(deps, actor, requestId);
  if (!communeId.ok) return communeId;
  const now = deps.clock();
  const at = { communeId: communeId.value, requestId, version };
  const command = { key, name: 'parties.replace', payload: [requestId, version, given], communeId: at.communeId };
  const change = { verb: 'edit', what: 'party-replaced', subjectId: given.partyId } as const;
  return runCommand(deps.db, actor, command, now, async tx =>
    changedRequest(
      await deps.requests.change(tx, actor, at, change, now, request => replace(deps, tx, request, given)),
    ),
  );
}

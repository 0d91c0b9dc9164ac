import { ok, type PartyId, type PersonActor, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type AwaitedCode, formatAwaitedCode, newAwaitedCode } from '../awaited/code.ts';
import { hasTurn } from './decide.ts';
import type { PartiesDeps } from './dependencies.ts';
import { inOwn, locateOwn, type OwnParty, readOwnParty } from './finding.ts';
import { endInvitations } from './invitation-store.ts';
import { keepInvitation } from './inviting.ts';
import { findPartyRequest, keyOf, type SealedParty, selectParties } from './party-store.ts';
import { openParty } from './sealing.ts';

/** A code by which any office opens a request for one party, as it is shown, and until when. */
export interface CounterCode {
  readonly code: string;
  readonly validUntil: Date;
  readonly reference: string;
  /** Whom the office will look for: what the initiator called them, or, for one's own, null. */
  readonly name: string | null;
}

/**
 * A new code for the actor's own place, who would rather sign at a counter; the one before it opens nothing any more. Kept nowhere, so that
 * each asking makes another. Refused: `requests.not-found`, `parties.request-over`, `.not-your-turn`.
 */
export async function askOwnCode(
  deps: PartiesDeps,
  actor: PersonActor,
  requestId: RequestId,
): Promise<Result<CounterCode>> {
  const communeId = await locateOwn(deps, actor, requestId);
  if (!communeId.ok) return communeId;
  return inOwn(deps, actor, communeId.value, async tx => {
    const own = await readOwnParty(tx, actor, { communeId: communeId.value, requestId }, { locked: true });
    return own.ok ? issue(deps, tx, own.value, null) : own;
  });
}

/**
 * The same for a party whom the initiator reaches without any address, and who signs at a counter: the initiator hands them the code. One
 * who was invited by a message has a code of their own there, which nobody else is told. Refused: `requests.not-found`, `parties.unknown`,
 * those of `askOwnCode`.
 */
export async function askCodeFor(
  deps: PartiesDeps,
  actor: PersonActor,
  { requestId, partyId }: { readonly requestId: RequestId; readonly partyId: PartyId },
): Promise<Result<CounterCode>> {
  const communeId = await locateOwn(deps, actor, requestId);
  if (!communeId.ok) return communeId;
  const key = { communeId: communeId.value, requestId };
  return inOwn(deps, actor, communeId.value, async tx => {
    const request = await findPartyRequest(tx, key, { locked: true });
    if (request?.applicantId !== actor.personId) return refuse('requests.not-found');
    const parties = await selectParties(tx, key);
    const party = parties.find(({ id }) => id === partyId);
    if (!party || !comesToCounter(party)) return refuse('parties.unknown');
    const { name } = await openParty(deps.identity.vault, tx, party);
    return issue(deps, tx, { request, parties, party }, name);
  });
}

/** Whether somebody was named without an address: they sign at a counter, by a code that the initiator hands them. */
export function comesToCounter({
  contact,
  personId,
}: Pick<SealedParty, 'personId'> & { readonly contact: unknown }): boolean {
  return contact === null && personId === null;
}

async function issue(
  deps: PartiesDeps,
  tx: Tx,
  { request, parties, party }: OwnParty,
  name: CounterCode['name'],
): Promise<Result<CounterCode>> {
  const asked = request.state === 'collecting' && (party.state === 'invited' || party.state === 'bound');
  if (!asked) return refuse('parties.request-over');
  if (!hasTurn(party, parties)) return refuse('parties.not-your-turn');
  const now = deps.clock();
  await endInvitations(tx, keyOf(request), party.id, now);
  const code: AwaitedCode = newAwaitedCode();
  const invited = { partyId: party.id, token: code, tokenSealed: null };
  const { expiresAt: validUntil } = await keepInvitation(deps, tx, request, invited, now);
  return ok({ code: formatAwaitedCode(code), validUntil, reference: request.reference, name });
}

import { newId, ok, type PartyId, type PersonId, refuse, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { enqueue } from '../../../platform/jobs/index.ts';
import { type AwaitedCode, newAwaitedCode } from '../awaited/code.ts';
import { deleteSignatory } from '../store.ts';
import { decideParty, hasTurn, nextAsked } from './decide.ts';
import type { PartiesDeps } from './dependencies.ts';
import { endInvitations, insertInvitation, type InvitationId } from './invitation-store.ts';
import type { PartyRequest } from './model.ts';
import { keyOf, type SealedParty, selectParties, updateStanding } from './party-store.ts';
import { sealOf } from './sealing.ts';

/** Name of the job that sends one invitation. */
export const invitationTask = 'legalisation.invitation';

const day = 86_400_000;

/**
 * Asks everybody to sign, each in their turn; called by who changes the request to `collecting`, in that transaction. Consents that were
 * given to an earlier document are void, with the signatures drawn for it, and who gave them is asked again. Refused: `parties.nobody`.
 */
export async function inviteAll(deps: PartiesDeps, tx: Tx, request: PartyRequest, now: Date): Promise<Result<null>> {
  const parties = await selectParties(tx, keyOf(request));
  if (parties.length === 0) return refuse('parties.nobody');
  await endInvitations(tx, keyOf(request), 'all', now);
  for (const party of parties.filter(({ state }) => isAsked(state)))
    await updateStanding(tx, keyOf(request), party, { signature: null, invitedAt: null });
  for (const party of parties.filter(({ state }) => state === 'consented')) {
    const decided = decideParty(party, { verb: 'void' }, { ...factsOf(request), parties });
    if (!decided.ok) return decided;
    const given = { consentedAt: null, attested: null, signature: null };
    await updateStanding(tx, keyOf(request), decided.value, { ...given, invitedAt: null });
    if (party.personId !== null) await deleteSignatory(tx, keyOf(request), party.personId);
  }
  // Whoever sends the request needs no message that it awaits them.
  await inviteWhoIsNext(deps, tx, request, { now, atHand: request.applicantId });
  return ok(null);
}

/** Whether somebody was asked before, and has not answered. */
function isAsked(state: SealedParty['state']): boolean {
  return state === 'invited' || state === 'bound';
}

/**
 * Invites those whose turn has come and who were not asked yet; who is known is told by a notice, and so is who has to be asked again. `atHand`
 * is told nothing.
 */
export async function inviteWhoIsNext(
  deps: PartiesDeps,
  tx: Tx,
  request: PartyRequest,
  { now, atHand = null }: { readonly now: Date; readonly atHand?: PersonId | null },
): Promise<void> {
  const parties = await selectParties(tx, keyOf(request));
  const next = new Set(nextAsked(parties).map(({ id }) => id));
  for (const party of parties.filter(({ id }) => next.has(id))) {
    const decided = decideParty(party, { verb: 'invite' }, { ...factsOf(request), parties });
    if (!decided.ok) throw new Error(`a party whose turn has come is not asked: ${decided.refusal.code}`);
    const bound = decided.value.state === 'bound' ? { boundAt: now } : {};
    await updateStanding(tx, keyOf(request), decided.value, { invitedAt: now, ...bound });
    if (decided.value.personId !== null)
      await deps.requests.enter(tx, request, { personId: decided.value.personId, part: 'signatory' }, now);
    await sendLink(deps, tx, request, party, now);
  }
  // Asked for an earlier paper: their links are dead.
  const again = parties
    .filter(({ state, invitedAt }) => isAsked(state) && invitedAt === null)
    .filter(party => hasTurn(party, parties));
  for (const party of again) {
    await updateStanding(tx, keyOf(request), party, { invitedAt: now });
    await sendLink(deps, tx, request, party, now);
  }
  const { communeId, id: requestId } = request;
  const asked = [...parties.filter(({ id }) => next.has(id)), ...again];
  for (const personId of asked.flatMap(party => party.personId ?? []))
    if (personId !== atHand) await deps.tell(tx, { communeId, requestId, personId, event: 'signature-awaited' });
}

/**
 * Owes a party a message with a link of its own; those without an address are asked at a counter, or know already. The link’s token is a code
 * that opens the request at a counter, too.
 */
export async function sendLink(
  deps: PartiesDeps,
  tx: Tx,
  request: PartyRequest,
  party: Pick<SealedParty, 'id' | 'contact' | 'personId'>,
  now: Date,
): Promise<void> {
  if (party.contact === null || party.personId !== null) return;
  const token = newAwaitedCode();
  const tokenSealed = await sealOf(deps.identity.vault, tx, party.id, 'token', token);
  const { id } = await keepInvitation(deps, tx, request, { partyId: party.id, token, tokenSealed }, now);
  const payload = { communeId: request.communeId, invitationId: id };
  await enqueue(tx, invitationTask, payload, { key: `${invitationTask}/${id}` });
}

/** Keeps an invitation under the digest of its code, until the request ends or its days are over. */
export async function keepInvitation(
  deps: Pick<PartiesDeps, 'tokenDigest' | 'invitationDays'>,
  tx: Tx,
  request: PartyRequest,
  invited: { readonly partyId: PartyId; readonly token: AwaitedCode; readonly tokenSealed: Buffer | null },
  now: Date,
): Promise<{ readonly id: InvitationId; readonly expiresAt: Date }> {
  const { partyId, token, tokenSealed } = invited;
  const id = newId<InvitationId>(now);
  const until = new Date(now.getTime() + deps.invitationDays * day);
  const expiresAt = request.expiresAt !== null && request.expiresAt < until ? request.expiresAt : until;
  const tokenDigest = deps.tokenDigest(token);
  await insertInvitation(tx, keyOf(request), { id, partyId, tokenDigest, tokenSealed, createdAt: now, expiresAt });
  return { id, expiresAt };
}

/** What the rules know of a request. */
export function factsOf(request: PartyRequest): {
  readonly requestState: PartyRequest['state'];
  readonly applicantId: PartyRequest['applicantId'];
} {
  return { requestState: request.state, applicantId: request.applicantId };
}

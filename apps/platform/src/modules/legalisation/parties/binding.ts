import {
  type LocalizedText,
  nameIn,
  ok,
  type PersonActor,
  type PersonName,
  refuse,
  type Language,
  type RequestId,
  type Result,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ContactCodeId } from '../../identity/index.ts';
import { decideParty } from './decide.ts';
import { shortName } from './delivering.ts';
import type { PartiesDeps } from './dependencies.ts';
import { type Asked, communeOfToken, inOwn, readAsked, readOwnParty } from './finding.ts';
import { endInvitations, noteProven } from './invitation-store.ts';
import { factsOf } from './inviting.ts';
import type { PartyContact } from './model.ts';
import { keyOf, noteMoment, updateStanding } from './party-store.ts';
import { openParty } from './sealing.ts';

/** What somebody who opened a link and signed in is asked. */
export type InvitationSeen =
  /** They are bound already, by this link or another. */
  | { readonly kind: 'bound'; readonly requestId: RequestId }
  /** Whether they read the address that was invited, of which only enough is shown to know one's own. */
  | (Inviting & { readonly kind: 'prove'; readonly contact: PartyContact })
  /** Whether they are the one whom the initiator named. */
  | (Inviting & { readonly kind: 'name'; readonly name: string; readonly ownName: PersonName });

/** Who asks, and where. */
interface Inviting {
  readonly commune: LocalizedText;
  /** A given name and one letter more. */
  readonly inviter: string | null;
}

/**
 * What a link leads to. Nobody is shown a paper, nor whom it seeks before they have shown that the address is theirs. Refused:
 * `parties.link-dead`.
 */
export async function look(deps: PartiesDeps, actor: PersonActor, token: string): Promise<Result<InvitationSeen>> {
  const seen = await withAsked(deps, actor, token, {}, (tx, asked) => show(deps, tx, actor, asked));
  return seen.ok ? seen : boundAlready(deps, actor, token, seen);
}

async function show(deps: PartiesDeps, tx: Tx, actor: PersonActor, asked: Asked): Promise<Result<InvitationSeen>> {
  await noteMoment(tx, keyOf(asked.request), asked.party.id, { moment: 'opened_at', at: deps.clock() });
  const { name, contact } = await openParty(deps.identity.vault, tx, asked.party);
  const ownName = (await deps.identity.readNames(tx, [actor.personId])).get(actor.personId);
  if (!ownName) throw new Error('a person is signed in whom nobody enrolled');
  const inviting = await invitingOf(deps, tx, asked);
  if (await reads(deps, tx, actor, asked)) return ok({ kind: 'name', ...inviting, name, ownName });
  return contact ? ok({ kind: 'prove', ...inviting, contact: maskContact(contact) }) : refuse('parties.link-dead');
}

/** Sends a code to the address that was invited, and to no other. Refused: `parties.link-dead`, and whatever codes refuse. */
export async function sendCode(
  deps: PartiesDeps,
  actor: PersonActor,
  { token, language }: { readonly token: string; readonly language: Language },
): Promise<Result<{ readonly codeId: ContactCodeId }>> {
  return withAsked(deps, actor, token, {}, async (tx, { party }) => {
    const { contact } = await openParty(deps.identity.vault, tx, party);
    if (!contact) return refuse('parties.link-dead');
    return deps.contactCodes.send(tx, { subject: party.id, ...contact, language, purpose: 'invitation' });
  });
}

/** Takes the code back: from now on this person is known to read the address. Refused: `parties.link-dead`, `contact-codes.refused`. */
export async function proveContact(
  deps: PartiesDeps,
  actor: PersonActor,
  { token, ...given }: { readonly token: string; readonly codeId: ContactCodeId; readonly code: string },
): Promise<Result<null>> {
  return withAsked(deps, actor, token, {}, async (tx, { request, invitation, party }) => {
    const confirmed = await deps.contactCodes.confirm(tx, { subject: party.id, ...given });
    if (!confirmed.ok) return confirmed;
    const { contact } = await openParty(deps.identity.vault, tx, party);
    // The initiator may have given another address while the code was on its way.
    if (contact?.kind !== confirmed.value.kind || contact.value !== confirmed.value.value)
      return refuse('parties.link-dead');
    await noteProven(tx, request.communeId, invitation.id, { personId: actor.personId, at: deps.clock() });
    return ok(null);
  });
}

/**
 * The person says that they are the one whom the initiator named: from now on the place is theirs alone, and every link to it is dead. Again is
 * the same. Refused: `parties.link-dead`, `.contact-unproven`, those of `decideParty`.
 */
export async function bind(
  deps: PartiesDeps,
  actor: PersonActor,
  token: string,
): Promise<Result<{ readonly requestId: RequestId }>> {
  const { personId } = actor;
  const bound = await withAsked(deps, actor, token, { locked: true }, async (tx, asked) => {
    const { request, parties, party } = asked;
    if (!(await reads(deps, tx, actor, asked))) return refuse('parties.contact-unproven');
    const decided = decideParty(party, { verb: 'bind', personId }, { ...factsOf(request), parties });
    if (!decided.ok) return decided;
    const now = deps.clock();
    await updateStanding(tx, keyOf(request), decided.value, { boundAt: now });
    await endInvitations(tx, keyOf(request), party.id, now);
    await deps.identity.meet(tx, request.communeId, personId);
    await deps.requests.enter(tx, request, { personId, part: 'signatory' }, now);
    return ok({ requestId: request.id });
  });
  return bound.ok ? bound : boundAlready(deps, actor, token, bound);
}

/**
 * Somebody says that they are not the one: nothing is bound, the link goes on for whom it seeks, and the initiator reads that the address may be
 * wrong. Refused: `parties.link-dead`.
 */
export async function deny(deps: PartiesDeps, actor: PersonActor, token: string): Promise<Result<unknown>> {
  return withAsked(deps, actor, token, {}, async (tx, { request, party }) => {
    await noteMoment(tx, keyOf(request), party.id, { moment: 'denied_at', at: deps.clock() });
    return ok(null);
  });
}

/** Does something with a live invitation. Refused: `parties.link-dead`. */
async function withAsked<T>(
  deps: PartiesDeps,
  actor: PersonActor,
  token: string,
  options: { readonly locked?: boolean },
  work: (tx: Tx, asked: Asked) => Promise<Result<T>>,
): Promise<Result<T>> {
  const found = await communeOfToken(deps, token);
  if (!found) return refuse('parties.link-dead');
  return inOwn(deps, actor, found.communeId, async tx => {
    const asked = await readAsked(deps, tx, found, options);
    return asked.ok ? work(tx, asked.value) : asked;
  });
}

/** Who is bound to the place that a link led to is told so, whatever became of the link; else the refusal stands. */
async function boundAlready<R extends Result<never>>(
  deps: PartiesDeps,
  actor: PersonActor,
  token: string,
  refusal: R,
): Promise<R | Result<{ readonly kind: 'bound'; readonly requestId: RequestId }>> {
  const found = await communeOfToken(deps, token);
  if (!found) return refusal;
  const { communeId, requestId, partyId } = found;
  const own = await inOwn(deps, actor, communeId, tx => readOwnParty(tx, actor, { communeId, requestId }));
  return own.ok && own.value.party.id === partyId ? ok({ kind: 'bound', requestId }) : refusal;
}

/** Whether this person reads the address that was invited: it is a confirmed one of their file, or a code sent there came back from them. */
async function reads(deps: PartiesDeps, tx: Tx, actor: PersonActor, { invitation, party }: Asked): Promise<boolean> {
  if (invitation.provenFor === actor.personId) return true;
  const { contact } = await openParty(deps.identity.vault, tx, party);
  return contact !== null && deps.identity.ownsContact(tx, actor.personId, contact);
}

async function invitingOf(
  deps: PartiesDeps,
  tx: Tx,
  { request: { applicantId, communeId }, party }: Asked,
): Promise<Inviting> {
  const inviter =
    applicantId === null ? undefined : (await deps.identity.readNames(tx, [applicantId])).get(applicantId);
  return {
    commune: await deps.communeName(tx, communeId),
    inviter: inviter ? shortName(nameIn(party.language, inviter)) : null,
  };
}

/** An address as far as who has it will know it: k••••@example.ma, +212 •• •• 78. */
function maskContact({ kind, value }: PartyContact): PartyContact {
  if (kind === 'phone') return { kind, value: `${value.slice(0, 4)}••••${value.slice(-2)}` };
  const at = value.lastIndexOf('@');
  return { kind, value: `${Array.from(value)[0] ?? ''}••••${value.slice(at)}` };
}

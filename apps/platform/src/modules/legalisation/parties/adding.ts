import { type Language, newId, ok, type PartyId, type PersonId, refuse, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { readContacts } from '../../identity/index.ts';
import type { SignedFor } from '../model.ts';
import { decideParty, mayAdd } from './decide.ts';
import type { PartiesDeps } from './dependencies.ts';
import { endInvitations } from './invitation-store.ts';
import { inviteWhoIsNext } from './inviting.ts';
import { nameLimit, type Party, type PartyContact, type PartyRequest } from './model.ts';
import { deleteParty, insertParty, keyOf, resetParty, type SealedParty, selectParties } from './party-store.ts';
import { openParty, sealOf } from './sealing.ts';

/** Somebody as the initiator names them; `contact.value` in any spelling. */
export interface PartyGiven {
  /** Null for the initiator, and for somebody who will sign at a counter. */
  readonly contact: PartyContact | null;
  readonly name: string;
  readonly language: Language;
  readonly turn: number;
  /** The initiator who signs too. */
  readonly personId?: PersonId | undefined;
  readonly signedFor?: SignedFor | undefined;
}

/** An address as it was typed, whichever kind it is. */
export function contactTyped(value: string): PartyContact {
  return { kind: value.includes('@') ? 'email' : 'phone', value };
}

/**
 * Adds somebody who shall sign; nothing is sent yet. Refusals: `parties.too-many`, `.turn-malformed`, `.name-missing`, `.name-too-long`,
 * `.person-there`, `identity.email-malformed`, `identity.phone-malformed`.
 */
export async function add(
  deps: PartiesDeps,
  tx: Tx,
  request: PartyRequest,
  given: PartyGiven,
): Promise<Result<PartyId>> {
  const parties = await selectParties(tx, keyOf(request));
  const room = mayAdd(parties, given.turn);
  if (!room.ok) return room;
  const personId = given.personId ?? null;
  if (personId !== null && parties.some(each => each.personId === personId)) return refuse('parties.person-there');
  const id = newId<PartyId>(deps.clock());
  const written = await write(deps, tx, id, given);
  if (!written.ok) return written;
  await insertParty(tx, keyOf(request), {
    ...written.value,
    id,
    turn: given.turn,
    personId,
    signedFor: given.signedFor ?? null,
  });
  return ok(id);
}

/**
 * Gives the place of somebody who has not consented to another address: every earlier link is dead, who was bound is so no more, and when
 * their turn has come the new address is invited. The old one is told nothing. Refusals: `parties.unknown`, those of `decideParty`, of
 * `add`.
 */
export async function replace(
  deps: PartiesDeps,
  tx: Tx,
  request: PartyRequest,
  given: Pick<PartyGiven, 'contact' | 'name' | 'language'> & { readonly partyId: PartyId },
): Promise<Result<null>> {
  const parties = await selectParties(tx, keyOf(request));
  const party = parties.find(({ id }) => id === given.partyId);
  if (!party) return refuse('parties.unknown');
  const decided = decideParty(
    party,
    { verb: 'replace' },
    { requestState: request.state, applicantId: request.applicantId, parties },
  );
  if (!decided.ok) return decided;
  const written = await write(deps, tx, party.id, given);
  if (!written.ok) return written;
  const now = deps.clock();
  await endInvitations(tx, keyOf(request), party.id, now);
  await resetParty(tx, keyOf(request), { ...written.value, id: party.id });
  if (request.state === 'collecting') await inviteWhoIsNext(deps, tx, request, { now });
  // Last: it leaves the transaction bound to the commune alone.
  if (party.personId !== null) await deps.requests.leave(tx, request, party.personId);
  return ok(null);
}

/** Takes somebody out of a draft. Refused: `parties.unknown`, `parties.request-over` once people were invited. */
export async function remove(tx: Tx, request: PartyRequest, partyId: PartyId): Promise<Result<null>> {
  if (request.state !== 'draft') return refuse('parties.request-over');
  const parties = await selectParties(tx, keyOf(request));
  if (!parties.some(({ id }) => id === partyId)) return refuse('parties.unknown');
  await deleteParty(tx, keyOf(request), partyId);
  return ok(null);
}

/** The parties of a request, by turn and then as they were added. */
export async function list(
  deps: Pick<PartiesDeps, 'identity'>,
  tx: Tx,
  request: Pick<PartyRequest, 'communeId' | 'id'>,
): Promise<readonly Party[]> {
  const opened: Party[] = [];
  for (const party of await selectParties(tx, keyOf(request)))
    opened.push(await openParty(deps.identity.vault, tx, party));
  return opened;
}

/** What was typed of a party, read and sealed. */
async function write(
  { identity }: PartiesDeps,
  tx: Tx,
  id: PartyId,
  given: Pick<PartyGiven, 'contact' | 'name' | 'language'>,
): Promise<Result<Pick<SealedParty, 'contact' | 'nameSealed' | 'language'>>> {
  const name = given.name
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  if (name === '') return refuse('parties.name-missing');
  if (Array.from(name).length > nameLimit) return refuse('parties.name-too-long', { max: nameLimit });
  const contact = readContact(given.contact);
  if (!contact.ok) return contact;
  const { vault } = identity;
  return ok({
    nameSealed: await sealOf(vault, tx, id, 'name', name),
    contact: contact.value && {
      kind: contact.value.kind,
      sealed: await sealOf(vault, tx, id, 'contact', contact.value.value),
    },
    language: given.language,
  });
}

function readContact(given: PartyContact | null): Result<PartyContact | null> {
  if (!given) return ok(null);
  const read = readContacts({ [given.kind]: given.value });
  if (!read.ok) return read;
  const value = read.value[given.kind];
  return value === undefined ? refuse(`identity.${given.kind}-malformed`) : ok({ kind: given.kind, value });
}

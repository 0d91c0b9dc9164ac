import { sql } from 'kysely';
import { asId, type Language, type PartyId, type PersonId } from '../../../kernel/index.ts';
import { asSha256 } from '../../../platform/blobs/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { findRequest, lockRequest } from '../../requests/index.ts';
import type { LegalisationKey } from '../store.ts';
import type { DeclineReason, Party, PartyContact, PartyRequest, PartyStanding, PartyState } from './model.ts';

/** Where the rows of a request are. */
export function keyOf({ communeId, id }: Pick<PartyRequest, 'communeId' | 'id'>): LegalisationKey {
  return { communeId, requestId: id };
}

/** A party's row, what is personal in it still sealed. */
export interface SealedParty extends Omit<Party, 'contact' | 'name'> {
  readonly contact: { readonly kind: PartyContact['kind']; readonly sealed: Buffer } | null;
  readonly nameSealed: Buffer;
}

interface PartyRow {
  id: string;
  position: number;
  turn: number;
  contact_kind: PartyContact['kind'] | null;
  contact_sealed: Buffer | null;
  name_sealed: Buffer;
  language: Language;
  person_id: string | null;
  state: PartyState;
  attested: 'distance' | 'counter' | null;
  organisation_id: string | null;
  mandate_id: string | null;
  worth: number | null;
  identity_document_id: string | null;
  signature_sha256: Buffer | null;
  decline_reason: DeclineReason | null;
  invited_at: Date | null;
  reminded_at: Date | null;
  opened_at: Date | null;
  denied_at: Date | null;
  bound_at: Date | null;
  consented_at: Date | null;
  declined_at: Date | null;
}

const columns = sql`id, position, turn, contact_kind, contact_sealed, name_sealed, language, person_id, state, attested, organisation_id,
  mandate_id, worth, identity_document_id, signature_sha256, decline_reason, invited_at, reminded_at, opened_at, denied_at, bound_at,
  consented_at, declined_at`;

/** The parties of a request, by turn and then as they were added. */
export async function selectParties(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
): Promise<readonly SealedParty[]> {
  const { rows } = await sql<PartyRow>`
    select ${columns} from legalisation.party where commune_id = ${communeId} and request_id = ${requestId}
    order by turn, position`.execute(tx);
  return rows.map(readParty);
}

/** Adds a party after the others. */
export async function insertParty(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  party: Pick<SealedParty, 'id' | 'turn' | 'contact' | 'nameSealed' | 'language' | 'personId' | 'signedFor'>,
): Promise<void> {
  const { signedFor } = party;
  await sql`
    insert into legalisation.party (commune_id, id, request_id, position, turn, contact_kind, contact_sealed, name_sealed, language, person_id,
      state, organisation_id, mandate_id, worth)
    values (${communeId}, ${party.id}, ${requestId},
      (select coalesce(max(position) + 1, 0) from legalisation.party where commune_id = ${communeId} and request_id = ${requestId}),
      ${party.turn}, ${party.contact?.kind ?? null}, ${party.contact?.sealed ?? null}, ${party.nameSealed}, ${party.language},
      ${party.personId}, 'awaited', ${signedFor?.organisationId ?? null}, ${signedFor?.mandateId ?? null}, ${signedFor?.worth ?? null})`.execute(
    tx,
  );
}

/** Takes a party out, with its invitations and questions. */
export async function deleteParty(tx: Tx, { communeId }: LegalisationKey, partyId: PartyId): Promise<void> {
  await sql`delete from legalisation.party where commune_id = ${communeId} and id = ${partyId}`.execute(tx);
}

/** Gives a party another address and name, and forgets everything that happened under the old one. */
export async function resetParty(
  tx: Tx,
  { communeId }: LegalisationKey,
  party: Pick<SealedParty, 'id' | 'contact' | 'nameSealed' | 'language'>,
): Promise<void> {
  await sql`
    update legalisation.party set contact_kind = ${party.contact?.kind ?? null}, contact_sealed = ${party.contact?.sealed ?? null},
      name_sealed = ${party.nameSealed}, language = ${party.language}, state = 'awaited', person_id = null, identity_document_id = null,
      signature_sha256 = null, organisation_id = null, mandate_id = null, worth = null, invited_at = null, reminded_at = null,
      opened_at = null, denied_at = null, bound_at = null
    where commune_id = ${communeId} and id = ${party.id}`.execute(tx);
}

/** Writes where a party stands now, with what belongs to that. */
export async function updateStanding(
  tx: Tx,
  { communeId }: LegalisationKey,
  { id, state, personId }: PartyStanding,
  noted: Partial<
    Pick<
      Party,
      'invitedAt' | 'boundAt' | 'attested' | 'identityDocumentId' | 'signature' | 'consentedAt' | 'declinedAt'
    >
  > & { readonly declined?: { readonly reason: DeclineReason; readonly wordsSealed: Buffer | null } },
): Promise<void> {
  const { invitedAt, boundAt, attested, identityDocumentId, signature, consentedAt, declinedAt, declined } = noted;
  const now = <Value>(column: string, value: Value | undefined) =>
    value === undefined ? sql.ref(column) : sql`${value}`;
  const bytes = signature === undefined || signature === null ? signature : Buffer.from(signature, 'hex');
  await sql`
    update legalisation.party set state = ${state}, person_id = ${personId}, invited_at = ${now('invited_at', invitedAt)},
      bound_at = ${now('bound_at', boundAt)}, attested = ${now('attested', attested)},
      identity_document_id = ${now('identity_document_id', identityDocumentId)}, signature_sha256 = ${now('signature_sha256', bytes)},
      consented_at = ${now('consented_at', consentedAt)}, declined_at = ${now('declined_at', declinedAt)},
      decline_reason = ${now('decline_reason', declined?.reason)},
      decline_words_sealed = ${now('decline_words_sealed', declined?.wordsSealed)}
    where commune_id = ${communeId} and id = ${id}`.execute(tx);
}

/** Notes for whom a party signs; null for themselves. */
export async function updateCapacity(
  tx: Tx,
  { communeId }: LegalisationKey,
  { id, signedFor }: Pick<SealedParty, 'id' | 'signedFor'>,
): Promise<void> {
  await sql`
    update legalisation.party set organisation_id = ${signedFor?.organisationId ?? null}, mandate_id = ${signedFor?.mandateId ?? null},
      worth = ${signedFor?.worth ?? null}
    where commune_id = ${communeId} and id = ${id}`.execute(tx);
}

function readParty(row: PartyRow): SealedParty {
  const { contact_kind: kind, contact_sealed: sealed, organisation_id: organisation, mandate_id: mandate } = row;
  return {
    id: asId(row.id),
    position: row.position,
    turn: row.turn,
    contact: kind && sealed ? { kind, sealed } : null,
    nameSealed: row.name_sealed,
    language: row.language,
    personId: row.person_id === null ? null : asId<PersonId>(row.person_id),
    state: row.state,
    attested: row.attested,
    signedFor:
      organisation !== null && mandate !== null
        ? { organisationId: asId(organisation), mandateId: asId(mandate), worth: row.worth }
        : null,
    identityDocumentId: row.identity_document_id === null ? null : asId(row.identity_document_id),
    signature: row.signature_sha256 && asSha256(row.signature_sha256),
    declineReason: row.decline_reason,
    invitedAt: row.invited_at,
    remindedAt: row.reminded_at,
    openedAt: row.opened_at,
    deniedAt: row.denied_at,
    boundAt: row.bound_at,
    consentedAt: row.consented_at,
    declinedAt: row.declined_at,
  };
}

/** The request of parties, as far as they need it; locked against changes where a party is about to change. */
export function findPartyRequest(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  { locked = false }: { readonly locked?: boolean } = {},
): Promise<PartyRequest | undefined> {
  return locked ? lockRequest(tx, communeId, requestId) : findRequest(tx, communeId, requestId);
}

/** Notes that something happened to a party that changes nothing of where it stands; the first time counts but for reminders. */
export async function noteMoment(
  tx: Tx,
  { communeId }: LegalisationKey,
  partyId: PartyId,
  { moment, at }: { readonly moment: 'opened_at' | 'denied_at' | 'reminded_at'; readonly at: Date },
): Promise<void> {
  const column = sql.ref(moment);
  const unlessNoted = moment === 'reminded_at' ? sql`true` : sql`${column} is null`;
  await sql`
    update legalisation.party set ${column} = ${at}
    where commune_id = ${communeId} and id = ${partyId} and ${unlessNoted}`.execute(tx);
}

/** The sealed words of somebody who declined; null when they gave none. */
export async function findDeclineWords(
  tx: Tx,
  { communeId }: LegalisationKey,
  partyId: PartyId,
): Promise<Buffer | null> {
  const { rows } = await sql<{ sealed: Buffer | null }>`
    select decline_words_sealed as sealed from legalisation.party where commune_id = ${communeId} and id = ${partyId}`.execute(
    tx,
  );
  return rows[0]?.sealed ?? null;
}

import { sql } from 'kysely';
import { asId, type CommuneId, type Id, type PartyId, type PersonId, type RequestId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { LegalisationKey } from '../store.ts';

export type InvitationId = Id<'invitation'>;

/** A link as it was sent. `tokenSealed` is null once the message has left. */
export interface Invitation {
  readonly id: InvitationId;
  readonly requestId: RequestId;
  readonly partyId: PartyId;
  readonly tokenSealed: Buffer | null;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  /** Who has entered a code that was sent to the invited address. */
  readonly provenFor: PersonId | null;
}

/** Keeps a new invitation; its token only as a digest, and sealed until it is sent, where it is. */
export async function insertInvitation(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  invitation: Pick<Invitation, 'id' | 'partyId' | 'expiresAt'> & {
    readonly tokenDigest: Buffer;
    readonly tokenSealed: Buffer | null;
    readonly createdAt: Date;
  },
): Promise<void> {
  const { id, partyId, tokenDigest, tokenSealed, createdAt, expiresAt } = invitation;
  await sql`
    insert into legalisation.invitation (commune_id, id, request_id, party_id, token_digest, token_sealed, created_at, expires_at)
    values (${communeId}, ${id}, ${requestId}, ${partyId}, ${tokenDigest}, ${tokenSealed}, ${createdAt}, ${expiresAt})`.execute(
    tx,
  );
}

/** One invitation. */
export async function findInvitation(tx: Tx, communeId: CommuneId, id: InvitationId): Promise<Invitation | undefined> {
  const { rows } = await sql<{
    request_id: string;
    party_id: string;
    token_sealed: Buffer | null;
    expires_at: Date;
    ended_at: Date | null;
    proven_for: string | null;
  }>`
    select request_id, party_id, token_sealed, expires_at, ended_at, proven_for from legalisation.invitation
    where commune_id = ${communeId} and id = ${id}`.execute(tx);
  const row = rows[0];
  return (
    row && {
      id,
      requestId: asId(row.request_id),
      partyId: asId(row.party_id),
      tokenSealed: row.token_sealed,
      expiresAt: row.expires_at,
      endedAt: row.ended_at,
      provenFor: row.proven_for === null ? null : asId(row.proven_for),
    }
  );
}

/** The message has left, or never will: nothing here can say the token any more. */
export async function emptyInvitation(
  tx: Tx,
  communeId: CommuneId,
  id: InvitationId,
  sentAt: Date | null,
): Promise<void> {
  await sql`
    update legalisation.invitation set token_sealed = null, sent_at = ${sentAt}
    where commune_id = ${communeId} and id = ${id}`.execute(tx);
}

/** Kills every link that was sent to a party, or to all parties of a request. */
export async function endInvitations(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  whose: PartyId | 'all',
  now: Date,
): Promise<void> {
  const chosen = whose === 'all' ? sql`true` : sql`party_id = ${whose}`;
  await sql`
    update legalisation.invitation set ended_at = ${now}, token_sealed = null
    where commune_id = ${communeId} and request_id = ${requestId} and ended_at is null and ${chosen}`.execute(tx);
}

/** What a token leads to. */
export interface FoundByToken extends Pick<Invitation, 'id' | 'requestId' | 'partyId'> {
  readonly communeId: CommuneId;
}

/** Which commune and place a token leads to, through the narrow look-up: ids, whether or not it still holds. */
export async function findByToken(tx: Tx, tokenDigest: Buffer): Promise<FoundByToken | undefined> {
  const { rows } = await sql<{ commune_id: string; id: string; request_id: string; party_id: string }>`
    select commune_id, id, request_id, party_id from legalisation.find_invitation(${tokenDigest})`.execute(tx);
  const row = rows[0];
  return (
    row && {
      communeId: asId(row.commune_id),
      id: asId(row.id),
      requestId: asId(row.request_id),
      partyId: asId(row.party_id),
    }
  );
}

/** Notes that somebody reads the address that was invited. */
export async function noteProven(
  tx: Tx,
  communeId: CommuneId,
  id: InvitationId,
  { personId, at }: { readonly personId: PersonId; readonly at: Date },
): Promise<void> {
  await sql`
    update legalisation.invitation set proven_for = ${personId}, proven_at = ${at}
    where commune_id = ${communeId} and id = ${id}`.execute(tx);
}

import { sql } from 'kysely';
import {
  type ActId,
  asId,
  type CommuneId,
  type OrganisationId,
  type PersonId,
  type RequestId,
} from '../../kernel/index.ts';
import { asSha256 } from '../../platform/blobs/index.ts';
import { rebind, type Tx } from '../../platform/db/index.ts';
import type { StampLanguages } from '../organisation/index.ts';
import type { Original, OriginalId } from './model.ts';

/** Writes an Original; again is the same. */
export async function insertOriginal(tx: Tx, original: Original): Promise<void> {
  await sql`
    insert into certification.original (commune_id, id, request_id, act_id, office_id, kind, particulars, sealed_for, issued_on, expires_on,
      stamp_languages, pages_sha256, deposited_at)
    values (${original.communeId}, ${original.id}, ${original.requestId}, ${original.actId}, ${original.officeId}, ${original.kind},
      ${original.sealed}, ${original.sealedFor}, ${original.issuedOn}, ${original.expiresOn}, ${original.stampLanguages},
      ${Buffer.from(original.pages, 'hex')}, ${original.depositedAt})
    on conflict do nothing`.execute(tx);
}

/** Holds an Original until the transaction ends: whatever is decided of it elsewhere waits. */
export async function lockOriginal(tx: Tx, id: OriginalId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`certification.original/${id}`}, 0))`.execute(tx);
}

/** The requests that renew the certification of an Original, each with the certification that came of it. */
export async function selectRenewals(
  tx: Tx,
  { communeId, id }: Pick<Original, 'communeId' | 'id'>,
): Promise<readonly { readonly requestId: RequestId; readonly actId: ActId | null }[]> {
  const { rows } = await sql<{ request_id: string; act_id: string | null }>`
    select c.request_id, o.act_id from certification.certification c
    left join certification.original o on o.commune_id = c.commune_id and o.request_id = c.request_id
    where c.commune_id = ${communeId} and c.renews = ${id}`.execute(tx);
  return rows.map(row => ({
    requestId: asId(row.request_id),
    actId: row.act_id === null ? null : asId<ActId>(row.act_id),
  }));
}

/** What somebody holds here, wherever in the country it is kept. */
export interface HeldItem {
  readonly itemId: string;
  readonly communeId: CommuneId;
  readonly addedAt: Date;
}

type Item = 'original' | 'ahead';

/** Writes that somebody holds an Original, or scanned a paper ahead, in a transaction of its commune; again is the same. */
export async function insertHeld(
  tx: Tx,
  { personId, item, itemId, communeId, addedAt }: HeldItem & { readonly personId: PersonId; readonly item: Item },
): Promise<void> {
  await sql`
    insert into certification.held (person_id, item_id, item, commune_id, added_at)
    values (${personId}, ${itemId}, ${item}, ${communeId}, ${addedAt}) on conflict do nothing`.execute(tx);
}

/** The same for an organisation's Original. */
export async function insertOrganisationHeld(
  tx: Tx,
  { organisationId, itemId, communeId, addedAt }: HeldItem & { readonly organisationId: OrganisationId },
): Promise<void> {
  await sql`
    insert into certification.organisation_held (organisation_id, item_id, commune_id, added_at)
    values (${organisationId}, ${itemId}, ${communeId}, ${addedAt}) on conflict do nothing`.execute(tx);
}

/** A copy that somebody asked for at a distance. */
export interface Reissue {
  readonly communeId: CommuneId;
  readonly requestId: RequestId;
  readonly originalId: OriginalId;
  readonly askedBy: PersonId;
  readonly askedAt: Date;
  /** Null while it is being made. */
  readonly actId: ActId | null;
}

/** Writes which act a copy became. */
export async function updateReissue(
  tx: Tx,
  { communeId, requestId, actId }: Pick<Reissue, 'communeId' | 'requestId'> & { readonly actId: ActId },
): Promise<void> {
  await sql`
    update certification.reissue set act_id = ${actId} where commune_id = ${communeId} and request_id = ${requestId}`.execute(
    tx,
  );
}

interface OriginalRow {
  commune_id: string;
  id: string;
  request_id: string;
  act_id: string;
  office_id: string;
  kind: string;
  particulars: Buffer;
  sealed_for: string;
  issued_on: string | null;
  expires_on: string | null;
  stamp_languages: StampLanguages;
  pages_sha256: Buffer;
  deposited_at: Date;
}

const columns = sql`commune_id, id, request_id, act_id, office_id, kind, particulars, sealed_for, issued_on::text, expires_on::text,
  stamp_languages, pages_sha256, deposited_at`;

/** Several Originals of a commune. */
export async function selectOriginals(
  tx: Tx,
  communeId: CommuneId,
  ids: readonly OriginalId[],
): Promise<readonly Original[]> {
  const { rows } = await sql<OriginalRow>`
    select ${columns} from certification.original where commune_id = ${communeId} and id = any(${[...ids]}::uuid[])`.execute(
    tx,
  );
  return rows.map(readOriginal);
}

function readOriginal(row: OriginalRow): Original {
  return {
    communeId: asId(row.commune_id),
    id: asId(row.id),
    requestId: asId(row.request_id),
    actId: asId(row.act_id),
    officeId: asId(row.office_id),
    kind: row.kind,
    sealed: row.particulars,
    sealedFor: asId<PersonId | OrganisationId>(row.sealed_for),
    issuedOn: row.issued_on,
    expiresOn: row.expires_on,
    stampLanguages: row.stamp_languages,
    pages: asSha256(row.pages_sha256),
    depositedAt: row.deposited_at,
  };
}

/** What a person holds, latest first, at most 500, in a transaction bound to them. */
export async function selectHeld(tx: Tx, personId: PersonId, item: Item): Promise<readonly HeldItem[]> {
  const { rows } = await sql<{ item_id: string; commune_id: string; added_at: Date }>`
    select item_id, commune_id, added_at from certification.held
    where person_id = ${personId} and item = ${item} order by added_at desc, item_id desc limit 500`.execute(tx);
  return rows.map(readHeld);
}

/** What an organisation holds, in a transaction bound to it. */
export async function selectOrganisationHeld(tx: Tx, organisationId: OrganisationId): Promise<readonly HeldItem[]> {
  const { rows } = await sql<{ item_id: string; commune_id: string; added_at: Date }>`
    select item_id, commune_id, added_at from certification.organisation_held
    where organisation_id = ${organisationId} order by added_at desc, item_id desc limit 500`.execute(tx);
  return rows.map(readHeld);
}

function readHeld(row: { item_id: string; commune_id: string; added_at: Date }): HeldItem {
  return { itemId: row.item_id, communeId: asId(row.commune_id), addedAt: row.added_at };
}

/** Writes that a copy was asked for. */
export async function insertReissue(tx: Tx, reissue: Omit<Reissue, 'actId'>): Promise<void> {
  await sql`
    insert into certification.reissue (commune_id, request_id, original_id, asked_by, asked_at)
    values (${reissue.communeId}, ${reissue.requestId}, ${reissue.originalId}, ${reissue.askedBy}, ${reissue.askedAt})`.execute(
    tx,
  );
}

/** The copies of an Original that were asked for, latest first, at most 200. */
export async function selectReissues(
  tx: Tx,
  communeId: CommuneId,
  originalId: OriginalId,
): Promise<readonly Reissue[]> {
  const { rows } = await sql<{ request_id: string; asked_by: string; asked_at: Date; act_id: string | null }>`
    select request_id, asked_by, asked_at, act_id from certification.reissue
    where commune_id = ${communeId} and original_id = ${originalId} order by asked_at desc, request_id desc limit 200`.execute(
    tx,
  );
  return rows.map(row => ({
    communeId,
    originalId,
    requestId: asId(row.request_id),
    askedBy: asId(row.asked_by),
    askedAt: row.asked_at,
    actId: row.act_id === null ? null : asId(row.act_id),
  }));
}

/** Moves the Originals of a file that is being merged, in the transaction of the merge; the database refuses it in any other. */
export async function moveHeldItems(tx: Tx, mergeId: string): Promise<void> {
  await sql`select certification.move_held_items(${mergeId})`.execute(tx);
}

/** Puts the Originals back that a merge moved, in the transaction that reverses it. */
export async function restoreHeldItems(tx: Tx, mergeId: string): Promise<void> {
  await sql`select certification.restore_held_items(${mergeId})`.execute(tx);
}

/** Lets go of all that a person holds, and of what they scanned ahead in these communes; originals stay with the communes that certified them. */
export async function eraseHeld(
  tx: Tx,
  { personId, communes }: { readonly personId: PersonId; readonly communes: readonly CommuneId[] },
): Promise<void> {
  for (const communeId of communes) {
    await rebind(tx, { communeId, personId });
    await sql`delete from certification.ahead where commune_id = ${communeId} and person_id = ${personId}`.execute(tx);
  }
  await rebind(tx, { personId });
  await sql`delete from certification.held where person_id = ${personId}`.execute(tx);
}

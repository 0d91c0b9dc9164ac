import { sql } from 'kysely';
import { type ActId, type CommuneId, type OrganisationId, type PersonId, type RequestId } from '../../kernel/index.ts';
import { rebind, type Tx } from '../../platform/db/index.ts';
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

import { sql } from 'kysely';
import { type Id, newId, type StaffActor } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { DocumentType } from './document-number.ts';

/**
 * What came of a number that opened no file: nobody holds it, no reason was given, it is somebody else's; or the person whom
 * nobody knew was enrolled, which answers one search.
 */
export type SearchOutcome = 'nobody' | 'reason-needed' | 'held' | 'enrolled';

/** Makes searches of one member of staff follow one another until the transaction ends, so that a hundred at once are all counted. */
export async function lockSearches(tx: Tx, { staffId }: StaffActor): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`identity.search/${staffId}`}, 0))`.execute(tx);
}

/** Instants of the latest `limit` searches of a member of staff that opened no file, since an instant; latest first. */
export async function selectFruitless(
  tx: Tx,
  { communeId, staffId }: StaffActor,
  { since, limit }: { readonly since: Date; readonly limit: number },
): Promise<readonly Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select at from identity.document_search
    where commune_id = ${communeId} and staff_id = ${staffId} and at > ${since} and outcome <> 'enrolled'
    order by at desc limit ${limit}`.execute(tx);
  return rows.map(row => row.at);
}

/** How many people a member of staff has enrolled since an instant. */
export async function countEnrolled(tx: Tx, { communeId, staffId }: StaffActor, since: Date): Promise<number> {
  const { rows } = await sql<{ enrolled: number }>`
    select count(*)::int as enrolled from identity.document_search
    where commune_id = ${communeId} and staff_id = ${staffId} and at > ${since} and outcome = 'enrolled'`.execute(tx);
  return rows[0]?.enrolled ?? 0;
}

/** Writes what came of a number that opened no file. The number itself is written nowhere. */
export async function insertSearch(
  tx: Tx,
  { communeId, staffId }: StaffActor,
  search: { readonly type: DocumentType; readonly outcome: SearchOutcome },
  now: Date,
): Promise<void> {
  await sql`
    insert into identity.document_search (commune_id, id, staff_id, document_type, outcome, at)
    values (${communeId}, ${newId<Id<'document-search'>>(now)}, ${staffId}, ${search.type}, ${search.outcome}, ${now})`.execute(
    tx,
  );
}

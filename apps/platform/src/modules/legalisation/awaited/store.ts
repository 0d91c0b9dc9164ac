import { sql } from 'kysely';
import {
  asId,
  type CommuneId,
  newId,
  type PartyId,
  type PersonId,
  type RequestId,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { LegalisationKey } from '../store.ts';
import type { AwaitedId } from './model.ts';

/** An awaited person as the row keeps them. */
export interface AwaitedRow {
  readonly id: AwaitedId;
  readonly requestId: RequestId;
  readonly state: 'awaited' | 'come' | 'withdrawn';
  readonly identitySealed: Buffer;
  readonly addedAt: Date;
  readonly codeUntil: Date | null;
}

/** Writes that somebody is awaited. */
export async function insertAwaited(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  row: Pick<AwaitedRow, 'id' | 'identitySealed' | 'addedAt'> & { readonly addedBy: StaffId },
): Promise<void> {
  await sql`insert into legalisation.awaited (commune_id, id, request_id, state, identity_sealed, added_by, added_at)
    values (${communeId}, ${row.id}, ${requestId}, 'awaited', ${row.identitySealed}, ${row.addedBy}, ${row.addedAt})`.execute(
    tx,
  );
}

interface Row {
  id: string;
  request_id: string;
  state: AwaitedRow['state'];
  identity_sealed: Buffer;
  added_at: Date;
  code_until: Date | null;
}

const columns = sql`a.id, a.request_id, a.state, a.identity_sealed, a.added_at,
  (select max(c.expires_at) from legalisation.awaited_code c where c.commune_id = a.commune_id and c.awaited_id = a.id) as code_until`;

function read(row: Row): AwaitedRow {
  return {
    id: asId(row.id),
    requestId: asId(row.request_id),
    state: row.state,
    identitySealed: row.identity_sealed,
    addedAt: row.added_at,
    codeUntil: row.code_until,
  };
}

/** Those who are still awaited by a request, in the order in which they were named. */
export async function selectAwaited(tx: Tx, { communeId, requestId }: LegalisationKey): Promise<AwaitedRow[]> {
  const { rows } = await sql<Row>`select ${columns} from legalisation.awaited a
    where a.commune_id = ${communeId} and a.request_id = ${requestId} and a.state = 'awaited' order by a.added_at, a.id`.execute(
    tx,
  );
  return rows.map(read);
}

/** One awaited person, in whichever state. */
export async function findAwaited(tx: Tx, communeId: CommuneId, id: AwaitedId): Promise<AwaitedRow | undefined> {
  const { rows } = await sql<Row>`select ${columns} from legalisation.awaited a
    where a.commune_id = ${communeId} and a.id = ${id}`.execute(tx);
  return rows[0] && read(rows[0]);
}

/** Notes that somebody has come, or is no longer awaited; answers whether they were. */
export async function endAwaited(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  ended: { readonly id: AwaitedId; readonly personId: PersonId | null; readonly at: Date },
): Promise<boolean> {
  const state = ended.personId === null ? 'withdrawn' : 'come';
  const { rows } =
    await sql`update legalisation.awaited set state = ${state}, person_id = ${ended.personId}, ended_at = ${ended.at}
    where commune_id = ${communeId} and request_id = ${requestId} and id = ${ended.id} and state = 'awaited' returning id`.execute(
      tx,
    );
  return rows.length === 1;
}

/** Keeps a new code of an awaited person: the one before it opens nothing any more. */
export async function replaceCode(
  tx: Tx,
  communeId: CommuneId,
  code: { readonly awaitedId: AwaitedId; readonly digest: Buffer; readonly expiresAt: Date },
): Promise<void> {
  await sql`delete from legalisation.awaited_code where commune_id = ${communeId} and awaited_id = ${code.awaitedId}`.execute(
    tx,
  );
  await sql`insert into legalisation.awaited_code (code_digest, commune_id, awaited_id, expires_at)
    values (${code.digest}, ${communeId}, ${code.awaitedId}, ${code.expiresAt})`.execute(tx);
}

/** Where a living code leads, in whichever commune. */
export async function findByCode(
  tx: Tx,
  digest: Buffer,
  now: Date,
): Promise<{ readonly communeId: CommuneId; readonly awaitedId: AwaitedId } | undefined> {
  const { rows } = await sql<{ commune_id: string; awaited_id: string }>`
    select commune_id, awaited_id from legalisation.find_awaited(${digest}, ${now})`.execute(tx);
  return rows[0] && { communeId: asId(rows[0].commune_id), awaitedId: asId(rows[0].awaited_id) };
}

/** The openings of one member of staff wait for each other, so that they are counted before they are compared. */
export async function lockOpenings(tx: Tx, { staffId }: StaffActor): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`awaited-opening/${staffId}`}, 0))`.execute(tx);
}

/** How many codes of nobody a member of staff typed since. */
export async function countMisses(tx: Tx, { communeId, staffId }: StaffActor, since: Date): Promise<number> {
  const { rows } = await sql<{ missed: number }>`select count(*)::int as missed from legalisation.awaited_opening
    where commune_id = ${communeId} and staff_id = ${staffId} and outcome = 'nobody' and at > ${since}`.execute(tx);
  return rows[0]?.missed ?? 0;
}

/** Records who typed a code and what came of it. */
export async function insertOpening(
  tx: Tx,
  { communeId, staffId }: StaffActor,
  opening: { readonly outcome: 'nobody' | 'found' | 'attested'; readonly awaited: AwaitedId | PartyId | null },
  now: Date,
): Promise<void> {
  await sql`insert into legalisation.awaited_opening (commune_id, id, staff_id, outcome, awaited_id, at)
    values (${communeId}, ${newId(now)}, ${staffId}, ${opening.outcome}, ${opening.awaited}, ${now})`.execute(tx);
}

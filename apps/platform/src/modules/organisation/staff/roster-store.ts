import { sql } from 'kysely';
import { asId, type CommuneId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { selectPostings } from '../store.ts';
import type { RosterEntry } from './roster.ts';

/** Everybody who works or worked for the commune, or one of them, by Latin name. `today` is a civil date. */
export async function selectRoster(
  tx: Tx,
  communeId: CommuneId,
  { staffId, today }: { readonly staffId: StaffId | null; readonly today: string },
): Promise<readonly RosterEntry[]> {
  const { rows } = await sql<{
    id: string;
    account_id: string;
    name_arabic: string;
    name_latin: string;
    left_at: Date | null;
    away_until: string | null;
  }>`
    select s.id, s.account_id, s.name_arabic, s.name_latin, s.left_at,
      (select max(a.last_on)::text from organisation.absence a where a.commune_id = s.commune_id and a.staff_id = s.id
        and a.cancelled_at is null and a.first_on <= ${today} and a.last_on >= ${today}) as away_until
    from organisation.staff s where s.commune_id = ${communeId} and (${staffId}::uuid is null or s.id = ${staffId})
    order by s.name_latin, s.id`.execute(tx);
  const postings = Map.groupBy(await selectPostings(tx, communeId, staffId), posting => posting.staffId);
  return rows.map(row => {
    const id = asId<StaffId>(row.id);
    const name = { arabic: row.name_arabic, latin: row.name_latin };
    return {
      staff: { communeId, id, accountId: asId(row.account_id), name },
      leftAt: row.left_at,
      postings: postings.get(id) ?? [],
      awayUntil: row.away_until,
    };
  });
}

/** Writes that somebody left, once. */
export async function updateLeft(tx: Tx, communeId: CommuneId, staffId: StaffId, at: Date): Promise<void> {
  await sql`update organisation.staff set left_at = ${at}
    where commune_id = ${communeId} and id = ${staffId} and left_at is null`.execute(tx);
}

/** Ends every posting of somebody that reaches beyond `at`; one that had not begun never will. */
export async function endPostings(tx: Tx, communeId: CommuneId, staffId: StaffId, at: Date): Promise<void> {
  await sql`update organisation.posting set valid_until = ${at}
    where commune_id = ${communeId} and staff_id = ${staffId} and (valid_until is null or valid_until > ${at})`.execute(
    tx,
  );
}

/** One administrative change at a time in a commune: what is checked before a change is still true when it is written. */
export async function lockOrganisation(tx: Tx, communeId: CommuneId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`organisation/${communeId}`}, 2))`.execute(tx);
}

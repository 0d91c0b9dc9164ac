import { sql } from 'kysely';
import { asId, type CommuneId } from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import type { WithdrawnState } from './model.ts';

/** An act without effect, by its printed code, ungrouped; `since` when it lost it. */
export interface WithdrawnCode {
  readonly code: string;
  readonly state: WithdrawnState;
  readonly since: Date;
}

/** Every act of a commune that has no effect, with the reissues of those that were certifications. */
export async function selectWithdrawnCodes(tx: Tx, communeId: CommuneId): Promise<readonly WithdrawnCode[]> {
  const { rows } = await sql<{ code: string; state: WithdrawnState; since: Date }>`
    select distinct on (a.id) a.code, s.state, s.since from (
      select s.act_id, s.state, s.since, 0 as rank from acts.standing s where s.commune_id = ${communeId}
      union all
      select r.act_id, s.state, s.since, 1 from acts.reissue r
        join acts.standing s on s.commune_id = r.commune_id and s.act_id = r.certification_id
        where r.commune_id = ${communeId}) s
    join acts.act a on a.commune_id = ${communeId} and a.id = s.act_id
    order by a.id, s.rank`.execute(tx);
  return rows;
}

/** A list as it is kept; `cms` is null until it is sealed. */
export interface KeptList {
  readonly number: number;
  readonly list: Buffer;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly cms: Buffer | null;
}

/** The lists of a commune, newest first, as many as asked for; with `sealed`, of those that are sealed. */
export async function selectLists(
  tx: Tx,
  communeId: CommuneId,
  { most, sealed = false }: { readonly most: number; readonly sealed?: boolean },
): Promise<readonly KeptList[]> {
  const { rows } = await sql<{
    number: number;
    list: Buffer;
    this_update: Date;
    next_update: Date;
    cms: Buffer | null;
  }>`
    select number, list, this_update, next_update, cms from acts.withdrawal_list
    where commune_id = ${communeId} and (cms is not null or not ${sealed}) order by number desc limit ${most}`.execute(
    tx,
  );
  return rows.map(({ this_update: thisUpdate, next_update: nextUpdate, ...row }) => ({
    ...row,
    thisUpdate,
    nextUpdate,
  }));
}

/** Writes a list before it is sealed; one that waits under the same number is replaced. */
export async function putList(tx: Tx, communeId: CommuneId, list: Omit<KeptList, 'cms'>): Promise<void> {
  await sql`insert into acts.withdrawal_list (commune_id, number, list, this_update, next_update)
    values (${communeId}, ${list.number}, ${list.list}, ${list.thisUpdate}, ${list.nextUpdate})
    on conflict (commune_id, number) do update
      set list = excluded.list, this_update = excluded.this_update, next_update = excluded.next_update`.execute(tx);
}

/** Adds the seal of a list. */
export async function sealKeptList(
  tx: Tx,
  communeId: CommuneId,
  sealed: { readonly number: number; readonly cms: Buffer; readonly at: Date },
): Promise<void> {
  await sql`update acts.withdrawal_list set cms = ${sealed.cms}, sealed_at = ${sealed.at}
    where commune_id = ${communeId} and number = ${sealed.number} and cms is null`.execute(tx);
}

/** One process at a time makes the lists of a commune. */
export async function lockLists(tx: Tx, communeId: CommuneId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`withdrawal-lists/${communeId}`}, 0))`.execute(tx);
}

/** The newest sealed list of the commune with this code, in a transaction that is bound to nobody yet; undefined where there is none. */
export async function findPublishedList(tx: Tx, issuer: string): Promise<KeptList | undefined> {
  const { rows } = await sql<{ id: string }>`select id from organisation.commune where code = ${issuer}`.execute(tx);
  if (!rows[0]) return undefined;
  const communeId = asId<CommuneId>(rows[0].id);
  await rebind(tx, { communeId });
  return (await selectLists(tx, communeId, { most: 1, sealed: true }))[0];
}

import { sql } from 'kysely';
import { type ActId, asId, type CommuneId, type OfficeId, type PersonId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Standing, Withdrawal, WithdrawalDraft, WithdrawalId, WithdrawalReason, WithdrawnState } from './model.ts';

interface StandingRow {
  act_id: string;
  state: WithdrawnState;
  reason: WithdrawalReason;
  since: Date;
  successor_id: string | null;
  successor_number: string | null;
}

/**
 * How those of several acts stand that are valid no more, by act, in a transaction bound to their commune. A reissue stands as the
 * certification that it issues again, unless it was withdrawn itself.
 */
export async function listStandings(
  tx: Tx,
  communeId: CommuneId,
  actIds: readonly ActId[],
): Promise<ReadonlyMap<ActId, Standing>> {
  const { rows } = await sql<StandingRow>`
    select distinct on (asked.act_id) asked.act_id, s.state, s.reason, s.since, s.successor_id, a.entry_number as successor_number
    from (
      select act_id, act_id as stands_as, 0 as rank from unnest(${[...actIds]}::uuid[]) act_id
      union all
      select r.act_id, r.certification_id, 1 from acts.reissue r
      where r.commune_id = ${communeId} and r.act_id = any(${[...actIds]}::uuid[])) asked
    join acts.standing s on s.commune_id = ${communeId} and s.act_id = asked.stands_as
    left join acts.act a on a.commune_id = s.commune_id and a.id = s.successor_id
    order by asked.act_id, asked.rank`.execute(tx);
  return new Map(rows.map(readStanding).map(standing => [standing.actId, standing]));
}

/** How one act stands; undefined while it is valid. */
export async function findStanding(tx: Tx, communeId: CommuneId, actId: ActId): Promise<Standing | undefined> {
  return (await listStandings(tx, communeId, [actId])).get(actId);
}

/** Acts of an office that lost their effect on a civil day of Morocco, in the order of their numbers. */
export async function listWithdrawnOn(
  tx: Tx,
  { communeId, officeId, day }: { readonly communeId: CommuneId; readonly officeId: OfficeId; readonly day: string },
): Promise<readonly WithdrawnAct[]> {
  const { rows } = await sql<WithdrawnAct>`
    select a.id as "actId", a.entry_number as "entryNumber", s.state, s.reason, n.entry_number as successor
    from acts.standing s join acts.act a on a.commune_id = s.commune_id and a.id = s.act_id
    left join acts.act n on n.commune_id = s.commune_id and n.id = s.successor_id
    where s.commune_id = ${communeId} and a.office_id = ${officeId}
      and s.since >= (${day}::date)::timestamp at time zone 'Africa/Casablanca'
      and s.since < (${day}::date + 1)::timestamp at time zone 'Africa/Casablanca'
    order by a.year, a.number`.execute(tx);
  return rows;
}

/** An act that lost its effect, as the register's extract names it. */
export interface WithdrawnAct {
  readonly actId: ActId;
  readonly entryNumber: string;
  readonly state: WithdrawnState;
  readonly reason: WithdrawalReason;
  readonly successor: string | null;
}

/** Civil days after one (null: from the beginning) and before another on which acts of an office lost their effect. */
export async function listWithdrawalDays(
  tx: Tx,
  asked: {
    readonly communeId: CommuneId;
    readonly officeId: OfficeId;
    readonly after: string | null;
    readonly before: string;
  },
): Promise<readonly string[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct day::text from (
      select (s.since at time zone 'Africa/Casablanca')::date as day
      from acts.standing s join acts.act a on a.commune_id = s.commune_id and a.id = s.act_id
      where s.commune_id = ${asked.communeId} and a.office_id = ${asked.officeId}) days
    where (${asked.after}::date is null or day > ${asked.after}::date) and day < ${asked.before}::date order by 1`.execute(
    tx,
  );
  return rows.map(({ day }) => day);
}

/** The act of an office's register with this entry number, as it is printed. */
export async function findActByNumber(tx: Tx, communeId: CommuneId, entryNumber: string): Promise<ActId | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from acts.act where commune_id = ${communeId} and entry_number = ${entryNumber}`.execute(tx);
  return rows[0] && asId(rows[0].id);
}

/** Whose act it is, as it was prepared: those who are told. */
export async function selectHolders(tx: Tx, communeId: CommuneId, actId: ActId): Promise<readonly PersonId[]> {
  const { rows } = await sql<{ holders: string[] }>`
    select holders from acts.prepared_act where commune_id = ${communeId} and act_id = ${actId}
    union all select holders from acts.reissue where commune_id = ${communeId} and act_id = ${actId} limit 1`.execute(
    tx,
  );
  return (rows[0]?.holders ?? []).map(id => asId<PersonId>(id));
}

/** Words that were sealed with a proposal, and for whom. */
export interface SealedWords {
  readonly words: Buffer;
  readonly for: PersonId;
}

/** Writes a proposal. */
export async function insertWithdrawal(
  tx: Tx,
  { communeId, id, proposedBy, proposedAt, ...draft }: Omit<Withdrawal, 'decision'>,
  sealed: SealedWords | null,
): Promise<void> {
  await sql`insert into acts.withdrawal (commune_id, id, act_id, state, reason, successor_id, words_sealed, words_for, proposed_by, proposed_at)
    values (${communeId}, ${id}, ${draft.actId}, ${draft.state}, ${draft.reason}, ${draft.successorId}, ${sealed?.words ?? null},
      ${sealed?.for ?? null}, ${proposedBy}, ${proposedAt})`.execute(tx);
}

interface WithdrawalRow {
  id: string;
  act_id: string;
  state: WithdrawnState;
  reason: WithdrawalReason;
  successor_id: string | null;
  proposed_by: string;
  proposed_at: Date;
  decision: 'approved' | 'declined' | 'taken-back' | null;
  decided_by: string | null;
  decided_at: Date | null;
  words_sealed: Buffer | null;
  words_for: string | null;
}

/** A proposal with the words that came with it, still sealed. */
export interface KeptWithdrawal {
  readonly withdrawal: Withdrawal;
  readonly sealed: SealedWords | null;
}

/** One proposal. */
export async function findWithdrawal(
  tx: Tx,
  communeId: CommuneId,
  id: WithdrawalId,
): Promise<KeptWithdrawal | undefined> {
  const { rows } = await sql<WithdrawalRow>`
    select w.*, d.decision, d.decided_by, d.decided_at from acts.withdrawal w
    left join acts.withdrawal_decision d on d.commune_id = w.commune_id and d.withdrawal_id = w.id
    where w.commune_id = ${communeId} and w.id = ${id}`.execute(tx);
  return rows[0] && readWithdrawal(communeId, rows[0]);
}

/** The proposals about acts of some offices, latest first. */
export async function selectWithdrawals(
  tx: Tx,
  communeId: CommuneId,
  { offices, most }: { readonly offices: readonly OfficeId[]; readonly most: number },
): Promise<readonly KeptWithdrawal[]> {
  const { rows } = await sql<WithdrawalRow>`
    select w.*, d.decision, d.decided_by, d.decided_at from acts.withdrawal w
    join acts.act a on a.commune_id = w.commune_id and a.id = w.act_id
    left join acts.withdrawal_decision d on d.commune_id = w.commune_id and d.withdrawal_id = w.id
    where w.commune_id = ${communeId} and a.office_id = any(${[...offices]}::uuid[])
    order by w.proposed_at desc, w.id desc limit ${most}`.execute(tx);
  return rows.map(row => readWithdrawal(communeId, row));
}

/** Makes everything about the standing of some acts wait for one another, in one order, until the transaction ends. */
export async function lockStandings(tx: Tx, communeId: CommuneId, actIds: readonly ActId[]): Promise<void> {
  for (const id of actIds.toSorted())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`acts.standing/${communeId}/${id}`}, 0))`.execute(tx);
}

/** Writes what became of a proposal; answers false when it was decided already. */
export async function insertDecision(
  tx: Tx,
  { communeId, id }: Pick<Withdrawal, 'communeId' | 'id'>,
  decision: NonNullable<Withdrawal['decision']>,
): Promise<boolean> {
  const { rows } = await sql`
    insert into acts.withdrawal_decision (commune_id, withdrawal_id, decision, decided_by, decided_at)
    values (${communeId}, ${id}, ${decision.kind}, ${decision.by}, ${decision.at})
    on conflict on constraint one_withdrawal_decision do nothing returning withdrawal_id`.execute(tx);
  return rows.length === 1;
}

/** Takes an act's effect away, as two people decided. */
export async function insertStanding(
  tx: Tx,
  { communeId, id, ...draft }: Pick<Withdrawal, 'communeId' | 'id'> & WithdrawalDraft,
  since: Date,
): Promise<void> {
  await sql`insert into acts.standing (commune_id, act_id, withdrawal_id, state, reason, successor_id, since)
    values (${communeId}, ${draft.actId}, ${id}, ${draft.state}, ${draft.reason}, ${draft.successorId}, ${since})`.execute(
    tx,
  );
}

function readStanding(row: StandingRow): Standing {
  const { successor_id: successor, successor_number: entryNumber } = row;
  return {
    actId: asId(row.act_id),
    state: row.state,
    reason: row.reason,
    since: row.since,
    successor: successor !== null && entryNumber !== null ? { actId: asId(successor), entryNumber } : null,
  };
}

function readWithdrawal(communeId: CommuneId, row: WithdrawalRow): KeptWithdrawal {
  const { decision, decided_by: by, decided_at: at, words_sealed: words, words_for: subject } = row;
  return {
    withdrawal: {
      communeId,
      id: asId(row.id),
      actId: asId(row.act_id),
      state: row.state,
      reason: row.reason,
      successorId: row.successor_id === null ? null : asId(row.successor_id),
      proposedBy: asId<StaffId>(row.proposed_by),
      proposedAt: row.proposed_at,
      decision: decision !== null && by !== null && at !== null ? { kind: decision, by: asId(by), at } : null,
    },
    sealed: words !== null && subject !== null ? { words, for: asId(subject) } : null,
  };
}

import { sql } from 'kysely';
import { asId, type CommuneId, type PersonId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type {
  AwaitingChange,
  ChangeId,
  ChangeSource,
  ChangeState,
  PaperSeen,
  ProposalId,
  SealedChange,
} from './model.ts';

interface ChangeRow {
  readonly id: string;
  readonly person_id: string;
  readonly proposal_id: string;
  readonly field: string;
  readonly detail_id: string | null;
  readonly old_sealed: Buffer | null;
  readonly new_sealed: Buffer | null;
  readonly state: ChangeState;
  readonly source: ChangeSource;
  readonly made_in: string | null;
  readonly made_by: string | null;
  readonly seen: PaperSeen | null;
  readonly reason: string | null;
  readonly made_at: Date;
  readonly expires_at: Date | null;
  readonly second_by: string | null;
  readonly second_reason: string | null;
  readonly decided_at: Date | null;
}

const columns = sql.raw(
  `id, person_id, proposal_id, field, detail_id, old_sealed, new_sealed, state, source, made_in, made_by, seen, reason,
    made_at, expires_at, second_by, second_reason, decided_at`,
);

function toChange(row: ChangeRow): SealedChange {
  return {
    id: asId(row.id),
    personId: asId(row.person_id),
    proposalId: asId(row.proposal_id),
    field: row.field,
    detailId: row.detail_id,
    oldSealed: row.old_sealed,
    newSealed: row.new_sealed,
    state: row.state,
    source: row.source,
    madeIn: row.made_in === null ? null : asId(row.made_in),
    madeBy: row.made_by === null ? null : asId(row.made_by),
    seen: row.seen,
    reason: row.reason,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    secondBy: row.second_by === null ? null : asId(row.second_by),
    secondReason: row.second_reason,
    decidedAt: row.decided_at,
  };
}

export async function insertChange(tx: Tx, change: SealedChange): Promise<void> {
  await sql`insert into identity.file_change (${columns})
    values (${change.id}, ${change.personId}, ${change.proposalId}, ${change.field}, ${change.detailId}, ${change.oldSealed},
      ${change.newSealed}, ${change.state}, ${change.source}, ${change.madeIn}, ${change.madeBy}, ${change.seen}, ${change.reason},
      ${change.madeAt}, ${change.expiresAt}, ${change.secondBy}, ${change.secondReason}, ${change.decidedAt})`.execute(
    tx,
  );
}

/** The changes of a person's file, latest first, those of one instant by proposal and field: ids of one instant have no order. Inside a scope bound to the person. */
export async function listChanges(tx: Tx, personId: PersonId, limit: number): Promise<SealedChange[]> {
  const { rows } = await sql<ChangeRow>`select ${columns} from identity.file_change
    where person_id = ${personId} order by made_at desc, proposal_id desc, field, id desc limit ${limit}`.execute(tx);
  return rows.map(toChange);
}

/** The changes of one proposal made in a commune, in the order of their fields. */
export async function listProposal(tx: Tx, communeId: CommuneId, proposalId: ProposalId): Promise<SealedChange[]> {
  const { rows } = await sql<ChangeRow>`select ${columns} from identity.file_change
    where proposal_id = ${proposalId} and made_in = ${communeId} order by field, id`.execute(tx);
  return rows.map(toChange);
}

/** Fields of a person's file that wait at an instant: a new proposal must not overtake them. */
export async function listAwaitingFields(tx: Tx, personId: PersonId, now: Date): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ field: string }>`select field from identity.file_change
    where person_id = ${personId} and state = 'awaiting' and expires_at > ${now}`.execute(tx);
  return new Set(rows.map(row => row.field));
}

/** What waits in a commune at an instant, oldest first. */
export async function listAwaiting(tx: Tx, communeId: CommuneId, now: Date, limit: number): Promise<AwaitingChange[]> {
  const { rows } = await sql<{
    proposal_id: string;
    person_id: string;
    fields: string[];
    made_by: string;
    made_at: Date;
    expires_at: Date;
  }>`
    select proposal_id, person_id, array_agg(field order by field, id) as fields, made_by, made_at, expires_at from identity.file_change
    where made_in = ${communeId} and state = 'awaiting' and expires_at > ${now}
    group by proposal_id, person_id, made_by, made_at, expires_at order by made_at, proposal_id limit ${limit}`.execute(
    tx,
  );
  return rows.map(row => ({
    proposalId: asId(row.proposal_id),
    personId: asId(row.person_id),
    fields: row.fields,
    madeBy: asId(row.made_by),
    madeAt: row.made_at,
    expiresAt: row.expires_at,
  }));
}

/** One decision at a time on a person's file: two colleagues who decide together come one after the other. */
export async function lockFile(tx: Tx, personId: PersonId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`identity.file/${personId}`}, 2))`.execute(tx);
}

/** Settles a change that waits; `oldSealed` is what stood there when it was made. A change not made forgets what was asked. */
export async function settleChange(
  tx: Tx,
  id: ChangeId,
  settled: {
    readonly state: Exclude<ChangeState, 'awaiting'>;
    readonly secondBy: StaffId | null;
    readonly secondReason: string | null;
  },
  now: Date,
): Promise<void> {
  const { state, secondBy, secondReason } = settled;
  await sql`update identity.file_change set state = ${state}, second_by = ${secondBy}, second_reason = ${secondReason},
      decided_at = ${now}, new_sealed = case when ${state}::text = 'made' then new_sealed end
    where id = ${id} and state = 'awaiting'`.execute(tx);
}

/** Ends the changes of a person's file that waited too long, so that others may be proposed. */
export async function expireChanges(tx: Tx, personId: PersonId, now: Date): Promise<void> {
  await sql`update identity.file_change set state = 'expired', new_sealed = null, decided_at = expires_at
    where person_id = ${personId} and state = 'awaiting' and expires_at <= ${now}`.execute(tx);
}

/** A commune's own answers to "may one person change this alone?", by field. */
export async function listRules(tx: Tx, communeId: CommuneId): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await sql<{ field: string; second_person: boolean }>`
    select field, second_person from identity.key_data_rule where commune_id = ${communeId}`.execute(tx);
  return new Map(rows.map(row => [row.field, row.second_person]));
}

/** Writes a commune's answer for a field, over an earlier one. */
export async function writeRule(
  tx: Tx,
  communeId: CommuneId,
  { field, secondPerson }: { readonly field: string; readonly secondPerson: boolean },
): Promise<void> {
  await sql`insert into identity.key_data_rule (commune_id, field, second_person) values (${communeId}, ${field}, ${secondPerson})
    on conflict (commune_id, field) do update set second_person = excluded.second_person`.execute(tx);
}

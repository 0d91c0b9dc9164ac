import { sql } from 'kysely';
import { asId, type CommuneId, type DelegationId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { AbsenceId } from '../absences/absences.ts';
import type { StatementId } from '../statements/proposal.ts';

/** How many offices one delegate may hold, as it was last set; undefined before anybody did. */
export interface DelegationCap {
  readonly version: number;
  /** Null: no limit. */
  readonly most: number | null;
  readonly setBy: StaffId;
  readonly setAt: Date;
}

/** The cap that counts. */
export async function findCap(tx: Tx, communeId: CommuneId): Promise<DelegationCap | undefined> {
  const { rows } = await sql<{ version: number; most: number | null; set_by: string; set_at: Date }>`
    select version, most, set_by, set_at from organisation.delegation_cap
    where commune_id = ${communeId} order by version desc limit 1`.execute(tx);
  return rows[0] && { ...rows[0], setBy: asId(rows[0].set_by), setAt: rows[0].set_at };
}

export async function insertCap(tx: Tx, communeId: CommuneId, cap: DelegationCap): Promise<void> {
  await sql`insert into organisation.delegation_cap (commune_id, version, most, set_by, set_at)
    values (${communeId}, ${cap.version}, ${cap.most}, ${cap.setBy}, ${cap.setAt})`.execute(tx);
}

/** Whatever changes what delegates hold follows one another. */
export async function lockDelegations(tx: Tx, communeId: CommuneId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`delegations/${communeId}`}, 0))`.execute(tx);
}

/** Notes that a proposed delegation covers an absence. */
export async function insertCover(
  tx: Tx,
  communeId: CommuneId,
  { delegationId, absenceId }: { readonly delegationId: StatementId; readonly absenceId: AbsenceId },
): Promise<void> {
  await sql`insert into organisation.delegation_cover (commune_id, delegation_id, absence_id)
    values (${communeId}, ${delegationId}, ${absenceId}) on conflict do nothing`.execute(tx);
}

/** The delegations, proposed or stated, that cover an absence. */
export async function selectCovers(
  tx: Tx,
  communeId: CommuneId,
  absenceId: AbsenceId,
): Promise<readonly StatementId[]> {
  const { rows } = await sql<{ delegation_id: string }>`
    select delegation_id from organisation.delegation_cover
    where commune_id = ${communeId} and absence_id = ${absenceId}`.execute(tx);
  return rows.map(row => asId<StatementId>(row.delegation_id));
}

/** Whether a delegation covers an absence that was cancelled or is past. */
export async function isCoverOver(
  tx: Tx,
  communeId: CommuneId,
  { delegationId, today }: { readonly delegationId: StatementId; readonly today: string },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from organisation.delegation_cover c
    join organisation.absence a on a.commune_id = c.commune_id and a.id = c.absence_id
    where c.commune_id = ${communeId} and c.delegation_id = ${delegationId}
      and (a.cancelled_at is not null or a.last_on < ${today})`.execute(tx);
  return rows.length > 0;
}

/** A delegate's signature and initials, sealed. */
export interface SealedSpecimen {
  readonly delegationId: DelegationId;
  readonly version: number;
  readonly signature: Buffer;
  readonly initials: Buffer;
  readonly recordedBy: StaffId;
  readonly recordedAt: Date;
}

/** The newest specimen of each delegation of the commune that has one, or of the one asked for. */
export async function selectSpecimens(
  tx: Tx,
  communeId: CommuneId,
  delegationId: DelegationId | null = null,
): Promise<readonly SealedSpecimen[]> {
  const { rows } = await sql<{
    delegation_id: string;
    version: number;
    signature_sealed: Buffer;
    initials_sealed: Buffer;
    recorded_by: string;
    recorded_at: Date;
  }>`
    select distinct on (delegation_id) delegation_id, version, signature_sealed, initials_sealed, recorded_by, recorded_at
    from organisation.delegation_specimen
    where commune_id = ${communeId} and (${delegationId}::uuid is null or delegation_id = ${delegationId})
    order by delegation_id, version desc`.execute(tx);
  return rows.map(row => ({
    delegationId: asId(row.delegation_id),
    version: row.version,
    signature: row.signature_sealed,
    initials: row.initials_sealed,
    recordedBy: asId(row.recorded_by),
    recordedAt: row.recorded_at,
  }));
}

export async function insertSpecimen(tx: Tx, communeId: CommuneId, specimen: SealedSpecimen): Promise<void> {
  await sql`insert into organisation.delegation_specimen
    (commune_id, delegation_id, version, signature_sealed, initials_sealed, recorded_by, recorded_at)
    values (${communeId}, ${specimen.delegationId}, ${specimen.version}, ${specimen.signature}, ${specimen.initials},
      ${specimen.recordedBy}, ${specimen.recordedAt})`.execute(tx);
}

/** Notes that the end of a statement was told at that many days; answers false when it had been. */
export async function insertWarning(
  tx: Tx,
  communeId: CommuneId,
  warning: { readonly statementId: StatementId; readonly days: number; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`insert into organisation.statement_warning (commune_id, statement_id, days, raised_at)
    values (${communeId}, ${warning.statementId}, ${warning.days}, ${warning.at})
    on conflict do nothing returning statement_id`.execute(tx);
  return rows.length === 1;
}

/** The statements whose end was told, and at how many days last. */
export async function selectWarnings(tx: Tx, communeId: CommuneId): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ statement_id: string; days: number }>`
    select statement_id, min(days) as days from organisation.statement_warning
    where commune_id = ${communeId} group by statement_id`.execute(tx);
  return new Map(rows.map(row => [row.statement_id, row.days]));
}

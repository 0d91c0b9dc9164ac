import { sql } from 'kysely';
import { asId, type CommuneId, type OfficeId, type PersonId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type {
  ApplicantId,
  CorrectionField,
  CorrectionId,
  CorrectionReason,
  CorrectionValue,
  NumberedPlace,
  StandingCorrection,
} from '../book/model.ts';

/** A correction as it is kept: its values in clear where they are nobody's, else sealed for the person. */
export interface KeptCorrection {
  readonly communeId: CommuneId;
  readonly officeId: OfficeId;
  readonly id: CorrectionId;
  readonly of: NumberedPlace;
  readonly field: CorrectionField;
  readonly applicantId: ApplicantId | null;
  readonly personId: PersonId | null;
  readonly oldValue: CorrectionValue | null;
  readonly newValue: CorrectionValue | null;
  readonly oldSealed: Buffer | null;
  readonly newSealed: Buffer | null;
  readonly reason: CorrectionReason;
  readonly proposedBy: StaffId;
  readonly proposedAt: Date;
  readonly decision: {
    readonly kind: 'approved' | 'declined' | 'withdrawn';
    readonly by: StaffId;
    readonly at: Date;
  } | null;
  /** Of one that was approved. */
  readonly standing: StandingCorrection | null;
}

/** Writes a proposal. */
export async function insertCorrection(tx: Tx, given: Omit<KeptCorrection, 'decision' | 'standing'>): Promise<void> {
  const json = (value: CorrectionValue | null): string | null => (value === null ? null : JSON.stringify(value));
  await sql`
    insert into register.correction (commune_id, id, office_id, year, number, field, applicant_id, person_id, old_value, new_value,
      old_sealed, new_sealed, reason, proposed_by, proposed_at)
    values (${given.communeId}, ${given.id}, ${given.officeId}, ${given.of.year}, ${given.of.number}, ${given.field}, ${given.applicantId},
      ${given.personId}, ${json(given.oldValue)}::jsonb, ${json(given.newValue)}::jsonb, ${given.oldSealed}, ${given.newSealed},
      ${given.reason}, ${given.proposedBy}, ${given.proposedAt})`.execute(tx);
}

/** Writes what became of a proposal; answers false when it was decided already. */
export async function insertCorrectionDecision(
  tx: Tx,
  { communeId, id }: Pick<KeptCorrection, 'communeId' | 'id'>,
  decision: NonNullable<KeptCorrection['decision']> & { readonly entry: NumberedPlace | null },
): Promise<boolean> {
  const { rows } = await sql`
    insert into register.correction_decision (commune_id, correction_id, decision, decided_by, decided_at, entry_year, entry_number)
    values (${communeId}, ${id}, ${decision.kind}, ${decision.by}, ${decision.at}, ${decision.entry?.year ?? null},
      ${decision.entry?.number ?? null})
    on conflict on constraint one_decision do nothing returning correction_id`.execute(tx);
  return rows.length === 1;
}

/** Makes everything about corrections of one entry wait for one another until the transaction ends. */
export async function lockEntry(
  tx: Tx,
  { communeId, officeId }: Pick<KeptCorrection, 'communeId' | 'officeId'>,
  { year, number }: NumberedPlace,
): Promise<void> {
  const key = `register.correction/${communeId}/${officeId}/${year}/${number}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
}

interface CorrectionRow {
  commune_id: string;
  office_id: string;
  id: string;
  year: number;
  number: number;
  field: CorrectionField;
  applicant_id: string | null;
  person_id: string | null;
  old_value: CorrectionValue | null;
  new_value: CorrectionValue | null;
  old_sealed: Buffer | null;
  new_sealed: Buffer | null;
  reason: CorrectionReason;
  proposed_by: string;
  proposed_at: Date;
  decision: 'approved' | 'declined' | 'withdrawn' | null;
  decided_by: string | null;
  decided_at: Date | null;
  entry_year: number | null;
  entry_number: number | null;
}

const selected = sql`
  select c.*, d.decision, d.decided_by, d.decided_at, d.entry_year, d.entry_number
  from register.correction c
  left join register.correction_decision d on d.commune_id = c.commune_id and d.correction_id = c.id`;

/** Several corrections with what is sealed in them. */
export async function selectKeptCorrections(
  tx: Tx,
  communeId: CommuneId,
  ids: readonly CorrectionId[],
): Promise<readonly KeptCorrection[]> {
  const { rows } = await sql<CorrectionRow>`
    ${selected} where c.commune_id = ${communeId} and c.id = any(${[...ids]}::uuid[]) order by c.proposed_at, c.id`.execute(
    tx,
  );
  return rows.map(readCorrection);
}

/** The proposals about some offices' entries, latest first. */
export async function selectCorrections(
  tx: Tx,
  communeId: CommuneId,
  { offices, most }: { readonly offices: readonly OfficeId[]; readonly most: number },
): Promise<readonly KeptCorrection[]> {
  const { rows } = await sql<CorrectionRow>`
    ${selected} where c.commune_id = ${communeId} and c.office_id = any(${[...offices]}::uuid[])
    order by c.proposed_at desc, c.id desc limit ${most}`.execute(tx);
  return rows.map(readCorrection);
}

/** The corrections that stand about several entries, and those of which they are the entry, oldest first. */
export async function selectCorrectionsOf(
  tx: Tx,
  {
    communeId,
    officeId,
    places,
  }: { readonly communeId: CommuneId; readonly officeId: OfficeId; readonly places: readonly NumberedPlace[] },
): Promise<readonly StandingCorrection[]> {
  const asked = sql`select * from unnest(${places.map(({ year }) => year)}::int[], ${places.map(({ number }) => number)}::int[])`;
  const { rows } = await sql<CorrectionRow>`
    ${selected} where c.commune_id = ${communeId} and c.office_id = ${officeId} and d.decision = 'approved'
      and ((c.year, c.number) in (${asked}) or (d.entry_year, d.entry_number) in (${asked}))
    order by d.decided_at, c.id`.execute(tx);
  return rows.map(readCorrection).flatMap(({ standing }) => standing ?? []);
}

function readCorrection(row: CorrectionRow): KeptCorrection {
  const { decision, decided_by: by, decided_at: at } = row;
  const id = asId<CorrectionId>(row.id);
  const of = { year: row.year, number: row.number };
  const applicantId = row.applicant_id === null ? null : asId<ApplicantId>(row.applicant_id);
  const proposedBy = asId<StaffId>(row.proposed_by);
  const decided =
    decision !== null && by !== null && at !== null ? { kind: decision, by: asId<StaffId>(by), at } : null;
  const entry =
    row.entry_year !== null && row.entry_number !== null ? { year: row.entry_year, number: row.entry_number } : null;
  return {
    communeId: asId(row.commune_id),
    officeId: asId(row.office_id),
    id,
    of,
    field: row.field,
    applicantId,
    personId: row.person_id === null ? null : asId(row.person_id),
    oldValue: row.old_value,
    newValue: row.new_value,
    oldSealed: row.old_sealed,
    newSealed: row.new_sealed,
    reason: row.reason,
    proposedBy,
    proposedAt: row.proposed_at,
    decision: decided,
    standing:
      decided && entry
        ? {
            id,
            field: row.field,
            applicantId,
            of,
            entry,
            reason: row.reason,
            proposedBy,
            approvedBy: decided.by,
            at: decided.at,
          }
        : null,
  };
}

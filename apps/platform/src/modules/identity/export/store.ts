import { sql } from 'kysely';
import { asId, type Language, type PersonId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Export, ExportId, ExportState } from './model.ts';

interface Row {
  readonly id: string;
  readonly state: ExportState;
  readonly language: Language;
  readonly asked_at: Date;
  readonly ready_at: Date | null;
  readonly expires_at: Date;
  readonly bytes: number | null;
  readonly left_out: number | null;
  readonly fetched_at: Date | null;
}

const columns = sql.raw('id, state, language, asked_at, ready_at, expires_at, bytes, left_out, fetched_at');

function toExport(row: Row): Export {
  return {
    id: asId(row.id),
    state: row.state,
    language: row.language,
    askedAt: row.asked_at,
    readyAt: row.ready_at,
    expiresAt: row.expires_at,
    bytes: row.bytes,
    leftOut: row.left_out,
    fetchedAt: row.fetched_at,
  };
}

export async function insertExport(
  tx: Tx,
  personId: PersonId,
  made: Pick<Export, 'id' | 'language' | 'askedAt' | 'expiresAt'>,
): Promise<void> {
  await sql`insert into identity.export (id, person_id, state, language, asked_at, expires_at)
    values (${made.id}, ${personId}, 'queued', ${made.language}, ${made.askedAt}, ${made.expiresAt})`.execute(tx);
}

/** A person's archives, latest first. */
export async function listExports(tx: Tx, personId: PersonId): Promise<Export[]> {
  const { rows } = await sql<Row>`select ${columns} from identity.export where person_id = ${personId}
    order by asked_at desc, id desc limit 20`.execute(tx);
  return rows.map(toExport);
}

export async function findExport(tx: Tx, personId: PersonId, id: ExportId): Promise<Export | undefined> {
  const { rows } =
    await sql<Row>`select ${columns} from identity.export where person_id = ${personId} and id = ${id}`.execute(tx);
  return rows[0] && toExport(rows[0]);
}

export async function updateExport(
  tx: Tx,
  id: ExportId,
  made: {
    readonly state: ExportState;
    readonly readyAt: Date | null;
    readonly bytes: number | null;
    readonly leftOut: number | null;
  },
): Promise<void> {
  await sql`update identity.export set state = ${made.state}, ready_at = ${made.readyAt}, bytes = ${made.bytes},
    left_out = ${made.leftOut} where id = ${id}`.execute(tx);
}

export async function markFetched(tx: Tx, id: ExportId, now: Date): Promise<void> {
  await sql`update identity.export set fetched_at = ${now} where id = ${id}`.execute(tx);
}

export async function insertPart(
  tx: Tx,
  part: { readonly exportId: ExportId; readonly personId: PersonId; readonly part: number; readonly sealed: Buffer },
): Promise<void> {
  await sql`insert into identity.export_part (export_id, part, person_id, sealed)
    values (${part.exportId}, ${part.part}, ${part.personId}, ${part.sealed})`.execute(tx);
}

export async function selectParts(tx: Tx, id: ExportId): Promise<Buffer[]> {
  const { rows } = await sql<{ sealed: Buffer }>`
    select sealed from identity.export_part where export_id = ${id} order by part`.execute(tx);
  return rows.map(row => row.sealed);
}

export async function deleteParts(tx: Tx, id: ExportId): Promise<void> {
  await sql`delete from identity.export_part where export_id = ${id}`.execute(tx);
}

import { sql } from 'kysely';
import { asId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { LegalisationKey } from './store.ts';
import type { WarningRead } from './warnings.ts';

/** The warnings that were read of a request, as they were. */
export async function selectWarningsRead(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
): Promise<readonly WarningRead[]> {
  const { rows } = await sql<{ warning: string; read_by: string; read_at: Date }>`
    select warning, read_by, read_at from legalisation.warning_read
    where commune_id = ${communeId} and request_id = ${requestId} order by read_at, warning`.execute(tx);
  return rows.map(row => ({ key: row.warning, readBy: asId(row.read_by), readAt: row.read_at }));
}

/** Notes that a warning was read; again is the same. */
export async function insertWarningRead(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  { key, readBy, readAt }: WarningRead,
): Promise<void> {
  await sql`insert into legalisation.warning_read (commune_id, request_id, warning, read_by, read_at)
    values (${communeId}, ${requestId}, ${key}, ${readBy}, ${readAt}) on conflict do nothing`.execute(tx);
}

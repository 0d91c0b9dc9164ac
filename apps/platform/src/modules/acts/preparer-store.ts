import { sql } from 'kysely';
import { asId, type CommuneId, type RequestId, type StaffId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';

/** Which officer is about to sign the request: their preparation waits for a passkey until that moment, or is being sealed. */
export async function findPreparer(
  tx: Tx,
  { communeId, requestId, now }: { readonly communeId: CommuneId; readonly requestId: RequestId; readonly now: Date },
): Promise<{ readonly officerId: StaffId; readonly until: Date } | undefined> {
  const { rows } = await sql<{ officer_id: string; expires_at: Date; confirmed: boolean }>`
    select p.officer_id, p.expires_at, c.preparation_id is not null as confirmed
    from acts.prepared_act a join acts.preparation p on p.commune_id = a.commune_id and p.id = a.preparation_id
    left join acts.confirmation c on c.commune_id = p.commune_id and c.preparation_id = p.id
    where a.commune_id = ${communeId} and a.request_id = ${requestId} and a.settled_at is null
    order by p.created_at desc, p.id desc limit 1`.execute(tx);
  const [row] = rows;
  return row && (row.confirmed || row.expires_at > now)
    ? { officerId: asId(row.officer_id), until: row.expires_at }
    : undefined;
}

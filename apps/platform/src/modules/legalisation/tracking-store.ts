import { sql } from 'kysely';
import { asId, type CommuneId, type PersonId, type RequestId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';

/** The latest 200 requests of one commune in which a person signs. In a transaction bound to the commune. */
export async function selectSigned(tx: Tx, communeId: CommuneId, personId: PersonId): Promise<readonly RequestId[]> {
  // Ids follow the moments in which requests were opened.
  const { rows } = await sql<{ request_id: string }>`
    select request_id from legalisation.signatory
    where commune_id = ${communeId} and person_id = ${personId} order by request_id desc limit 200`.execute(tx);
  return rows.map(row => asId(row.request_id));
}

/** Of what nature a request is; null before it was chosen, and for a request of another service. */
export async function findNatureOf(
  tx: Tx,
  { communeId, requestId }: { readonly communeId: CommuneId; readonly requestId: RequestId },
): Promise<string | null> {
  const { rows } = await sql<{ nature: string | null }>`
    select nature from legalisation.legalisation where commune_id = ${communeId} and request_id = ${requestId}`.execute(
    tx,
  );
  return rows[0]?.nature ?? null;
}

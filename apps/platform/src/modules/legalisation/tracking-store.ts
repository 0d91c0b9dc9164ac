import { sql } from 'kysely';
import { asId, type CommuneId, type OfficeId, type PersonId, type RequestId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { RequestState } from '../requests/index.ts';

/** A request in which a person signs, as they and whoever may track it for them see it: how it stands, never what it says. */
export interface TrackedRequest {
  readonly communeId: CommuneId;
  readonly requestId: RequestId;
  readonly officeId: OfficeId;
  readonly service: string;
  readonly reference: string;
  readonly state: RequestState;
  readonly openedAt: Date;
  readonly decidedAt: Date | null;
}

/** The requests of one commune in which a person signs, latest first. In a transaction bound to the commune. */
export async function selectRequestsOf(tx: Tx, communeId: CommuneId, personId: PersonId): Promise<TrackedRequest[]> {
  const { rows } = await sql<{
    id: string;
    office_id: string;
    service: string;
    reference: string;
    state: RequestState;
    opened_at: Date;
    decided_at: Date | null;
  }>`
    select r.id, r.office_id, r.service, r.reference, r.state, r.opened_at, r.decided_at
    from legalisation.signatory s join requests.request r on r.commune_id = s.commune_id and r.id = s.request_id
    where s.commune_id = ${communeId} and s.person_id = ${personId} order by r.opened_at desc limit 200`.execute(tx);
  return rows.map(row => ({
    communeId,
    requestId: asId(row.id),
    officeId: asId(row.office_id),
    service: row.service,
    reference: row.reference,
    state: row.state,
    openedAt: row.opened_at,
    decidedAt: row.decided_at,
  }));
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

import { sql } from 'kysely';
import { asId, type CommuneId, type PartyId, type RequestId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';

/** A request of some commune. */
export interface RequestPlace {
  readonly communeId: CommuneId;
  readonly requestId: RequestId;
}

/** Parties who are to be reminded: nobody did since `last`, or their request ends by `ending` and nobody did since `lately`. For the worker. */
export async function listToRemind(
  tx: Tx,
  since: { readonly last: Date; readonly ending: Date; readonly lately: Date },
  most: number,
): Promise<readonly (RequestPlace & { readonly partyId: PartyId })[]> {
  const { rows } = await sql<{ commune_id: string; request_id: string; party_id: string }>`
    select commune_id, request_id, party_id
    from legalisation.list_to_remind(${since.last}, ${since.ending}, ${since.lately}, ${most})`.execute(tx);
  return rows.map(row => ({
    communeId: asId(row.commune_id),
    requestId: asId(row.request_id),
    partyId: asId(row.party_id),
  }));
}

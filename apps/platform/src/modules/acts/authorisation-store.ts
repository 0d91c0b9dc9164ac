import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import type { ReissueTerms } from '../sealing/index.ts';
import type { Act } from './model.ts';

/** Keeps the terms that an act's manifest carries, in the transaction that records the act. */
export async function insertAuthorisation(tx: Tx, act: Act, terms: ReissueTerms): Promise<void> {
  await sql`insert into acts.authorisation
    (commune_id, act_id, original_sha256, template, most, until, after_delegation, delegation_id, recorded_at)
    values (${act.communeId}, ${act.id}, ${Buffer.from(terms.original, 'hex')}, ${terms.template}, ${terms.most}, ${terms.until},
      ${terms.afterDelegation}, ${act.delegationId}, ${act.recordedAt})`.execute(tx);
}

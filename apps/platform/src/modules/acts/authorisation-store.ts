import { sql } from 'kysely';
import type { ActId, CommuneId, DelegationId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { ReissueTerms } from '../sealing/index.ts';
import type { Act } from './model.ts';

/** What an officer authorised when they certified: terms, and the delegation under which they did. */
export interface Authorisation extends ReissueTerms {
  readonly communeId: CommuneId;
  readonly actId: ActId;
  readonly delegationId: DelegationId;
}

/** Keeps the terms that an act's manifest carries, in the transaction that records the act. */
export async function insertAuthorisation(tx: Tx, act: Act, terms: ReissueTerms): Promise<void> {
  await sql`insert into acts.authorisation
    (commune_id, act_id, original_sha256, template, most, until, after_delegation, delegation_id, recorded_at)
    values (${act.communeId}, ${act.id}, ${Buffer.from(terms.original, 'hex')}, ${terms.template}, ${terms.most}, ${terms.until},
      ${terms.afterDelegation}, ${act.delegationId}, ${act.recordedAt})`.execute(tx);
}

/** The terms on which a certification may be issued again; undefined where its officer allowed none. */
export async function findAuthorisation(
  tx: Tx,
  communeId: CommuneId,
  actId: ActId,
): Promise<Authorisation | undefined> {
  const { rows } = await sql<{
    original_sha256: Buffer;
    template: string;
    most: number;
    until: Date;
    after_delegation: ReissueTerms['afterDelegation'];
    delegation_id: DelegationId;
  }>`
    select original_sha256, template, most, until, after_delegation, delegation_id from acts.authorisation
    where commune_id = ${communeId} and act_id = ${actId}`.execute(tx);
  const row = rows[0];
  return (
    row && {
      communeId,
      actId,
      original: row.original_sha256.toString('hex'),
      template: row.template,
      most: row.most,
      until: row.until.toISOString(),
      afterDelegation: row.after_delegation,
      delegationId: row.delegation_id,
    }
  );
}

import { sql } from 'kysely';
import { asId, type CommuneId, getValue, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { assertionSchema } from '../webauthn/assertion.ts';
import type { ProposalSignature, StatementId, StatementProposal } from './proposal.ts';
import type { ProposedStatement } from './propose.ts';
import { parseStatement } from './statement.ts';

interface ProposalRow {
  id: string;
  body: Buffer;
  proposed_by: string;
  proposed_at: Date;
  expires_at: Date;
  withdrawn_at: Date | null;
  stated: boolean;
  signatures: readonly { signed_by: string; administrator_id: string; assertion: unknown; signed_at: string }[] | null;
}

/** Keeps a proposal once. */
export async function insertProposal(
  tx: Tx,
  { body, bytes }: ProposedStatement,
  { by, at, expiresAt }: { readonly by: StaffId; readonly at: Date; readonly expiresAt: Date },
): Promise<void> {
  await sql`insert into organisation.statement_proposal
    (commune_id, id, kind, subject_id, body, proposed_by, proposed_at, expires_at)
    values (${body.commune}, ${body.id}, ${body.kind}, ${body.subject}, ${Buffer.from(bytes)}, ${by}, ${at}, ${expiresAt})`.execute(
    tx,
  );
}

/** The proposals of a commune made since an instant, latest first; the one of `id` alone when it is given. */
export async function selectProposals(
  tx: Tx,
  communeId: CommuneId,
  { since = new Date(0), id = null }: { readonly since?: Date; readonly id?: StatementId | null },
): Promise<readonly StatementProposal[]> {
  const { rows } = await sql<ProposalRow>`
    select p.id, p.body, p.proposed_by, p.proposed_at, p.expires_at, w.withdrawn_at,
      exists (select 1 from organisation.statement s where s.commune_id = p.commune_id and s.id = p.id) as stated,
      (select jsonb_agg(to_jsonb(g) order by g.signed_at) from organisation.proposal_signature g
        where g.commune_id = p.commune_id and g.proposal_id = p.id) as signatures
    from organisation.statement_proposal p
    left join organisation.proposal_withdrawal w on w.commune_id = p.commune_id and w.proposal_id = p.id
    where p.commune_id = ${communeId} and p.proposed_at >= ${since} and (${id}::uuid is null or p.id = ${id})
    order by p.proposed_at desc limit 200`.execute(tx);
  return rows.map(row => toProposal(communeId, row));
}

function toProposal(communeId: CommuneId, row: ProposalRow): StatementProposal {
  const body = getValue(parseStatement(row.body));
  return {
    communeId,
    id: asId(row.id),
    kind: body.kind,
    bytes: row.body,
    body,
    proposedBy: asId(row.proposed_by),
    proposedAt: row.proposed_at,
    expiresAt: row.expires_at,
    withdrawnAt: row.withdrawn_at,
    stated: row.stated,
    signatures: (row.signatures ?? []).map(signature => ({
      signedBy: asId(signature.signed_by),
      administratorId: asId(signature.administrator_id),
      assertion: assertionSchema.parse(signature.assertion),
      signedAt: new Date(signature.signed_at),
    })),
  };
}

/** Two gestures on one proposal are made one after the other. */
export async function lockProposal(tx: Tx, id: StatementId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`statement-proposal/${id}`}, 0))`.execute(tx);
}

export async function insertSignature(
  tx: Tx,
  { communeId, id }: Pick<StatementProposal, 'communeId' | 'id'>,
  { signedBy, administratorId, assertion, signedAt }: ProposalSignature,
): Promise<void> {
  await sql`insert into organisation.proposal_signature
    (commune_id, proposal_id, signed_by, administrator_id, assertion, signed_at)
    values (${communeId}, ${id}, ${signedBy}, ${administratorId}, ${JSON.stringify(assertion)}::jsonb, ${signedAt})`.execute(
    tx,
  );
}

export async function insertWithdrawal(
  tx: Tx,
  { communeId, id }: Pick<StatementProposal, 'communeId' | 'id'>,
  { by, at }: { readonly by: StaffId; readonly at: Date },
): Promise<void> {
  await sql`insert into organisation.proposal_withdrawal (commune_id, proposal_id, withdrawn_by, withdrawn_at)
    values (${communeId}, ${id}, ${by}, ${at})`.execute(tx);
}

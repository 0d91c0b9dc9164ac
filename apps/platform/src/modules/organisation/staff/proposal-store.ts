import { sql } from 'kysely';
import { z } from 'zod';
import {
  type ArrondissementId,
  asId,
  type CommuneId,
  isId,
  type OfficeId,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type ComposedRoleId, roleNames } from '../model.ts';
import type { ChangeProposal, ChangeProposalId, Decision, ProposedChange } from './proposal.ts';

const id = <I extends string>() => z.custom<I>(isId);
const text = z.object({ ar: z.string(), fr: z.string(), zgh: z.string(), en: z.string() });
const instant = z.coerce.date();
const content = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('posting'),
    posting: z.object({
      staffId: id<StaffId>(),
      role: z.union([z.enum(roleNames), id<ComposedRoleId>()]),
      jurisdiction: z.discriminatedUnion('level', [
        z.object({ level: z.literal('commune') }),
        z.object({ level: z.literal('arrondissement'), arrondissementId: id<ArrondissementId>() }),
        z.object({ level: z.literal('office'), officeId: id<OfficeId>() }),
      ]),
      validFrom: instant,
      validUntil: instant.nullable(),
      coversId: id<StaffId>().nullable(),
    }),
  }),
  z.object({
    kind: z.literal('role'),
    role: z.object({ roleId: id<ComposedRoleId>(), name: text, permissions: z.array(z.string()) }),
  }),
  z.object({ kind: z.literal('access'), staffId: id<StaffId>() }),
]);

export async function insertProposal(
  tx: Tx,
  communeId: CommuneId,
  proposal: Omit<ChangeProposal, 'decision'>,
): Promise<void> {
  const { change, proposedBy, proposedAt, expiresAt } = proposal;
  await sql`insert into organisation.change_proposal (commune_id, id, kind, content, proposed_by, proposed_at, expires_at)
    values (${communeId}, ${proposal.id}, ${change.kind}, ${JSON.stringify(change)}::jsonb, ${proposedBy}, ${proposedAt}, ${expiresAt})`.execute(
    tx,
  );
}

/** Writes the one decision about a proposal. */
export async function insertDecision(
  tx: Tx,
  communeId: CommuneId,
  decided: { readonly proposalId: ChangeProposalId; readonly what: Decision; readonly by: StaffId; readonly at: Date },
): Promise<void> {
  const { proposalId, what, by, at } = decided;
  await sql`insert into organisation.change_decision (commune_id, proposal_id, decision, decided_by, decided_at)
    values (${communeId}, ${proposalId}, ${what}, ${by}, ${at})`.execute(tx);
}

/** The proposals of the commune, newest first: all of the last 200. */
export async function selectProposals(tx: Tx, communeId: CommuneId): Promise<readonly ChangeProposal[]> {
  const { rows } = await sql<{
    id: string;
    content: unknown;
    proposed_by: string;
    proposed_at: Date;
    expires_at: Date;
    decision: Decision | null;
    decided_by: string | null;
    decided_at: Date | null;
  }>`
    select p.id, p.content, p.proposed_by, p.proposed_at, p.expires_at, d.decision, d.decided_by, d.decided_at
    from organisation.change_proposal p
    left join organisation.change_decision d on d.commune_id = p.commune_id and d.proposal_id = p.id
    where p.commune_id = ${communeId} order by p.id desc limit 200`.execute(tx);
  return rows.map(row => ({
    id: asId(row.id),
    change: content.parse(row.content) satisfies ProposedChange,
    proposedBy: asId(row.proposed_by),
    proposedAt: row.proposed_at,
    expiresAt: row.expires_at,
    decision:
      row.decision && row.decided_by && row.decided_at
        ? { what: row.decision, by: asId(row.decided_by), at: row.decided_at }
        : null,
  }));
}

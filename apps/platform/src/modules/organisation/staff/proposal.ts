import type { Id, Jurisdiction, LocalizedText, StaffId } from '../../../kernel/index.ts';
import type { ComposedRoleId, RoleName } from '../model.ts';

export type ChangeProposalId = Id<'change-proposal'>;

/** A posting as it is asked for. */
export interface PostingAsked {
  readonly staffId: StaffId;
  readonly role: RoleName | ComposedRoleId;
  readonly jurisdiction: Jurisdiction;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  /** For whom the holder stands in. */
  readonly coversId: StaffId | null;
}

/** A role of the commune's own as it is asked for; no permissions retire it. */
export interface RoleAsked {
  readonly roleId: ComposedRoleId;
  readonly name: LocalizedText;
  readonly permissions: readonly string[];
}

/** What two administrators decide together. `access`: the passkeys of somebody with far-reaching rights are replaced. */
export type ProposedChange =
  | { readonly kind: 'posting'; readonly posting: PostingAsked }
  | { readonly kind: 'role'; readonly role: RoleAsked }
  | { readonly kind: 'access'; readonly staffId: StaffId };

export type Decision = 'approved' | 'refused' | 'withdrawn';

/** A proposal, and what was decided about it. */
export interface ChangeProposal {
  readonly id: ChangeProposalId;
  readonly change: ProposedChange;
  readonly proposedBy: StaffId;
  readonly proposedAt: Date;
  readonly expiresAt: Date;
  readonly decision: { readonly what: Decision; readonly by: StaffId; readonly at: Date } | null;
}

/** Days in which a proposal must be decided. */
export const proposalDays = 7;

/** Whether it may still be decided at `now`. */
export function isOpen({ decision, expiresAt }: Pick<ChangeProposal, 'decision' | 'expiresAt'>, now: Date): boolean {
  return decision === null && now < expiresAt;
}

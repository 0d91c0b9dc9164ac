import type { ActId, CommuneId, Id, StaffId } from '../../../kernel/index.ts';

/** A proposal to take an act’s effect away. */
export type WithdrawalId = Id<'withdrawal'>;

/** What takes an act’s effect away: nothing in its place (revoked), or another act (superseded). */
export type WithdrawnState = 'revoked' | 'superseded';

/** Why, by state: words of the code, said to anybody by `acts.reason-…`. None accuses a person. */
export const withdrawalReasons = {
  revoked: [
    'wrong-person',
    'signature-contested',
    'officer-not-entitled',
    'key-misused',
    'made-in-error',
    'authority-decision',
  ],
  superseded: ['wrong-particulars', 'wrong-pages'],
} as const satisfies Record<WithdrawnState, readonly string[]>;
export type WithdrawalReason = (typeof withdrawalReasons)[WithdrawnState][number];

/** How an act stands once it is no longer valid: for ever. */
export interface Standing {
  readonly actId: ActId;
  readonly state: WithdrawnState;
  readonly reason: WithdrawalReason;
  readonly since: Date;
  /** The act that takes its place, in the same commune; null for one that is revoked. */
  readonly successor: { readonly actId: ActId; readonly entryNumber: string } | null;
}

/** What is proposed. */
export interface WithdrawalDraft {
  readonly actId: ActId;
  readonly state: WithdrawnState;
  readonly reason: WithdrawalReason;
  readonly successorId: ActId | null;
}

/** Where a proposal stands. One that nobody decided within seven days is decided no more. */
export type WithdrawalState = 'proposed' | 'approved' | 'declined' | 'taken-back' | 'lapsed';

/** A proposal as it stands. */
export interface Withdrawal extends WithdrawalDraft {
  readonly communeId: CommuneId;
  readonly id: WithdrawalId;
  readonly proposedBy: StaffId;
  readonly proposedAt: Date;
  readonly decision: {
    readonly kind: Exclude<WithdrawalState, 'proposed' | 'lapsed'>;
    readonly by: StaffId;
    readonly at: Date;
  } | null;
}

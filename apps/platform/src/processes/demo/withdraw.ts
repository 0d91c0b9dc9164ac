import type { StaffSession } from './staff-session.ts';

/** Two members of staff who may propose and decide. */
export interface TwoPeople {
  readonly first: StaffSession;
  readonly second: StaffSession;
}

/** Revokes an act as two people do it. */
export async function revokeAct({ first, second }: TwoPeople, actId: string): Promise<void> {
  const body = {
    actId,
    state: 'revoked',
    reason: 'made-in-error',
    successorId: null,
    words: 'Le papier n’était pas le bon.',
  } as const;
  const { id } = await first.api.call('proposeWithdrawal', { body });
  await second.api.call('approveWithdrawal', { params: { withdrawalId: id }, body: {} });
}

/** Proposes a correction of an entry, which waits for a second person. */
export async function proposeExemplars({ api }: StaffSession, entryId: string, value: number): Promise<void> {
  const body = { entryId, applicantId: null, field: 'exemplars', reason: 'mistyped', value } as const;
  await api.call('proposeCorrection', { body });
}

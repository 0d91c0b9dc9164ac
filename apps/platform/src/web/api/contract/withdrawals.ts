import { z } from 'zod';
import { idValue, instantValue, localizedTextValue, personNameValue } from './values.ts';

const stateValue = z.enum(['revoked', 'superseded']);
const reasonValue = z.enum([
  'wrong-person',
  'signature-contested',
  'officer-not-entitled',
  'key-misused',
  'made-in-error',
  'authority-decision',
  'wrong-particulars',
  'wrong-pages',
]);
export type WithdrawalReasonValue = z.infer<typeof reasonValue>;

/** An act as whoever withdraws it must recognise it. */
const withdrawableAct = z.object({
  id: idValue,
  number: z.string(),
  at: instantValue,
  office: localizedTextValue,
  officer: personNameValue,
  signatories: z.array(personNameValue),
});
export type WithdrawableActView = z.infer<typeof withdrawableAct>;

/** An entry number ("2026/MAA03/000127") or a code, as it is printed. */
export const findWithdrawableBody = z.object({ text: z.string().trim().min(1).max(60) });
export const findWithdrawableAnswer = z.object({
  act: withdrawableAct,
  /** How it stands, when it is valid no more. */
  standing: z.object({ state: stateValue, reason: reasonValue, since: instantValue }).nullable(),
});

export const proposeWithdrawalBody = z.object({
  actId: idValue,
  state: stateValue,
  reason: reasonValue,
  successorId: idValue.nullable(),
  /** Why, for the second person and the holders. */
  words: z.string().trim().max(1000),
});
export type ProposeWithdrawalBody = z.infer<typeof proposeWithdrawalBody>;

const withdrawalView = z
  .object({
    id: idValue,
    act: withdrawableAct,
    successor: withdrawableAct.nullable(),
    withdrawn: stateValue,
    reason: reasonValue,
    words: z.string().nullable(),
    state: z.enum(['proposed', 'approved', 'declined', 'taken-back', 'lapsed']),
    proposedBy: personNameValue,
    proposedAt: instantValue,
    decidedBy: personNameValue.nullable(),
    decidedAt: instantValue.nullable(),
    decidable: z.boolean(),
    own: z.boolean(),
  })
  .meta({ id: 'Withdrawal' });
export type WithdrawalView = z.infer<typeof withdrawalView>;

export const withdrawalsAnswer = z.object({ withdrawals: z.array(withdrawalView) });
export const withdrawalProposedAnswer = z.object({ id: idValue });
export const withdrawalStateAnswer = z.object({ state: withdrawalView.shape.state });

import { z } from 'zod';
import type { RouteContract } from './route.ts';
import {
  findWithdrawableAnswer,
  findWithdrawableBody,
  proposeWithdrawalBody,
  withdrawalProposedAnswer,
  withdrawalsAnswer,
  withdrawalStateAnswer,
} from './withdrawals.ts';

const withdrawal = '/withdrawals/{withdrawalId}';

/** Acts whose effect is taken away: proposed by one, decided by another. */
export const withdrawalRoutes = {
  findWithdrawable: {
    method: 'post',
    path: '/withdrawals/find',
    tag: 'acts',
    kind: 'search',
    summary: 'An act by its printed number or code, and how it stands',
    body: findWithdrawableBody,
    answer: findWithdrawableAnswer,
  },
  listWithdrawals: {
    method: 'get',
    path: '/withdrawals',
    tag: 'acts',
    kind: 'read',
    summary: 'Revocations and replacements proposed and decided, latest first',
    answer: withdrawalsAnswer,
  },
  proposeWithdrawal: {
    method: 'post',
    path: '/withdrawals',
    tag: 'acts',
    kind: 'write',
    fresh: true,
    summary: 'Propose that an act lose its effect, or that another one take its place',
    body: proposeWithdrawalBody,
    answer: withdrawalProposedAnswer,
  },
  approveWithdrawal: {
    method: 'post',
    path: `${withdrawal}/approve`,
    tag: 'acts',
    kind: 'write',
    fresh: true,
    summary: 'Approve somebody else’s proposal: from this moment the act has no effect',
    body: z.object({}),
    answer: withdrawalStateAnswer,
  },
  declineWithdrawal: {
    method: 'post',
    path: `${withdrawal}/decline`,
    tag: 'acts',
    kind: 'write',
    fresh: true,
    summary: 'Decline somebody else’s proposal',
    body: z.object({}),
    answer: withdrawalStateAnswer,
  },
  takeBackWithdrawal: {
    method: 'post',
    path: `${withdrawal}/take-back`,
    tag: 'acts',
    kind: 'write',
    summary: 'Take one’s own proposal back',
    body: z.object({}),
    answer: withdrawalStateAnswer,
  },
} as const satisfies Record<string, RouteContract>;

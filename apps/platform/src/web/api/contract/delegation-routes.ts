import { capBody, delegationsAnswer, specimenBody } from './delegations.ts';
import type { RouteContract } from './route.ts';

const specimen = '/statements/delegations/{delegationId}/specimen';

/** Who may sign where and until when: what administrators watch over. */
export const delegationRoutes = {
  readDelegations: {
    method: 'get',
    path: '/statements/delegations',
    tag: 'statements',
    kind: 'read',
    summary:
      'Who may sign what, where and until when, with the days on which nobody can; what is about to end; the cap',
    answer: delegationsAnswer,
  },
  setDelegationCap: {
    method: 'post',
    path: '/statements/delegations/cap',
    tag: 'statements',
    kind: 'write',
    fresh: true,
    summary: 'At how many offices one delegate may sign, from now on',
    body: capBody,
    answer: delegationsAnswer,
  },
  recordDelegateSpecimen: {
    method: 'post',
    path: specimen,
    tag: 'statements',
    kind: 'write',
    fresh: true,
    summary: 'Keep the signature and initials that a delegate drew',
    body: specimenBody,
    answer: delegationsAnswer,
  },
  delegateSignature: {
    method: 'get',
    path: `${specimen}/signature.svg`,
    tag: 'statements',
    kind: 'read',
    summary: 'The signature that a delegate drew',
    answer: 'image/svg+xml',
  },
  delegateInitials: {
    method: 'get',
    path: `${specimen}/initials.svg`,
    tag: 'statements',
    kind: 'read',
    summary: 'The initials that a delegate drew',
    answer: 'image/svg+xml',
  },
} as const satisfies Readonly<Record<string, RouteContract>>;

import { doubtsAnswer, markDoubtBody } from './doubts.ts';
import { emptyBody } from './queues.ts';
import type { RouteContract } from './route.ts';

const doubts = '/requests/{requestId}/doubts';
const common = { tag: 'requests', answer: doubtsAnswer } as const;

/** Marks of doubt on the pages of a request. While one is open no act is made of it. */
export const doubtRoutes = {
  listDoubts: {
    ...common,
    method: 'get',
    kind: 'read',
    path: doubts,
    summary: 'Every mark of doubt on the pages of a request, with how it ended',
  },
  markDoubt: {
    ...common,
    method: 'post',
    kind: 'write',
    path: doubts,
    summary: 'Mark a page, or a part of it, as doubtful',
    body: markDoubtBody,
  },
  withdrawDoubt: {
    ...common,
    method: 'post',
    kind: 'write',
    path: `${doubts}/{doubtId}/withdraw`,
    summary: 'Take one’s own mark of doubt back',
    body: emptyBody,
  },
  settleDoubt: {
    ...common,
    method: 'post',
    kind: 'write',
    path: `${doubts}/{doubtId}/settle`,
    summary: 'Say as an officer that a mark of doubt is settled',
    body: emptyBody,
  },
} as const satisfies Record<string, RouteContract>;

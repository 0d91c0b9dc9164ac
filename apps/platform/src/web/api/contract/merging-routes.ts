import {
  duplicatesAnswer,
  mergeExamined,
  mergeProposedAnswer,
  mergesAnswer,
  mergeStateAnswer,
  proposeMergeBody,
} from './merging.ts';
import type { RouteContract } from './route.ts';

/** Two files of one person: found, proposed by one member of staff, decided by another. */
export const mergingRoutes = {
  findDuplicates: {
    method: 'get',
    path: '/people/{personId}/duplicates',
    tag: 'files',
    kind: 'read',
    summary: 'Who else known in the commune may be this person, and why',
    answer: duplicatesAnswer,
  },
  listMerges: {
    method: 'get',
    path: '/merges',
    tag: 'files',
    kind: 'read',
    summary: 'Merges of the commune, latest first',
    answer: mergesAnswer,
  },
  proposeMerge: {
    method: 'post',
    path: '/merges',
    tag: 'files',
    kind: 'write',
    summary: 'Propose that two files become one, with documents of both on the counter',
    body: proposeMergeBody,
    answer: mergeProposedAnswer,
  },
  examineMerge: {
    method: 'get',
    path: '/merges/{mergeId}',
    tag: 'files',
    kind: 'read',
    summary: 'Both files beside each other; both persons see that they were compared',
    answer: mergeExamined,
  },
  approveMerge: {
    method: 'post',
    path: '/merges/{mergeId}/approve',
    tag: 'files',
    kind: 'write',
    summary: 'Approve somebody else’s proposal; done after the waiting time',
    answer: mergeStateAnswer,
  },
  refuseMerge: {
    method: 'post',
    path: '/merges/{mergeId}/refuse',
    tag: 'files',
    kind: 'write',
    summary: 'Refuse a proposal, or withdraw one’s own',
    answer: mergeStateAnswer,
  },
  reverseMerge: {
    method: 'post',
    path: '/merges/{mergeId}/reverse',
    tag: 'files',
    kind: 'write',
    summary: 'Put back what a merge moved',
    answer: mergeStateAnswer,
  },
} as const satisfies Record<string, RouteContract>;

import { distanceAnswer, distanceRuleBody, officeChecksBody } from './distance.ts';
import { requestView } from './requests.ts';
import type { RouteContract } from './route.ts';

/** Legalisation at a distance: what the office checks, and what a commune has opened. */
export const distanceRoutes = {
  checkRequest: {
    method: 'put',
    path: '/requests/{requestId}/office-checks',
    tag: 'requests',
    kind: 'write',
    summary: 'Note the checks of a request from afar that lies in the queue, so that an officer may sign it',
    body: officeChecksBody,
    answer: requestView,
  },
  readDistance: {
    method: 'get',
    path: '/distance',
    tag: 'screening',
    kind: 'read',
    summary: 'Which natures of act are open at a distance, with every decision about them',
    answer: distanceAnswer,
  },
  decideDistance: {
    method: 'post',
    path: '/distance/rules',
    tag: 'screening',
    kind: 'write',
    fresh: true,
    summary: 'Open a nature of act at a distance from a day on, or close it',
    body: distanceRuleBody,
    answer: distanceAnswer,
  },
} as const satisfies Readonly<Record<string, RouteContract>>;

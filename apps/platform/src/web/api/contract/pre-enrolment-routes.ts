import { findPreEnrolmentBody, preEnrolmentView } from './pre-enrolment.ts';
import type { RouteContract } from './route.ts';

/** What people declared at home, opened at the counter with the code that they bring. */
export const preEnrolmentRoutes = {
  findPreEnrolment: {
    method: 'post',
    path: '/pre-enrolments/by-code',
    tag: 'visits',
    kind: 'search',
    summary: 'The pre-enrolment whose code a person brought, from any commune',
    body: findPreEnrolmentBody,
    answer: preEnrolmentView,
  },
  openPreEnrolment: {
    method: 'get',
    path: '/pre-enrolments/{preEnrolmentId}',
    tag: 'visits',
    kind: 'read',
    summary: 'A pre-enrolment again, for whoever typed its code in the last twelve hours',
    answer: preEnrolmentView,
  },
  preEnrolmentSignature: {
    method: 'get',
    path: '/pre-enrolments/{preEnrolmentId}/signature',
    tag: 'visits',
    kind: 'read',
    summary: 'The signature that the person drew at home',
    answer: 'image/svg+xml',
  },
} as const satisfies Record<string, RouteContract>;

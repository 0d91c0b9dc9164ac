import {
  addHolderBody,
  checkOriginalBody,
  chooseReissuesBody,
  comparePageBody,
  describeOriginalBody,
  openCertificationBody,
  showForBody,
} from './certification.ts';
import { plainChangeBody, requestView } from './requests.ts';
import type { RouteContract } from './route.ts';

const certification = '/certifications/{requestId}';

/** Certified copies at the counter. Pages, abandoning and reopening are those of every request. */
export const certificationRoutes = {
  openCertification: {
    method: 'post',
    path: '/certifications',
    tag: 'certification',
    kind: 'write',
    summary: 'Open a draft',
    body: openCertificationBody,
    answer: requestView,
  },
  addHolder: {
    method: 'post',
    path: `${certification}/holders`,
    tag: 'certification',
    kind: 'write',
    summary: 'Identify whoever shows the original',
    body: addHolderBody,
    answer: requestView,
  },
  removeHolder: {
    method: 'post',
    path: `${certification}/holders/{personId}/remove`,
    tag: 'certification',
    kind: 'write',
    summary: 'Take a holder out, and what was typed of their original',
    body: plainChangeBody,
    answer: requestView,
  },
  showFor: {
    method: 'put',
    path: `${certification}/holders/{personId}/capacity`,
    tag: 'certification',
    kind: 'write',
    summary: 'Note that the original is an organisation’s',
    body: showForBody,
    answer: requestView,
  },
  describeOriginal: {
    method: 'patch',
    path: `${certification}/original`,
    tag: 'certification',
    kind: 'write',
    summary: 'What the original is, who issued it, its number and dates; languages of the stamp',
    body: describeOriginalBody,
    answer: requestView,
  },
  checkOriginal: {
    method: 'put',
    path: `${certification}/checks`,
    tag: 'certification',
    kind: 'write',
    summary: 'Record a check, by whoever makes it',
    body: checkOriginalBody,
    answer: requestView,
  },
  comparePage: {
    method: 'put',
    path: `${certification}/compared`,
    tag: 'certification',
    kind: 'write',
    summary: 'Record that a page, as it stands, was held against the original',
    body: comparePageBody,
    answer: requestView,
  },
  chooseReissues: {
    method: 'put',
    path: `${certification}/reissues`,
    tag: 'certification',
    kind: 'write',
    summary:
      'On what terms the copy may be issued again, within the commune’s limits; by the officer too while it waits for them',
    body: chooseReissuesBody,
    answer: requestView,
  },
  submitCertification: {
    method: 'post',
    path: `${certification}/submit`,
    tag: 'certification',
    kind: 'write',
    summary: 'Hand over to the officer; names everything missing at once',
    body: plainChangeBody,
    answer: requestView,
  },
} as const satisfies Record<string, RouteContract>;

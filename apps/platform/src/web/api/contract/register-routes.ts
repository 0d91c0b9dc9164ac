import { z } from 'zod';
import {
  correctionsAnswer,
  doneAnswer,
  proposeCorrectionBody,
  proposedAnswer,
  registerEntryAnswer,
  registerPageAnswer,
  registerQuery,
  registerSearchBody,
  registerSeriesAnswer,
} from './register.ts';
import type { RouteContract } from './route.ts';

const office = '/register/offices/{officeId}';
const entry = '/register/entries/{entryId}';
const correction = '/register/corrections/{correctionId}';

/** The register of an office: read, searched, corrected by further entries. */
export const registerRoutes = {
  describeRegister: {
    method: 'get',
    path: office,
    tag: 'register',
    kind: 'read',
    summary: 'The years of an office’s register, and what one of them may be searched by',
    query: registerQuery,
    answer: registerSeriesAnswer,
  },
  searchRegister: {
    method: 'post',
    path: `${office}/search`,
    tag: 'register',
    kind: 'search',
    summary:
      'Entries of a year, latest first; each page read is written down, a search by name in the file of whom it finds',
    body: registerSearchBody,
    answer: registerPageAnswer,
  },
  readEntry: {
    method: 'get',
    path: entry,
    tag: 'register',
    kind: 'read',
    summary: 'One entry whole; its applicants see in their account that it was read',
    answer: registerEntryAnswer,
  },
  drawnSignature: {
    method: 'get',
    path: `${entry}/applicants/{applicantId}/signature.svg`,
    tag: 'register',
    kind: 'read',
    summary: 'The signature that an applicant drew',
    answer: 'image/svg+xml',
  },
  listCorrections: {
    method: 'get',
    path: '/register/corrections',
    tag: 'register',
    kind: 'read',
    summary: 'Corrections proposed and decided, latest first',
    answer: correctionsAnswer,
  },
  proposeCorrection: {
    method: 'post',
    path: '/register/corrections',
    tag: 'register',
    kind: 'write',
    fresh: true,
    summary: 'Say that an entry is wrong, and what should stand there',
    body: proposeCorrectionBody,
    answer: proposedAnswer,
  },
  approveCorrection: {
    method: 'post',
    path: `${correction}/approve`,
    tag: 'register',
    kind: 'write',
    fresh: true,
    summary: 'Approve somebody else’s correction: it takes the next number of the series',
    body: z.object({}),
    answer: doneAnswer,
  },
  declineCorrection: {
    method: 'post',
    path: `${correction}/decline`,
    tag: 'register',
    kind: 'write',
    fresh: true,
    summary: 'Decline somebody else’s correction',
    body: z.object({}),
    answer: doneAnswer,
  },
  withdrawCorrection: {
    method: 'post',
    path: `${correction}/withdraw`,
    tag: 'register',
    kind: 'write',
    summary: 'Take one’s own correction back',
    body: z.object({}),
    answer: doneAnswer,
  },
} as const satisfies Record<string, RouteContract>;

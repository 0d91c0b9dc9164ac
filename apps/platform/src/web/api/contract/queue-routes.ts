import {
  answerOpinionBody,
  askOpinionBody,
  assignBody,
  bulkAnswer,
  bulkBody,
  colleaguesAnswer,
  emptyBody,
  handlingView,
  prioritiseBody,
  queueAnswer,
  queueCountsAnswer,
  queueQuery,
  returnRequestBody,
  writeMessageBody,
} from './queues.ts';
import { plainChangeBody } from './requests.ts';
import type { RouteContract } from './route.ts';

const request = '/requests/{requestId}';
const write = { method: 'post', tag: 'queues', kind: 'write', answer: handlingView } as const;
const read = { method: 'get', tag: 'queues', kind: 'read' } as const;

/** Queues, and what is done about the requests in them. Nothing here changes a request's version but giving it back. */
export const queueRoutes = {
  listQueue: {
    ...read,
    path: '/queue',
    summary: 'A page of what waits in the offices where the caller may read requests',
    query: queueQuery,
    answer: queueAnswer,
  },
  countQueue: {
    ...read,
    path: '/queue/counts',
    summary: 'How many requests stand where',
    query: queueQuery.pick({ office: true }),
    answer: queueCountsAnswer,
  },
  handleSeveral: {
    ...write,
    path: '/queue/bulk',
    summary: 'Do one thing to each of up to 200 requests; each is answered by itself',
    body: bulkBody,
    answer: bulkAnswer,
  },
  listColleagues: {
    ...read,
    path: '/offices/{officeId}/colleagues',
    summary: 'Who is at work and may handle requests of the office',
    answer: colleaguesAnswer,
  },
  readHandling: {
    ...read,
    path: `${request}/handling`,
    summary: 'Who has a request in hand, what was said about it and every step; the reading is recorded',
    answer: handlingView,
  },
  claimRequest: { ...write, path: `${request}/claim`, summary: 'Take a request in hand', body: emptyBody },
  renewClaim: { ...write, path: `${request}/renew`, summary: 'Go on working on a request in hand', body: emptyBody },
  releaseRequest: { ...write, path: `${request}/release`, summary: 'Let a request go', body: emptyBody },
  assignRequest: { ...write, path: `${request}/assign`, summary: 'Give a request to a colleague', body: assignBody },
  prioritiseRequest: {
    ...write,
    path: `${request}/priority`,
    summary: 'Put a request before or behind others, with a reason',
    body: prioritiseBody,
  },
  handRequest: {
    ...write,
    path: `${request}/hand`,
    summary: 'Say that a request was checked, and hand it to an officer',
    body: emptyBody,
  },
  askOpinion: { ...write, path: `${request}/opinions`, summary: 'Ask a colleague’s opinion', body: askOpinionBody },
  answerOpinion: {
    ...write,
    path: `${request}/opinions/{opinionId}/answer`,
    summary: 'Give the opinion that one was asked for',
    body: answerOpinionBody,
  },
  writeMessage: { ...write, path: `${request}/messages`, summary: 'Write to the applicant', body: writeMessageBody },
  markMessagesRead: {
    ...write,
    path: `${request}/messages/read`,
    summary: 'Say that the office has read what the applicant wrote',
    body: emptyBody,
  },
  resubmitRequest: {
    ...write,
    path: `${request}/resubmit`,
    summary: 'Put a request back into the queue whose applicant came to the counter with what was to be corrected',
    body: plainChangeBody,
  },
  returnRequest: {
    ...write,
    path: `${request}/return`,
    summary: 'Give a request back to be corrected, with what is wrong marked',
    body: returnRequestBody,
  },
} as const satisfies Record<string, RouteContract>;

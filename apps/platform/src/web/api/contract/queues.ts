import { z } from 'zod';
import { refusalView } from './problem.ts';
import { requestStateValue } from './requests.ts';
import { idValue, instantValue, personNameValue, versionValue } from './values.ts';

const channelValue = z.enum(['counter', 'distance']);
const priorityValue = z.enum(['urgent', 'high', 'usual']);
export type PriorityValue = z.infer<typeof priorityValue>;

/** Why one request goes before others. */
const priorityReasonValue = z.enum([
  'frail-person',
  'travel',
  'legal-deadline',
  'our-delay',
  'our-mistake',
  'other-administration',
  'back-to-usual',
]);
export type PriorityReasonValue = z.infer<typeof priorityReasonValue>;

const flagValue = z.enum(['true', 'false']).transform(text => text === 'true');

/** Which lines of which queues. What is absent is not asked about. */
export const queueQuery = z.object({
  office: idValue.optional(),
  state: requestStateValue.default('queued'),
  service: z.string().max(60).optional(),
  nature: z.string().max(60).optional(),
  channel: channelValue.optional(),
  priority: priorityValue.optional(),
  /** `me`, `nobody`, or a member of staff. */
  holder: z.union([z.enum(['me', 'nobody']), idValue]).optional(),
  late: flagValue.optional(),
  handed: flagValue.optional(),
  /** Waiting for longer than so many days. */
  days: z.coerce.number().int().min(1).max(365).optional(),
  /** `next` of the page before. */
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const staffView = z.object({ id: idValue, name: personNameValue.nullable() }).meta({ id: 'RequestStaff' });

const leaseView = z.object({ holder: staffView, mine: z.boolean(), until: instantValue }).meta({ id: 'RequestLease' });
export type LeaseView = z.infer<typeof leaseView>;

const queueLine = z
  .object({
    id: idValue,
    reference: z.string(),
    officeId: idValue,
    service: z.string(),
    nature: z.string().nullable(),
    channel: channelValue,
    state: requestStateValue,
    version: versionValue,
    /** Signatories, else the applicant. */
    names: z.array(personNameValue),
    openedAt: instantValue,
    queuedAt: instantValue.nullable(),
    decidedAt: instantValue.nullable(),
    dueAt: instantValue.nullable(),
    expiresAt: instantValue.nullable(),
    late: z.boolean(),
    /** Marks of doubt that are open: while there is one, no act is made of it. */
    doubts: z.int(),
    priority: priorityValue,
    /** Since when it is checked for an officer. */
    handedAt: instantValue.nullable(),
    lease: leaseView.nullable(),
  })
  .meta({ id: 'QueueLine' });
export type QueueLineView = z.infer<typeof queueLine>;

export const queueAnswer = z.object({ lines: z.array(queueLine), next: z.string().nullable(), now: instantValue });
export type QueueAnswer = z.infer<typeof queueAnswer>;

/** `more`: counting stopped before the end. */
const countView = z.object({ count: z.int(), more: z.boolean() }).meta({ id: 'QueueCount' });
export type CountView = z.infer<typeof countView>;

export const queueCountsAnswer = z.object({
  states: z.partialRecord(requestStateValue, countView),
  late: countView,
  mine: z.int(),
});
export type QueueCountsAnswer = z.infer<typeof queueCountsAnswer>;

const stepView = z
  .object({
    at: instantValue,
    /** A change, something done about the request, a reading of its file, or a message. */
    what: z.string(),
    who: z.enum(['staff', 'applicant', 'person', 'platform']),
    staff: staffView.nullable(),
    colleague: staffView.nullable(),
    data: z.record(z.string(), z.string()),
    count: z.int(),
    staffOnly: z.boolean(),
  })
  .meta({ id: 'RequestStep' });
export type StepView = z.infer<typeof stepView>;

const opinionView = z
  .object({
    id: idValue,
    askedBy: staffView,
    askedOf: staffView,
    /** Whether it is the reader who was asked. */
    ofMe: z.boolean(),
    /** Null once the applicant was erased. */
    question: z.string().nullable(),
    askedAt: instantValue,
    answer: z.string().nullable(),
    answeredAt: instantValue.nullable(),
  })
  .meta({ id: 'RequestOpinion' });
export type OpinionView = z.infer<typeof opinionView>;

const messageView = z
  .object({
    id: idValue,
    from: z.enum(['applicant', 'office']),
    staff: staffView.nullable(),
    /** Null once the applicant was erased. */
    text: z.string().nullable(),
    at: instantValue,
  })
  .meta({ id: 'RequestMessage' });
export type MessageView = z.infer<typeof messageView>;

const correctionValue = z.object({
  fields: z.array(z.object({ field: z.string().max(40), reason: z.string().max(40) })).max(20),
  note: z.string().trim().max(2000),
});

/** What may be done about a request now, beside the changes of its `actions`. */
const handlingActionValue = z.enum(['claim', 'renew', 'release', 'assign', 'prioritise', 'hand', 'ask', 'write']);
export type HandlingActionValue = z.infer<typeof handlingActionValue>;

export const handlingView = z
  .object({
    line: queueLine,
    correction: correctionValue.nullable(),
    refusal: z.object({ reason: z.string(), note: z.string() }).nullable(),
    actions: z.array(handlingActionValue),
    /** Changes that the reader may make now. */
    verbs: z.array(z.string()),
    conversation: z.object({
      messages: z.array(messageView),
      unread: z.int(),
      readByApplicantAt: instantValue.nullable(),
    }),
    opinions: z.array(opinionView),
    timeline: z.array(stepView),
    now: instantValue,
  })
  .meta({ id: 'RequestHandling' });
export type HandlingView = z.infer<typeof handlingView>;

export const emptyBody = z.object({});
export const assignBody = z.object({ to: idValue });
export const prioritiseBody = z.object({ priority: priorityValue, reason: priorityReasonValue });
export const askOpinionBody = z.object({ of: idValue, question: z.string().trim().min(1).max(2000) });
export const answerOpinionBody = z.object({ answer: z.string().trim().min(1).max(2000) });
export const writeMessageBody = z.object({ text: z.string().trim().min(1).max(4000) });
export const returnRequestBody = correctionValue.extend({ version: versionValue });

/** One thing to do to each of several requests; the parts that it needs stand beside it. */
export const bulkBody = z.object({
  requests: z
    .array(z.object({ id: idValue, version: versionValue }))
    .min(1)
    .max(200),
  what: z.enum(['claim', 'release', 'hand', 'assign', 'prioritise', 'return']),
  to: idValue.optional(),
  priority: priorityValue.optional(),
  reason: priorityReasonValue.optional(),
  correction: correctionValue.optional(),
});
export type BulkBody = z.infer<typeof bulkBody>;

/** What became of each, in the order in which they were named; null when it was done. */
export const bulkAnswer = z.object({ outcomes: z.array(z.object({ id: idValue, refusal: refusalView.nullable() })) });
export type BulkAnswer = z.infer<typeof bulkAnswer>;

export const colleaguesAnswer = z.object({ colleagues: z.array(staffView) });
export type ColleaguesAnswer = z.infer<typeof colleaguesAnswer>;

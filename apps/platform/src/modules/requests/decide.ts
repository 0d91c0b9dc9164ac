import { ok, refuse, type Result } from '../../kernel/index.ts';
import { isCorrectable } from './correction.ts';
import {
  type RequestChange,
  type RequestEvent,
  type RequestState,
  type RequestVerb,
  type ServiceRequest,
  transitions,
} from './model.ts';

/** What must be known beside the request itself. */
export interface RequestFacts {
  /** The version that the person who asks has read; the platform itself (`complete`) has none. */
  readonly version: number | null;
  /** An officer has confirmed an act on this request, which is being sealed: nothing else may touch it. */
  readonly beingSigned: boolean;
  /** Codes for which an officer may refuse. */
  readonly refusalReasons: readonly string[];
}

/** A change accepted: the request as it becomes, and its event. */
export interface Decision {
  readonly request: ServiceRequest;
  readonly event: RequestEvent;
}

const eventKinds = {
  edit: 'edited',
  submit: 'submitted',
  invite: 'invited',
  amend: 'amended',
  consent: 'consented',
  gather: 'gathered',
  pay: 'paid',
  decline: 'declined',
  expire: 'expired',
  reopen: 'reopened',
  return: 'returned',
  resubmit: 'resubmitted',
  refuse: 'refused',
  reconsider: 'reconsidered',
  abandon: 'abandoned',
  complete: 'completed',
  issue: 'issued',
} as const satisfies Record<RequestVerb, RequestEvent['kind']>;

/** The state that `verb` leads to from `state`; undefined where it may not be done. */
export function nextState(state: RequestState, verb: RequestVerb): RequestState | undefined {
  const possible: Partial<Record<RequestVerb, RequestState>> = transitions[state];
  return possible[verb];
}

/** The state that `verb` leads this very request to; undefined where it may not be done. */
export function nextStateOf(request: ServiceRequest, verb: RequestVerb): RequestState | undefined {
  return fitsChannel(request, verb) ? nextState(request.state, verb) : undefined;
}

/**
 * Judges one change. Refusals: `requests.changed-meanwhile` (somebody else was faster: read again), `.being-signed`,
 * `.not-in-this-state` (with `state`), `.unknown-reason`, `.note-missing`, `.unknown-field`.
 */
export function decide(
  request: ServiceRequest,
  change: RequestChange,
  facts: RequestFacts,
  now: Date,
): Result<Decision> {
  if (facts.version !== null && facts.version !== request.version) {
    return refuse('requests.changed-meanwhile', { state: request.state, version: request.version });
  }
  if (facts.beingSigned && !endings.includes(change.verb)) return refuse('requests.being-signed');
  const state = nextStateOf(request, change.verb);
  if (state === undefined) return refuse('requests.not-in-this-state', { state: request.state });
  const reasoned = checkReasons(change, facts);
  if (!reasoned.ok) return reasoned;
  const version = request.version + 1;
  return ok({
    request: { ...request, ...whatChanges(state, change, request, now), state, version },
    event: { version, kind: eventKinds[change.verb], data: dataOf(change) },
  });
}

/**
 * A counter's request goes straight to the queue and may be taken back from it; one made at a distance is signed by consents, and what the
 * office holds goes back to its applicant. A refusal that came before the queue cannot be reconsidered into it.
 */
function fitsChannel({ channel, state, queuedAt }: ServiceRequest, verb: RequestVerb): boolean {
  if (verb === 'submit' || verb === 'reopen') return channel === 'counter';
  // What the office has not been given it cannot refuse.
  if (verb === 'refuse' && state === 'draft') return channel === 'counter';
  // Mended at the counter, it is a draft again and submitted with every check; resubmitted, it is as it was checked.
  if (verb === 'edit' && state === 'returned') return channel === 'distance';
  return !(state === 'refusing' && verb === 'reconsider' && queuedAt === null);
}

function checkReasons(change: RequestChange, facts: RequestFacts): Result<void> {
  if (change.verb === 'refuse') {
    if (!facts.refusalReasons.includes(change.refusal.reason)) return refuse('requests.unknown-reason');
    // The law asks for a reasoned refusal: the applicant must understand what to mend.
    if (change.refusal.note.trim() === '') return refuse('requests.note-missing');
  }
  if (change.verb === 'return') {
    const { fields, note } = change.correction;
    if (fields.length === 0 && note.trim() === '') return refuse('requests.note-missing');
    if (!fields.every(isCorrectable)) return refuse('requests.unknown-field');
  }
  return ok(undefined);
}

/** When the request last entered the queue and when it was decided, for what it was refused and what is to be mended. */
function whatChanges(
  state: RequestState,
  change: RequestChange,
  request: ServiceRequest,
  now: Date,
): Pick<ServiceRequest, 'queuedAt' | 'decidedAt' | 'refusal' | 'correction'> {
  const refusal = change.verb === 'refuse' ? change.refusal : state === 'refused' ? request.refusal : null;
  const correction = change.verb === 'return' ? change.correction : request.correction;
  return { ...datesOf(state, request, now), refusal, correction };
}

/** What ends a request whose act is being recorded. */
const endings: readonly RequestVerb[] = ['complete', 'issue'];

const open: readonly RequestState[] = ['draft', 'collecting', 'payable', 'returned'];

function datesOf(
  state: RequestState,
  request: ServiceRequest,
  now: Date,
): Pick<ServiceRequest, 'queuedAt' | 'decidedAt'> {
  if (open.includes(state)) return { queuedAt: null, decidedAt: null };
  if (state === 'queued') return { queuedAt: now, decidedAt: null };
  return { queuedAt: request.queuedAt, decidedAt: state === 'refusing' ? null : now };
}

/** What an event keeps: notes of refusals and corrections stay out of it, because people write names there. */
function dataOf(change: RequestChange): Readonly<Record<string, string>> {
  switch (change.verb) {
    case 'edit':
    case 'consent':
    case 'decline':
      return change.subjectId === undefined ? { what: change.what } : { what: change.what, subject: change.subjectId };
    case 'refuse':
      return { reason: change.refusal.reason };
    case 'return':
      return { fields: change.correction.fields.map(({ field, reason }) => `${field}=${reason}`).join(' ') };
    case 'complete':
    case 'issue':
      return { act: change.actId };
    default:
      return {};
  }
}

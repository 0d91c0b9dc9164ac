import { ok, refuse, type Result } from '../../kernel/index.ts';
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
  reopen: 'reopened',
  refuse: 'refused',
  abandon: 'abandoned',
  complete: 'completed',
} as const satisfies Record<RequestVerb, RequestEvent['kind']>;

/** The state that `verb` leads to from `state`; undefined where it may not be done. */
export function nextState(state: RequestState, verb: RequestVerb): RequestState | undefined {
  const possible: Partial<Record<RequestVerb, RequestState>> = transitions[state];
  return possible[verb];
}

/**
 * Judges one change. Refusals: `requests.changed-meanwhile` (somebody else was faster: read again), `.being-signed`,
 * `.not-in-this-state` (with `state`), `.unknown-reason`, `.note-missing`.
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
  if (facts.beingSigned && change.verb !== 'complete') return refuse('requests.being-signed');
  const state = nextState(request.state, change.verb);
  if (state === undefined) return refuse('requests.not-in-this-state', { state: request.state });
  if (change.verb === 'refuse') {
    if (!facts.refusalReasons.includes(change.refusal.reason)) return refuse('requests.unknown-reason');
    // The law asks for a reasoned refusal: the applicant must understand what to mend.
    if (change.refusal.note.trim() === '') return refuse('requests.note-missing');
  }
  const version = request.version + 1;
  return ok({
    request: { ...request, ...datesOf(state, change, request, now), state, version },
    event: { version, kind: eventKinds[change.verb], data: dataOf(change) },
  });
}

/** When the request last entered the queue and when it was decided, and for what it was refused. */
function datesOf(
  state: RequestState,
  change: RequestChange,
  request: ServiceRequest,
  now: Date,
): Pick<ServiceRequest, 'queuedAt' | 'decidedAt' | 'refusal'> {
  const refusal = change.verb === 'refuse' ? change.refusal : null;
  if (state === 'draft') return { queuedAt: null, decidedAt: null, refusal };
  if (state === 'queued') return { queuedAt: now, decidedAt: null, refusal };
  return { queuedAt: request.queuedAt, decidedAt: now, refusal };
}

/** What an event keeps: the refusal's note stays out of it, because people write names there. */
function dataOf(change: RequestChange): Readonly<Record<string, string>> {
  if (change.verb === 'edit') {
    return change.subjectId === undefined ? { what: change.what } : { what: change.what, subject: change.subjectId };
  }
  if (change.verb === 'refuse') return { reason: change.refusal.reason };
  return change.verb === 'complete' ? { act: change.actId } : {};
}

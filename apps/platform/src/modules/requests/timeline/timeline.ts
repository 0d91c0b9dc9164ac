import {
  type Actor,
  asId,
  ok,
  type PersonId,
  type PersonName,
  refuse,
  type Result,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { recordReading } from '../../identity/index.ts';
import { listStaffNames } from '../../organisation/index.ts';
import type { Talked } from '../conversation/conversation.ts';
import { selectMessages } from '../conversation/conversation-store.ts';
import { selectHandled } from '../handling/handling-store.ts';
import type { ServiceRequest } from '../model.ts';
import type { Requests } from '../ports.ts';
import { isTold, type StepKind } from '../ui/step-kinds.ts';
import { insertReading, type RecordedEvent, selectEvents, selectReadings } from './timeline-store.ts';

/** A member of staff in a timeline; no name when they are not the commune's any more. */
export interface StepStaff {
  readonly staffId: StaffId;
  readonly name: PersonName | null;
}

/** Who made a step. `person` is somebody else than the applicant: a signatory. */
export type StepActor =
  | ({ readonly kind: 'staff' } & StepStaff)
  | { readonly kind: 'applicant' | 'person' | 'platform' };

/** One step in a request's life. */
export interface Step {
  readonly at: Date;
  readonly what: StepKind;
  readonly who: StepActor;
  /** The colleague whom it concerns. */
  readonly colleague: StepStaff | null;
  /** Words of the code: the reason of a refusal, a priority. */
  readonly data: Readonly<Record<string, string>>;
  /** How many steps of the kind, one after the other, this one stands for: a draft is edited many times. */
  readonly count: number;
  /** Whether it is for the staff's eyes alone; never true in what an applicant is given. */
  readonly staffOnly: boolean;
}

/** What a timeline needs. */
export interface TimelineDeps {
  readonly requests: Pick<Requests, 'read'>;
}

/** The steps of a request, and who looked at it. */
export interface Timeline {
  /**
   * Every step in order: changes, what was done about the request, readings of its file, that messages were written. The applicant is
   * given all but opinions, priorities and marks of doubt. Refusals: `requests.not-found`, `requests.not-allowed` for a signatory who did not apply.
   */
  read(tx: Tx, actor: Actor, asked: Talked): Promise<Result<readonly Step[]>>;
  /**
   * Writes that a member of staff opened a request's file, which its applicant sees here, and each of `persons` among the readings of
   * their file. Looking again within half an hour is the same reading. Call it where a file is shown; the reading is authorised before.
   */
  recordReading(
    tx: Tx,
    actor: StaffActor,
    request: Pick<ServiceRequest, 'communeId' | 'id' | 'applicantId'>,
    persons: readonly PersonId[],
    now: Date,
  ): Promise<void>;
}

/** Looks at one file within this time are one reading. */
const oneReading = 30 * 60_000;
const mostMessages = 500;

/** Builds timelines; each function works in the caller's transaction, bound to the request's commune. */
export function createTimeline({ requests }: TimelineDeps): Timeline {
  return {
    read: async (tx, actor, { requestId, communeId }) => {
      const found = await requests.read(tx, actor, requestId, communeId);
      if (!found.ok) return found;
      if (actor.kind === 'person' && found.value.applicantId !== actor.personId) return refuse('requests.not-allowed');
      const steps = await readSteps(tx, found.value);
      return ok(actor.kind === 'staff' ? steps : steps.filter(({ staffOnly }) => !staffOnly));
    },
    recordReading: async (tx, actor, request, persons, now) => {
      const reading = { readerId: actor.staffId, at: now, since: new Date(now.getTime() - oneReading) };
      if (!(await insertReading(tx, request, reading))) return;
      const { communeId, staffId } = actor;
      const concerned = new Set([...persons, ...(request.applicantId === null ? [] : [request.applicantId])]);
      for (const personId of concerned)
        await recordReading(tx, personId, { reader: { communeId, staffId }, purpose: 'request' }, now);
    },
  };
}

type Unnamed = Omit<Step, 'who' | 'colleague' | 'count' | 'staffOnly'> & {
  readonly who:
    | { readonly kind: 'staff'; readonly staffId: StaffId }
    | { readonly kind: 'applicant' | 'person' | 'platform' };
  readonly colleague: StaffId | null;
};

async function readSteps(tx: Tx, request: ServiceRequest): Promise<readonly Step[]> {
  const events = (await selectEvents(tx, request)).map(event => ofEvent(request, event));
  const handled = (await selectHandled(tx, request)).map(
    ({ at, kind, actorId, colleagueId, data }): Unnamed => ({
      at,
      what: kind,
      who: actorId === null ? { kind: 'platform' } : { kind: 'staff', staffId: actorId },
      colleague: colleagueId,
      data,
    }),
  );
  const readings = (await selectReadings(tx, request)).map(
    ({ at, readerId: staffId }): Unnamed => ({ at, what: 'read', who: { kind: 'staff', staffId }, ...bare }),
  );
  const messages = (await selectMessages(tx, request, mostMessages)).map(
    ({ at, staffId }): Unnamed => ({
      at,
      what: 'message',
      who: staffId === null ? { kind: 'applicant' } : { kind: 'staff', staffId },
      ...bare,
    }),
  );
  const all = [...events, ...handled, ...readings, ...messages].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return named(tx, request, together(all));
}

const bare = { colleague: null, data: {} } as const;

function staffOf(id: string): Unnamed['who'] {
  return { kind: 'staff', staffId: asId(id) };
}

function ofEvent({ applicantId, state }: ServiceRequest, { at, kind, data, actor }: RecordedEvent): Unnamed {
  // A refusal is completed by its signature as an act is; only how the request ended tells them apart.
  const what: StepKind = kind === 'completed' && state === 'refused' ? 'refusal-signed' : kind;
  const step = { at, what, data, colleague: null };
  if (actor.kind === 'staff') return { ...step, who: staffOf(actor.id) };
  if (actor.kind === 'person') return { ...step, who: { kind: actor.id === applicantId ? 'applicant' : 'person' } };
  return { ...step, who: { kind: 'platform' } };
}

/** Edits that follow one another by the same hand are one step, at the last one's time. */
function together(steps: readonly Unnamed[]): readonly (Unnamed & { readonly count: number })[] {
  const joined: (Unnamed & { readonly count: number })[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    if (last && step.what === 'edited' && last.what === 'edited' && isSame(last.who, step.who))
      joined.splice(-1, 1, { ...step, data: {}, count: last.count + 1 });
    else joined.push({ ...step, count: 1 });
  }
  return joined;
}

function isSame(one: Unnamed['who'], other: Unnamed['who']): boolean {
  return one.kind === 'staff' && other.kind === 'staff' ? one.staffId === other.staffId : one.kind === other.kind;
}

async function named(
  tx: Tx,
  { communeId }: ServiceRequest,
  steps: readonly (Unnamed & { readonly count: number })[],
): Promise<readonly Step[]> {
  const ids = steps.flatMap(({ who, colleague }) => [
    ...(who.kind === 'staff' ? [who.staffId] : []),
    ...(colleague === null ? [] : [colleague]),
  ]);
  const names = await listStaffNames(tx, communeId, [...new Set(ids)]);
  const staff = (staffId: StaffId): StepStaff => ({ staffId, name: names.get(staffId) ?? null });
  return steps.map(({ who, colleague, ...step }) => ({
    ...step,
    who: who.kind === 'staff' ? { kind: 'staff', ...staff(who.staffId) } : who,
    colleague: colleague === null ? null : staff(colleague),
    staffOnly: !isTold(step.what),
  }));
}

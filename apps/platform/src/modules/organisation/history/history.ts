import {
  type Actor,
  type CommuneId,
  type Id,
  newId,
  ok,
  type Result,
  refuse,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { mayForCommune } from '../policy.ts';
import { insertEvent, selectEvents } from './history-store.ts';

/** What administrators do, each time it is done. */
const eventKinds = [
  'staff-taken-on',
  'staff-left',
  'code-handed-over',
  'access-renewed',
  'posting-given',
  'posting-ended',
  'office-opened',
  'office-changed',
  'office-closed',
  'role-composed',
  'role-changed',
  'role-retired',
  'proposal-made',
  'proposal-refused',
  'proposal-withdrawn',
  'absence-entered',
  'absence-cancelled',
  'authority-entered',
  'authority-ended',
  'limit-set',
  'limit-lifted',
  'station-registered',
  'station-revoked',
  'hours-set',
  'days-set',
  'days-cancelled',
  'stamps-set',
  'office-in-training',
  'office-out-of-training',
  'delegation-cap-set',
  'specimen-recorded',
  'work-address-changed',
  'nature-rule-set',
  'languages-set',
  'distance-decided',
  'reason-offered',
  'reason-withdrawn',
] as const;
/** A field of people's files whose changes take a second person from then on, or one person alone. */
export type SecondPersonEvent =
  `second-${'needed' | 'lifted'}-${'name' | 'birth-date' | 'birth-place' | 'document-number' | 'address' | 'email' | 'phone'}`;
export type EventKind = (typeof eventKinds)[number] | SecondPersonEvent;

/** One line of the history: who did what to whom, when. Insert-only; holds ids and nothing that somebody typed. */
export interface HistoryEvent {
  readonly id: Id<'event'>;
  readonly kind: EventKind;
  /** The member of staff, office, role, … that it was done to. */
  readonly subjectId: Id<string>;
  /** Null: the platform. */
  readonly doneBy: StaffId | null;
  /** The second pair of eyes, where it took two. */
  readonly approvedBy: StaffId | null;
  readonly doneAt: Date;
}

/** The member of staff behind an actor; null for the platform. */
export function staffOf(actor: Actor): StaffId | null {
  return actor.kind === 'staff' ? actor.staffId : null;
}

/** Writes a line into the history, in the transaction of what it tells. */
export async function record(
  tx: Tx,
  actor: Actor,
  event: {
    readonly communeId: CommuneId;
    readonly kind: EventKind;
    readonly subjectId: Id<string>;
    readonly now: Date;
    /** Who had proposed it, where the actor approves. */
    readonly proposedBy?: StaffId;
  },
): Promise<void> {
  const { communeId, kind, subjectId, now, proposedBy } = event;
  const by = staffOf(actor);
  await insertEvent(tx, communeId, {
    id: newId(now),
    kind,
    subjectId,
    doneBy: proposedBy ?? by,
    approvedBy: proposedBy === undefined ? null : by,
    doneAt: now,
  });
}

/** Lines of the history in one answer. */
const pageOfEvents = 50;

/** The history, latest first: of one subject, or of everything; before a line of an earlier answer. Needs `organisation.manage`. */
export async function listHistory(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly communeId: CommuneId;
    readonly subjectId?: Id<string> | undefined;
    readonly before?: Id<string> | undefined;
  },
): Promise<Result<{ readonly events: readonly HistoryEvent[]; readonly more: boolean }>> {
  const { communeId, subjectId = null, before = null } = asked;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  const events = await selectEvents(tx, communeId, { subjectId, before, limit: pageOfEvents + 1 });
  return ok({ events: events.slice(0, pageOfEvents), more: events.length > pageOfEvents });
}

/** Writes that the commune changed how many people a change of a file takes. The caller has authorised it. */
export async function recordSecondPerson(tx: Tx, actor: StaffActor, kind: SecondPersonEvent, now: Date): Promise<void> {
  const { communeId } = actor;
  await record(tx, actor, { communeId, kind, subjectId: communeId, now });
}

/** Writes that the commune changed what it allows, warns about and refuses. The caller has authorised it. */
export async function recordScreening(
  tx: Tx,
  actor: StaffActor,
  kind: 'nature-rule-set' | 'languages-set' | 'distance-decided' | 'reason-offered' | 'reason-withdrawn',
  now: Date,
): Promise<void> {
  const { communeId } = actor;
  await record(tx, actor, { communeId, kind, subjectId: communeId, now });
}

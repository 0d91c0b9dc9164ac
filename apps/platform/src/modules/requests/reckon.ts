import type { Clock, CommuneId, OfficeId, PersonId, RequestId } from '../../kernel/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { type Calendar, listOffices, readCalendar } from '../organisation/index.ts';
import { expectedAt } from './due.ts';
import { insertHandled } from './handling/handling-store.ts';
import { lapsesAt, usualLapseDays } from './lapse.ts';
import type { ServiceRequest } from './model.ts';
import type { RequestsPorts } from './ports.ts';
import { lockRequest, selectWaiting, updateDue } from './store.ts';

type Turnaround = Pick<RequestsPorts, 'turnaroundOf'>;

/**
 * The request with the dates that its step gives it. It is expected anew when it enters the queue, by its office's calendar and its
 * service's turnaround, and not at all while it lies with its applicant; what is thought over again (from `refusing`) and what was decided
 * keep the date that was promised. It lapses as `lapsesAt` says.
 */
export async function withDates(
  ports: Turnaround & Pick<RequestsPorts, 'lapseDays'>,
  tx: Tx,
  before: ServiceRequest,
  after: ServiceRequest,
  now: Date,
): Promise<ServiceRequest> {
  const expiresAt = lapsesAt(before.state, after, now, ports.lapseDays ?? usualLapseDays);
  if (before.state === after.state || before.state === 'refusing') return { ...after, expiresAt };
  if (after.state === 'queued') {
    const calendar = await readCalendar(tx, after.communeId, after.officeId, now);
    return { ...after, expiresAt, dueAt: expectedAt(calendar, now, ports.turnaroundOf(after)) };
  }
  return { ...after, expiresAt, dueAt: after.queuedAt === null ? null : after.dueAt };
}

/** The job that reckons what is expected anew, after a calendar of the commune changed. */
export const reckonTask = 'requests.reckon';
const atOnce = 500;

/** What reckoning anew needs. */
export interface ReckoningDeps extends Turnaround {
  readonly db: Database;
  readonly clock: Clock;
  /** Tells the applicant that another date is expected now. */
  tellApplicant(
    tx: Tx,
    news: {
      readonly communeId: CommuneId;
      readonly personId: PersonId;
      readonly requestId: RequestId;
      readonly event: 'due-changed';
    },
  ): Promise<void>;
}

/** Reckons anew when each queued request of a commune is expected, by the calendars as they are now. Answers how many dates changed. */
export async function reckonAnew(deps: ReckoningDeps, communeId: CommuneId): Promise<number> {
  const offices = await deps.db.transaction({ communeId }, tx => listOffices(tx, communeId));
  let changed = 0;
  for (const { id } of offices) changed += await reckonOffice(deps, communeId, id);
  return changed;
}

async function reckonOffice(deps: ReckoningDeps, communeId: CommuneId, officeId: OfficeId): Promise<number> {
  let [changed, after] = [0, ''];
  for (;;) {
    const page = await deps.db.transaction({ communeId }, async tx => {
      const waiting = await selectWaiting(tx, { communeId, officeId, after, limit: atOnce });
      const since = waiting.reduce((first, { queuedAt }) => (queuedAt < first ? queuedAt : first), deps.clock());
      // Days off that are over by now moved the dates of those who were waiting then.
      const calendar = await readCalendar(tx, communeId, officeId, since);
      for (const each of waiting) if (await reckonOne(deps, tx, communeId, { ...each, calendar })) changed += 1;
      return waiting;
    });
    after = page.at(-1)?.id ?? '';
    if (page.length < atOnce) return changed;
  }
}

async function reckonOne(
  deps: ReckoningDeps,
  tx: Tx,
  communeId: CommuneId,
  { id, calendar }: { readonly id: RequestId; readonly calendar: Calendar },
): Promise<boolean> {
  const request = await lockRequest(tx, communeId, id);
  if (request?.state !== 'queued' || request.queuedAt === null) return false;
  const dueAt = expectedAt(calendar, request.queuedAt, deps.turnaroundOf(request));
  if (dueAt?.getTime() === request.dueAt?.getTime()) return false;
  const at = deps.clock();
  await updateDue(tx, request, dueAt);
  const data = { from: request.dueAt?.toISOString() ?? '', to: dueAt?.toISOString() ?? '' };
  await insertHandled(tx, request, { kind: 'due-changed', actorId: null, colleagueId: null, data, at });
  const { applicantId: personId } = request;
  if (personId !== null) await deps.tellApplicant(tx, { communeId, personId, requestId: id, event: 'due-changed' });
  return true;
}

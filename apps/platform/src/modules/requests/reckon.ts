import type { Tx } from '../../platform/db/index.ts';
import { readCalendar } from '../organisation/index.ts';
import { expectedAt } from './due.ts';
import type { ServiceRequest } from './model.ts';
import type { RequestsPorts } from './ports.ts';

/** When a request that enters the queue now is expected to be ready, by its office's calendar and its service's turnaround. */
async function reckon(
  { turnaroundOf }: Pick<RequestsPorts, 'turnaroundOf'>,
  tx: Tx,
  request: ServiceRequest,
  queuedAt: Date,
): Promise<Date | null> {
  const calendar = await readCalendar(tx, request.communeId, request.officeId, queuedAt);
  return expectedAt(calendar, queuedAt, turnaroundOf(request));
}

/**
 * The request with its expected date: reckoned anew when it enters the queue, none while it lies with its applicant. What is thought over
 * again (from `refusing`) and what was decided keep the date that was promised.
 */
export async function withExpectedDate(
  ports: Pick<RequestsPorts, 'turnaroundOf'>,
  tx: Tx,
  before: ServiceRequest,
  after: ServiceRequest,
  now: Date,
): Promise<ServiceRequest> {
  if (before.state === after.state || before.state === 'refusing') return after;
  if (after.state === 'queued') return { ...after, dueAt: await reckon(ports, tx, after, now) };
  return after.queuedAt === null ? { ...after, dueAt: null } : after;
}

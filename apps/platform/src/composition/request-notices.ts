import type { PersonId } from '../kernel/index.ts';
import { certificationService, listHolderIds } from '../modules/certification/index.ts';
import type { SubjectVault } from '../modules/identity/index.ts';
import { forgetAwaited, listSignatoryIds } from '../modules/legalisation/index.ts';
import type { NotificationService, RequestNewsEvent } from '../modules/notifications/index.ts';
import type { RequestsPorts, ServiceRequest, TakenStep } from '../modules/requests/index.ts';
import type { Tx } from '../platform/db/index.ts';

/** What people are told of a step, and who of them. */
export interface StepNews {
  readonly event: RequestNewsEvent;
  readonly to: 'applicant' | 'everybody';
}

/**
 * What a step is worth telling; undefined for one that changes nothing for anybody. At a counter people stand before the clerk while their
 * request is opened, handed over and given up: they are told of what comes afterwards. An act that is ready is told by its recording.
 */
export function newsOf({ before, request }: Pick<TakenStep, 'before' | 'request'>): StepNews | undefined {
  const { state, channel } = request;
  if (before === state) return undefined;
  switch (state) {
    case 'collecting':
      return before === 'draft' ? { event: 'request-received', to: 'applicant' } : undefined;
    case 'queued':
      if (before === 'refusing' || (before === 'draft' && channel === 'counter')) return undefined;
      return { event: 'queued', to: 'everybody' };
    case 'abandoned':
      return before === 'draft' ? undefined : { event: 'abandoned', to: 'everybody' };
    case 'returned':
      return { event: 'returned', to: 'applicant' };
    case 'refused':
    case 'declined':
    case 'expired':
      return { event: state, to: 'everybody' };
    default:
      return undefined;
  }
}

/** Everybody with a file who is bound to a request: its applicant, and its signatories or holders. */
export async function boundTo(
  tx: Tx,
  { communeId, id, applicantId, service }: Pick<ServiceRequest, 'communeId' | 'id' | 'applicantId' | 'service'>,
): Promise<ReadonlySet<PersonId>> {
  const key = { communeId, requestId: id };
  const others = service === certificationService ? await listHolderIds(tx, key) : await listSignatoryIds(tx, key);
  return new Set([...(applicantId === null ? [] : [applicantId]), ...others]);
}

/** Tells everybody bound to a request of its steps, but who made the step by themselves. */
function tellSteps(notifications: Pick<NotificationService, 'notifyRequest'>): NonNullable<RequestsPorts['onStep']> {
  return async (tx, step) => {
    const news = newsOf(step);
    if (!news) return;
    const { request, actor } = step;
    const { communeId, id: requestId, applicantId } = request;
    const made = actor?.kind === 'person' && news.event !== 'request-received' ? actor.personId : undefined;
    const told = news.to === 'everybody' ? await boundTo(tx, request) : applicantId === null ? [] : [applicantId];
    for (const personId of told) {
      if (personId !== made)
        await notifications.notifyRequest(tx, { communeId, personId, requestId, event: news.event });
    }
  };
}

/** What follows a step: who was awaited by a request that lapsed is forgotten, and everybody bound to it is told. */
export function followSteps(
  vault: Pick<SubjectVault, 'shred'>,
  notifications: Pick<NotificationService, 'notifyRequest'>,
): NonNullable<RequestsPorts['onStep']> {
  const tell = tellSteps(notifications);
  return async (tx, step) => {
    const { communeId, id: requestId, state } = step.request;
    if (state === 'expired') await forgetAwaited(vault, tx, { communeId, requestId }, step.at);
    await tell(tx, step);
  };
}

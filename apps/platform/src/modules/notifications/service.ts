import { z } from 'zod';
import {
  type ActId,
  asId,
  type CommuneId,
  isId,
  isTraining,
  newId,
  type PersonId,
  type RequestId,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import type { AccountNews, ChangeNews, MergeNews, RightsNews } from '../identity/index.ts';
import { deliver, type NotificationDependencies, placeOfAddress } from './delivering.ts';
import type { DeliveryId, RequestNewsEvent, RequestTemplate } from './model.ts';
import { insertDelivery } from './store.ts';

/** Name of the job that sends one message. */
export const deliverTask = 'notifications.deliver';

const deliverPayload = z.object({
  communeId: z
    .string()
    .refine(isId)
    .transform(asId<CommuneId>),
  deliveryId: z
    .string()
    .refine(isId)
    .transform(asId<DeliveryId>),
});

/** A step of a request, and somebody bound to it who is told. */
export interface RequestNews {
  readonly communeId: CommuneId;
  readonly personId: PersonId;
  readonly requestId: RequestId;
  readonly event: RequestNewsEvent;
}

/** Telling people what happened to their papers and requests. */
export interface NotificationService {
  /**
   * Inside the transaction that records an act: owes the person a message and enqueues it. Asked twice for the same
   * act and person, it owes one. A person without an address is settled silently when the job runs.
   */
  notifyActReady(
    tx: Tx,
    news: { readonly communeId: CommuneId; readonly personId: PersonId; readonly actId: ActId },
  ): Promise<void>;
  /** Inside the transaction that takes an act's effect away: owes its holder a message, once an act. */
  notifyActWithdrawn(
    tx: Tx,
    news: { readonly communeId: CommuneId; readonly personId: PersonId; readonly actId: ActId },
  ): Promise<void>;
  /**
   * Inside the transaction that prints a slip or opens an account with one: owes the person a message, once for each slip and event.
   */
  notifyAccount(tx: Tx, news: AccountNews): Promise<void>;
  /**
   * Inside the transaction that changes a file, bound to the person too: owes the person a message, once for each proposal and event. One for
   * an address that is no longer on file carries it sealed.
   */
  notifyChange(tx: Tx, news: ChangeNews): Promise<void>;
  /** Inside the transaction that changes a merge: owes the holder of one account a message, once an event. */
  notifyMerge(tx: Tx, news: MergeNews): Promise<void>;
  /** Inside the transaction that takes or answers a request of rights: owes the person a message, once for each event. */
  notifyRights(tx: Tx, news: RightsNews): Promise<void>;
  /**
   * Inside the transaction that makes the step: owes the person one message, however often that transaction asks for the same step. It
   * leaves as an e-mail, or as a text message to a confirmed phone where the person has no address or chose so; it names the request by
   * its reference and nothing of its content.
   */
  notifyRequest(tx: Tx, news: RequestNews): Promise<void>;
  /** Inside the transaction that notes the warning: tells the person that an account nobody uses will be shut. */
  notifyUnused(tx: Tx, news: { readonly communeId: CommuneId; readonly personId: PersonId }): Promise<void>;
  /** The job `notifications.deliver`, with the payload it was enqueued with. Throws when it should run again later. */
  deliver(payload: unknown): Promise<void>;
}

/** Builds the room's service. Owing a message needs none of the dependencies but the clock. */
export function createNotificationService(deps: NotificationDependencies): NotificationService {
  return {
    notifyActReady: (tx, { actId, ...whom }) =>
      owe(tx, { ...whom, template: 'act-ready', subjectId: actId }, deps.clock()),
    notifyActWithdrawn: (tx, { actId, ...whom }) =>
      owe(tx, { ...whom, template: 'act-withdrawn', subjectId: actId }, deps.clock()),
    notifyAccount: (tx, { communeId, personId, aboutId, event }) =>
      owe(tx, { communeId, personId, template: event, subjectId: aboutId }, deps.clock()),
    notifyChange: (tx, { communeId, personId, proposalId, event, formerEmail }) =>
      owe(
        tx,
        {
          communeId,
          personId,
          template: event,
          subjectId: proposalId,
          ...(formerEmail !== undefined && {
            addressSealed: id => deps.identity.vault.seal(tx, personId, placeOfAddress(id), Buffer.from(formerEmail)),
          }),
        },
        deps.clock(),
      ),
    notifyMerge: (tx, { communeId, personId, mergeId, event }) =>
      owe(tx, { communeId, personId, template: event, subjectId: mergeId }, deps.clock()),
    notifyRights: (tx, { requestId, event, ...whom }) =>
      owe(tx, { ...whom, template: event, subjectId: requestId }, deps.clock()),
    notifyRequest: (tx, { requestId, event, ...whom }) =>
      owe(tx, { ...whom, template: templateOf(event), subjectId: requestId, recurs: true }, deps.clock()),
    notifyUnused: (tx, whom) => {
      const now = deps.clock();
      return owe(tx, { ...whom, template: 'account-unused', subjectId: newId(now) }, now);
    },
    deliver: async payload => {
      const { communeId, deliveryId } = deliverPayload.parse(payload);
      await deliver(deps, communeId, deliveryId);
    },
  };
}

function templateOf(event: RequestNewsEvent): RequestTemplate {
  return event === 'request-received' ? event : `request-${event}`;
}

async function owe(tx: Tx, owed: Parameters<typeof insertDelivery>[1], now: Date): Promise<void> {
  // Nothing leaves training.
  if (isTraining(owed.communeId)) return;
  const deliveryId = await insertDelivery(tx, owed, now);
  if (deliveryId === undefined) return;
  const { communeId } = owed;
  await enqueue(tx, deliverTask, { communeId, deliveryId }, { key: `${deliverTask}/${deliveryId}` });
}

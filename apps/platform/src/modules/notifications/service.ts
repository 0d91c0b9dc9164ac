import { z } from 'zod';
import { type ActId, asId, type Clock, type CommuneId, isId, newId, type PersonId } from '../../kernel/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import type { AccountNews, ChangeNews, IdentityService, MergeNews, RightsNews } from '../identity/index.ts';
import { composeMail } from './compose.ts';
import type { Delivery, DeliveryId, DeliveryState, Mailer } from './model.ts';
import { findDelivery, insertDelivery, settleDelivery } from './store.ts';

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

/** What the room needs from outside. */
export interface NotificationDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly identity: Pick<IdentityService, 'readAddressee' | 'vault'>;
  readonly mailer: Mailer;
  /** Printed in messages, without a trailing slash. */
  readonly publicUrl: string;
}

/** Telling people what happened to their papers. */
export interface NotificationService {
  /**
   * Inside the transaction that records an act: owes the person a message and enqueues it. Asked twice for the same
   * act and person, it owes one. A person without an address is settled silently when the job runs.
   */
  notifyActReady(
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

const placeOfAddress = (id: DeliveryId): string => `notifications.delivery/${id}/address`;

async function owe(tx: Tx, owed: Parameters<typeof insertDelivery>[1], now: Date): Promise<void> {
  const deliveryId = await insertDelivery(tx, owed, now);
  if (deliveryId === undefined) return;
  const { communeId } = owed;
  await enqueue(tx, deliverTask, { communeId, deliveryId }, { key: `${deliverTask}/${deliveryId}` });
}

/**
 * Sends outside any transaction: a slow mail server must not hold a connection. A crash between sending and settling
 * sends a second copy with the same Message-ID, which mail servers and readers fold into one.
 */
async function deliver(deps: NotificationDependencies, communeId: CommuneId, deliveryId: DeliveryId): Promise<void> {
  const found = await deps.db.transaction({ communeId }, async tx => {
    const delivery = await findDelivery(tx, communeId, deliveryId);
    if (delivery?.state !== 'queued') return undefined;
    const addressee = await deps.identity.readAddressee(tx, delivery.personId);
    const { personId, addressSealed } = delivery;
    const former =
      addressSealed && String(await deps.identity.vault.open(tx, personId, placeOfAddress(deliveryId), addressSealed));
    return { delivery, addressee, to: former ?? addressee?.email };
  });
  if (!found) return;
  const { delivery, addressee, to } = found;
  if (!addressee || to === undefined) return settle(deps, delivery, 'no-address');
  const { template } = delivery;
  const { language } = addressee;
  // Papers are announced to whoever wants it; what protects the account is always told.
  if (template === 'act-ready' && addressee.choices.toldBy === 'nothing') return settle(deps, delivery, 'unwanted');
  const mail = composeMail({ template, deliveryId, language, to, publicUrl: deps.publicUrl });
  const answer = await deps.mailer.send(mail);
  await settle(deps, delivery, answer === 'accepted' ? 'sent' : 'refused');
}

function settle(
  deps: NotificationDependencies,
  delivery: Delivery,
  state: Exclude<DeliveryState, 'queued'>,
): Promise<void> {
  return deps.db.transaction({ communeId: delivery.communeId }, tx =>
    settleDelivery(tx, delivery, state, deps.clock()),
  );
}

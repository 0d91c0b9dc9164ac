import { asId, type Clock, type CommuneId, type Language, type RequestId } from '../../kernel/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { IdentityService } from '../identity/index.ts';
import { composeMail, composeText, type News } from './compose.ts';
import {
  aboutRequest,
  type Delivery,
  type DeliveryId,
  type DeliveryState,
  type Mailer,
  type TextMessenger,
} from './model.ts';
import { findDelivery, settleDelivery } from './store.ts';

/** What the room needs from outside. */
export interface NotificationDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly identity: Pick<IdentityService, 'readAddressee' | 'vault'>;
  readonly mailer: Mailer;
  /** Where text messages leave; undefined where none can. */
  readonly texts?: TextMessenger | undefined;
  /** What people read aloud of a request; undefined when the commune has no such request. */
  readonly referenceOf: (tx: Tx, communeId: CommuneId, requestId: RequestId) => Promise<string | undefined>;
  /** Printed in messages, without a trailing slash. */
  readonly publicUrl: string;
}

/** Under which name in the person's vault the address of a delivery is sealed. */
export const placeOfAddress = (id: DeliveryId): string => `notifications.delivery/${id}/address`;

/** By which way a message leaves, or why by none. */
type Way =
  | { readonly by: 'email'; readonly to: string }
  | { readonly by: 'sms'; readonly to: string; readonly text: string; readonly texts: TextMessenger }
  | { readonly by: 'none'; readonly why: 'no-address' | 'unwanted' };

/**
 * Sends outside any transaction: a slow server must not hold a connection. A crash between sending and settling sends a second copy;
 * e-mails bear the same Message-ID, which mail servers and readers fold into one.
 */
export async function deliver(
  deps: NotificationDependencies,
  communeId: CommuneId,
  deliveryId: DeliveryId,
): Promise<void> {
  const owed = await deps.db.transaction({ communeId }, tx => findOwed(deps, tx, communeId, deliveryId));
  if (!owed) return;
  const { delivery, news, way } = owed;
  if (way.by === 'none') return settle(deps, delivery, { state: way.why, channel: 'email' });
  const answer =
    way.by === 'sms'
      ? await way.texts.send({ to: way.to, text: way.text })
      : await deps.mailer.send(composeMail({ news, deliveryId, to: way.to, publicUrl: deps.publicUrl }));
  const channel = way.by;
  return settle(deps, delivery, { state: answer === 'accepted' ? 'sent' : 'refused', channel });
}

async function findOwed(deps: NotificationDependencies, tx: Tx, communeId: CommuneId, deliveryId: DeliveryId) {
  const delivery = await findDelivery(tx, communeId, deliveryId);
  if (delivery?.state !== 'queued') return undefined;
  const { personId, addressSealed, template, subjectId } = delivery;
  const addressee = await deps.identity.readAddressee(tx, personId);
  const former =
    addressSealed && String(await deps.identity.vault.open(tx, personId, placeOfAddress(deliveryId), addressSealed));
  const reference = aboutRequest(template) ? await deps.referenceOf(tx, communeId, asId<RequestId>(subjectId)) : '';
  const language: Language = addressee?.language ?? 'fr';
  const news: News = { template, subjectId, reference: reference ?? '', language };
  return { delivery, news, way: wayTo(deps, news, addressee, former ?? undefined) };
}

type Addressee = Awaited<ReturnType<IdentityService['readAddressee']>>;

/**
 * Papers and steps of requests are announced to whoever wants it, and to a confirmed phone where that was chosen or nothing else is known;
 * what protects the account is always told, by mail.
 */
function wayTo(
  { texts }: NotificationDependencies,
  news: News,
  addressee: Addressee,
  formerEmail: string | undefined,
): Way {
  if (!addressee) return { by: 'none', why: 'no-address' };
  const email = formerEmail ?? addressee.email;
  const text = composeText(news);
  if (text !== undefined) {
    const { toldBy } = addressee.choices;
    if (toldBy === 'nothing') return { by: 'none', why: 'unwanted' };
    const phone = addressee.confirmed.includes('phone') ? addressee.phone : undefined;
    if (texts && phone !== undefined && (toldBy === 'phone' || email === undefined)) {
      return { by: 'sms', to: phone, text, texts };
    }
  }
  return email === undefined ? { by: 'none', why: 'no-address' } : { by: 'email', to: email };
}

function settle(
  { db, clock }: NotificationDependencies,
  delivery: Delivery,
  end: { readonly state: Exclude<DeliveryState, 'queued'>; readonly channel: 'email' | 'sms' },
): Promise<void> {
  const { communeId } = delivery;
  return db.transaction({ communeId }, tx => settleDelivery(tx, delivery, end, clock()));
}

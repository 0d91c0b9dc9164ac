import { z } from 'zod';
import { asId, type Clock, isId, type Language, type PersonId } from '../../kernel/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { defineMessages, translator } from '../../platform/messages/index.ts';
import type { IdentityService, SecurityNews } from '../identity/index.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import zgh from './messages/zgh.json' with { type: 'json' };
import type { DeliveryId, SecurityTemplate } from './model.ts';
import { findPersonalDelivery, insertPersonalDelivery, settlePersonalDelivery } from './personal-store.ts';

/** Name of the job that sends one notice. */
export const securityNoticeTask = 'notifications.security-notice';

const messages = defineMessages({ ar, fr, zgh, en });
const payloadShape = z.object({
  personId: z
    .string()
    .refine(isId)
    .transform(asId<PersonId>),
  deliveryId: z
    .string()
    .refine(isId)
    .transform(asId<DeliveryId>),
});

/** Where notices leave; handed in by composition. */
export interface NoticeMessenger {
  /** Whether text messages can be sent. */
  readonly textMessages: boolean;
  /** `refused` when it will never be taken. Throws, naming neither address nor text, when it should be tried again. */
  send(message: {
    readonly kind: 'email' | 'phone';
    readonly to: string;
    readonly language: Language;
    readonly subject: string;
    readonly lines: readonly string[];
    readonly reference: string;
  }): Promise<'accepted' | 'refused'>;
}

/** What notices need from outside. */
export interface SecurityNoticeDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly identity: Pick<IdentityService, 'readAddressee'>;
  readonly messenger: NoticeMessenger;
  /** Printed in messages, without a trailing slash. */
  readonly publicUrl: string;
}

/** Word to people of what happened to the ways into their accounts: of no commune, to every contact. */
export interface SecurityNotices {
  /** Inside the transaction in which it happens, bound to the person: owes word, once for each event. */
  owe(tx: Tx, news: SecurityNews): Promise<void>;
  /** The job `notifications.security-notice`, with the payload it was enqueued with. Throws when it should run again later. */
  deliver(payload: unknown): Promise<void>;
}

/** Builds the notices. Owing one needs none of the dependencies but the clock. */
export function createSecurityNotices(deps: SecurityNoticeDependencies): SecurityNotices {
  return {
    owe: async (tx, { personId, eventId, event }) => {
      const template: SecurityTemplate = `security-${event}`;
      const deliveryId = await insertPersonalDelivery(tx, { personId, template, subjectId: eventId }, deps.clock());
      if (deliveryId === undefined) return;
      await enqueue(tx, securityNoticeTask, { personId, deliveryId }, { key: `${securityNoticeTask}/${deliveryId}` });
    },
    deliver: async payload => {
      const { personId, deliveryId } = payloadShape.parse(payload);
      await deliver(deps, personId, deliveryId);
    },
  };
}

/** As for other messages: a crash between sending and settling sends a second copy with the same Message-ID. */
async function deliver(deps: SecurityNoticeDependencies, personId: PersonId, deliveryId: DeliveryId): Promise<void> {
  const found = await deps.db.transaction({ personId }, async tx => {
    const delivery = await findPersonalDelivery(tx, personId, deliveryId);
    if (delivery?.state !== 'queued') return undefined;
    return { delivery, addressee: await deps.identity.readAddressee(tx, personId) };
  });
  if (!found) return;
  const { language = 'fr', email, phone } = found.addressee ?? {};
  const told = composeNotice(found.delivery.template, language, deps.publicUrl);
  const answers: ('accepted' | 'refused')[] = [];
  if (email !== undefined)
    answers.push(
      await deps.messenger.send({
        kind: 'email',
        to: email,
        language,
        reference: deliveryId,
        ...told,
        lines: told.letter,
      }),
    );
  if (phone !== undefined && deps.messenger.textMessages)
    answers.push(
      await deps.messenger.send({
        kind: 'phone',
        to: phone,
        language,
        reference: deliveryId,
        ...told,
        lines: told.text,
      }),
    );
  const state = answers.length === 0 ? 'no-address' : answers.includes('accepted') ? 'sent' : 'refused';
  await deps.db.transaction({ personId }, tx =>
    settlePersonalDelivery(tx, { personId, id: deliveryId }, state, deps.clock()),
  );
}

/** What happened, what to do if it was not oneself, and where to look: no name, no number, no link that opens anything by itself. */
function composeNotice(template: SecurityTemplate, language: Language, publicUrl: string) {
  const t = translator(messages, language);
  const address = `${publicUrl}/account`;
  const happened = t(`notifications.${template}-happened`);
  const next = t('notifications.security-next');
  return {
    subject: t(`notifications.${template}-subject`),
    letter: [
      t('notifications.greeting'),
      happened,
      next,
      address,
      t('notifications.caution'),
      t('notifications.sender'),
    ],
    text: [happened, address],
  };
}

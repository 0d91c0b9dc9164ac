import type { Language } from '../../../kernel/index.ts';
import { defineMessages, translator } from '../../../platform/messages/index.ts';
import type { ContactKind } from '../contact-store.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import zgh from './messages/zgh.json' with { type: 'json' };
import type { CodeMessage, CodePurpose, ContactCodeId } from './model.ts';

const messages = defineMessages({ ar, fr, zgh, en });

/** What a message with a code is made of. `service` is the host name that people type. */
export interface CodeMessagePlan {
  readonly codeId: ContactCodeId;
  readonly kind: ContactKind;
  readonly to: string;
  readonly language: Language;
  readonly purpose: CodePurpose;
  readonly code: string;
  readonly service: string;
}

/**
 * Writes the message: which service asked for the code and what it is for, how long it works, and that nobody from the commune
 * will ask for it. It names nobody and carries no link: a message that opens something by itself teaches people to be deceived.
 */
export function composeCode(plan: CodeMessagePlan): CodeMessage {
  const { codeId, kind, to, language, purpose, code, service } = plan;
  const t = translator(messages, language);
  const lines =
    kind === 'phone'
      ? [t(`contact-codes.text-${purpose}`, { code, service })]
      : [
          t(`contact-codes.asked-${purpose}`, { service }),
          t('contact-codes.code', { code }),
          t('contact-codes.life'),
          t('contact-codes.nobody-asks'),
          t('contact-codes.not-you'),
        ];
  return { kind, to, language, subject: t('contact-codes.subject', { code }), lines, reference: codeId };
}

import { createSmppMessenger } from '../adapters/sms/index.ts';
import type { CodeMessage } from '../modules/identity/index.ts';
import { type Mailer, renderHtml, type TextMessenger } from '../modules/notifications/index.ts';
import type { Surroundings } from './surroundings.ts';

/** What leaves the house beside news of acts and accounts: codes, and news of pre-enrolments. */
interface Messenger {
  /** Whether text messages can be sent. */
  readonly textMessages: boolean;
  /**
   * `refused` when it will never be taken. Throws, naming neither address nor text, when it should be tried again. Every copy of one
   * message has the same `reference`. The line that is `address` becomes a link.
   */
  send(
    message: Omit<CodeMessage, 'reference'> & { readonly reference: string; readonly address?: string },
  ): Promise<'accepted' | 'refused'>;
}

/** What sending takes of its surroundings. */
export interface Post {
  readonly config: Pick<Surroundings['config'], 'publicUrl' | 'smsSender'>;
  readonly addresses: Pick<Surroundings['addresses'], 'smpp'>;
}

/** Text messages, where an SMSC is configured. */
export function openTexts({ config, addresses }: Post): TextMessenger | undefined {
  if (addresses.smpp === undefined) return undefined;
  return createSmppMessenger({ url: addresses.smpp, sender: config.smsSender });
}

/** Sends messages by the means that the platform has: mail, and text messages where an SMSC is configured. */
export function openMessenger(surroundings: Post, mailer: Mailer): Messenger {
  const texts = openTexts(surroundings);
  const host = new URL(surroundings.config.publicUrl).hostname;
  return {
    textMessages: texts !== undefined,
    send: async ({ kind, to, language, subject, lines, address, reference }) => {
      if (kind === 'email') {
        const text = `${lines.join('\n\n')}\n`;
        const html = renderHtml({ language, subject, lines, ...(address !== undefined && { address }) });
        return mailer.send({ to, subject, language, text, html, messageId: `<${reference}@${host}>` });
      }
      if (!texts) throw new Error('no text messages are configured');
      return texts.send({ to, text: lines.join('\n') });
    },
  };
}

import type { CodeMessenger } from '../modules/identity/index.ts';
import { type Mailer, renderHtml } from '../modules/notifications/index.ts';

/** Sends codes by the means that the platform has. `host` is the right side of Message-IDs. */
export function createCodeMessenger({
  mailer,
  host,
}: {
  readonly mailer: Mailer;
  readonly host: string;
}): CodeMessenger {
  return {
    send: async ({ kind, to, language, subject, lines, reference }) => {
      if (kind === 'phone') throw new Error('no text messages are configured');
      return mailer.send({
        to,
        subject,
        language,
        text: `${lines.join('\n\n')}\n`,
        html: renderHtml({ language, subject, lines }),
        messageId: `<${reference}@${host}>`,
      });
    },
  };
}

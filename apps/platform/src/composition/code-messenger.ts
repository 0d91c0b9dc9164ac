import type { CodeMessenger } from '../modules/identity/index.ts';
import { type Mailer, renderHtml, type TextMessenger } from '../modules/notifications/index.ts';

/** Sends codes by the means that the platform has. `host` is the right side of Message-IDs. */
export function createCodeMessenger({
  mailer,
  texts,
  host,
}: {
  readonly mailer: Mailer;
  readonly texts: TextMessenger | undefined;
  readonly host: string;
}): CodeMessenger {
  return {
    send: async ({ kind, to, language, subject, lines, reference }) => {
      if (kind === 'email') {
        const text = `${lines.join('\n\n')}\n`;
        const html = renderHtml({ language, subject, lines });
        return mailer.send({ to, subject, language, text, html, messageId: `<${reference}@${host}>` });
      }
      if (!texts) throw new Error('no text messages are configured');
      return texts.send({ to, text: lines.join('\n') });
    },
  };
}

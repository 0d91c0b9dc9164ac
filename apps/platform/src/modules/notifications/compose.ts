import { directionOf, type Language } from '../../kernel/index.ts';
import { defineMessages, translator } from '../../platform/messages/index.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import zgh from './messages/zgh.json' with { type: 'json' };
import type { DeliveryId, Mail, Template } from './model.ts';

const messages = defineMessages({ ar, fr, zgh, en });

/** What a message is made of. `publicUrl` has no trailing slash. */
export interface MailPlan {
  readonly template: Template;
  readonly deliveryId: DeliveryId;
  readonly language: Language;
  readonly to: string;
  readonly publicUrl: string;
}

/**
 * Writes a message in the person's language: what happened, where to look, and that nobody asks for a password. It
 * carries no name, no number and no link that opens anything by itself.
 */
export function composeMail({ template, deliveryId, language, to, publicUrl }: MailPlan): Mail {
  const t = translator(messages, language);
  const address = `${publicUrl}/account`;
  const subject = t(`notifications.${template}-subject`);
  const lines = [
    t('notifications.greeting'),
    t(`notifications.${template}-happened`),
    t(`notifications.${template}-next`),
    address,
    t('notifications.caution'),
    t('notifications.sender'),
  ];
  return {
    to,
    subject,
    language,
    text: `${lines.join('\n\n')}\n`,
    html: renderHtml({ language, subject, lines, address }),
    messageId: `<${deliveryId}@${new URL(publicUrl).hostname}>`,
  };
}

/** An e-mail as mail programs show it: one paragraph a line; the line that is `address` becomes a link. */
export function renderHtml({
  language,
  subject,
  lines,
  address,
}: {
  readonly language: Language;
  readonly subject: string;
  readonly lines: readonly string[];
  readonly address?: string;
}): string {
  const paragraphs = lines.map(line =>
    line === address
      ? `<p dir="ltr"><a href="${escape(address)}">${escape(address)}</a></p>`
      : `<p>${escape(line)}</p>`,
  );
  const direction = directionOf(language);
  const align = direction === 'rtl' ? 'right' : 'left';
  return [
    `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8">`,
    `<title>${escape(subject)}</title></head>`,
    // Readers of mail ignore sheets and many ignore the document's direction: both are said on the element.
    `<body dir="${direction}" style="font:16px/1.6 sans-serif;text-align:${align};max-width:36em;color:#1c1b18">`,
    ...paragraphs,
    '</body></html>',
  ].join('\n');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

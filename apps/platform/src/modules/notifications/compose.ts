import { directionOf, type Language } from '../../kernel/index.ts';
import { defineMessages, type KeyOf, type Translator, translator } from '../../platform/messages/index.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import zgh from './messages/zgh.json' with { type: 'json' };
import { aboutRequest, type DeliveryId, type Mail, type Template } from './model.ts';

const messages = defineMessages({ ar, fr, zgh, en });

/** What a message is about, in the words of its reader. */
export interface News {
  readonly template: Template;
  /** The act, request or proposal. */
  readonly subjectId: string;
  /** What people read aloud of a request; empty for everything else. */
  readonly reference: string;
  readonly language: Language;
}

/** What an e-mail is made of. `publicUrl` has no trailing slash. */
export interface MailPlan {
  readonly news: News;
  readonly deliveryId: DeliveryId;
  readonly to: string;
  readonly publicUrl: string;
}

/**
 * Writes a message in the person's language: what happened, where to look, and that nobody asks for a password. It
 * carries no name, no number but a request’s reference, and no link that opens anything by itself.
 */
export function composeMail({ news, deliveryId, to, publicUrl }: MailPlan): Mail {
  const { language } = news;
  const t = translator(messages, language);
  const told = tellNews(t, news);
  const { subject } = told;
  const address = `${publicUrl}${told.path}`;
  const lines = [
    t('notifications.greeting'),
    told.happened,
    told.next,
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

/** The same in the few words of a text message: no address, because an address in a text message teaches people to trust any. */
export function composeText({ template, reference, language }: News): string | undefined {
  const t = translator(messages, language);
  if (aboutRequest(template)) return t(`notifications.${template}-text`, { reference });
  return template === 'act-ready' ? t('notifications.act-ready-text') : undefined;
}

type Speak = Translator<KeyOf<typeof messages>>;

function tellNews(t: Speak, { template, subjectId, reference }: News) {
  if (!aboutRequest(template)) {
    return {
      subject: t(`notifications.${template}-subject`),
      happened: t(`notifications.${template}-happened`),
      next: t(`notifications.${template}-next`),
      path: '/account',
    };
  }
  return {
    subject: t(`notifications.${template}-subject`, { reference }),
    happened: t(`notifications.${template}-happened`, { reference }),
    next: t('notifications.request-next'),
    path: `/account/requests/${subjectId}`,
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

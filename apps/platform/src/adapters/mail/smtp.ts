import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Mail, Mailer } from '../../modules/notifications/index.ts';

const seconds = 1000;
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** How mail leaves: `url` as `smtp://user:password@host:port` or `smtps://…`, `from` the sender of every message. */
export interface SmtpOptions {
  readonly url: string;
  readonly from: string;
}

/**
 * Mail over SMTP (RFC 5321). `smtp://` to another machine insists on STARTTLS: addresses never travel in clear. Errors
 * say the kind of failure only, because servers quote addresses in their answers.
 */
export function createSmtpMailer({ url, from }: SmtpOptions): Mailer {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !loopback.has(hostname),
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: 10 * seconds,
    greetingTimeout: 10 * seconds,
    socketTimeout: 30 * seconds,
    // What a message says comes from us, never from a file or an address that somebody typed.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: mail => transport.sendMail(messageOf(mail, from)).then(() => 'accepted' as const, answerTo),
  };
}

function messageOf({ to, subject, text, html, language, messageId }: Mail, from: string) {
  return {
    from,
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId,
    // RFC 3834: holiday answers must not come back to us.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
  };
}

const smtpFailure = z.object({
  code: z.string().optional(),
  permanent: z.boolean().optional(),
  responseCode: z.number().optional(),
});

/**
 * The recipient or the message was refused for good (5yz). Everything else is thrown, to be tried again: a login that
 * failed is ours to repair. The server's own words are left out.
 */
function answerTo(error: unknown): 'refused' {
  const { code = 'unknown', permanent, responseCode } = smtpFailure.safeParse(error).data ?? {};
  if (permanent === true && (code === 'EENVELOPE' || code === 'EMESSAGE')) return 'refused';
  throw new Error(`the mail server did not take the message (${code} ${responseCode ?? ''})`);
}

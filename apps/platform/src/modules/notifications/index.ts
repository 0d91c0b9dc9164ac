export { renderHtml } from './compose.ts';
export type { Mail, Mailbox, MailboxEntry, Mailer } from './model.ts';
export { createNotificationService, deliverTask } from './service.ts';

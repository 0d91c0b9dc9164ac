export { renderHtml } from './compose.ts';
export type { Mail, Mailbox, MailboxEntry, Mailer, TextMessage, TextMessenger } from './model.ts';
export { createNotificationService, deliverTask } from './service.ts';

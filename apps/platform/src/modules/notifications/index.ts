export { renderHtml } from './compose.ts';
export type { Mail, Mailbox, MailboxEntry, Mailer, TextMessage, TextMessenger } from './model.ts';
export type { RequestNewsEvent } from './model.ts';
export type { NotificationService } from './service.ts';
export { createNotificationService, deliverTask } from './service.ts';
export type { SecurityNotices } from './security-notices.ts';
export { createSecurityNotices, securityNoticeTask } from './security-notices.ts';
export { erasePersonalDeliveries } from './personal-store.ts';

export type { DeliveryId, DeliveryState, Mail, Mailbox, MailboxEntry, Mailer, Template } from './model.ts';
export type { NotificationDependencies, NotificationService } from './service.ts';
export { createNotificationService, deliverTask } from './service.ts';

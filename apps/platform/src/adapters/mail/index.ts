export { openMailbox, startMailbox } from './mailbox.ts';
export { createSmtpMailer } from './smtp.ts';

export type { RunningMailbox } from './mailbox.ts';
export { openMailbox, startMailbox } from './mailbox.ts';
export type { SmtpOptions } from './smtp.ts';
export { createSmtpMailer } from './smtp.ts';

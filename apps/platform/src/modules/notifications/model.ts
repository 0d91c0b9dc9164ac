import type { CommuneId, Id, Language, PersonId } from '../../kernel/index.ts';
import type { MergeNews, ToldEvent } from '../identity/index.ts';

export type DeliveryId = Id<'delivery'>;

/** What can happen to a request that the people bound to it are told of. */
export const requestEvents = [
  'request-received',
  'queued',
  'returned',
  'refused',
  'declined',
  'expired',
  'abandoned',
  'message',
  'signature-awaited',
  'reminder',
  'due-changed',
  'ready',
] as const;
export type RequestNewsEvent = (typeof requestEvents)[number];

/** A message about a step of a request. */
export type RequestTemplate = `request-${Exclude<RequestNewsEvent, 'request-received'> | 'received'}`;

/** Whether a message is about a step of a request. */
export function aboutRequest(template: Template): template is RequestTemplate {
  return template.startsWith('request-');
}

/** What a message is about. A template names no person and no content: an inbox may be read by a family. */
export type Template =
  | 'act-ready'
  | 'act-withdrawn'
  | 'slip-printed'
  | 'account-opened'
  | 'key-data-changed'
  | 'key-data-proposed'
  | 'key-data-declined'
  | 'address-replaced'
  | 'rights-asked'
  | 'rights-answered'
  | 'account-unused'
  | MergeNews['event']
  | RequestTemplate;

/** A message about the ways into one's account. */
export type SecurityTemplate = `security-${ToldEvent}`;

/** Where a delivery stands. Only `queued` is tried again. */
export type DeliveryState = 'queued' | 'sent' | 'no-address' | 'refused' | 'unwanted';

/** One message owed to one person about one thing, by reference: the address is read at the moment of sending. */
export interface Delivery {
  readonly communeId: CommuneId;
  readonly id: DeliveryId;
  readonly personId: PersonId;
  readonly template: Template;
  /** The act, request or proposal that it is about. */
  readonly subjectId: string;
  readonly state: DeliveryState;
  /** Where to send it when that address is no longer on file: sealed for the person, gone once it was sent. */
  readonly addressSealed: Buffer | null;
}

/** A message ready to leave. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: Language;
  /** With angle brackets (RFC 5322 §3.6.4). The same delivery always has the same, so that a second copy is recognised. */
  readonly messageId: string;
}

/** Where mail leaves the house; adapters implement it. */
export interface Mailer {
  /**
   * `accepted` when the server took the message, `refused` when it will never take it. Throws when it should be tried
   * again later; the error names neither the address nor the text.
   */
  send(mail: Mail): Promise<'accepted' | 'refused'>;
}

/** A text message ready to leave. */
export interface TextMessage {
  /** E.164, such as +212612345678. */
  readonly to: string;
  readonly text: string;
}

/** Where text messages leave the house; adapters implement it. */
export interface TextMessenger {
  /** `accepted`, or `refused` when it will never be taken. Throws, naming neither number nor text, when it should be tried again. */
  send(message: TextMessage): Promise<'accepted' | 'refused'>;
}

/** A message of the demo: an e-mail, or a text message, whose `subject` is its sender and which has no HTML. */
export interface MailboxEntry {
  readonly id: string;
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly subject: string;
  readonly receivedAt: Date;
  readonly text: string;
  readonly html: string;
}

/** SIMULATED: every message of the demo, for anybody to read. */
export interface Mailbox {
  /** Latest first, at most the last 100. */
  list(): Promise<readonly MailboxEntry[]>;
  find(id: string): Promise<MailboxEntry | undefined>;
}

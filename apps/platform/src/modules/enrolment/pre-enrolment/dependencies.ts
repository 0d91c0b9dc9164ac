import type { Clock, Language } from '../../../kernel/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { ContactCodes, SubjectVault } from '../../identity/index.ts';
import type { ContactKind, PreEnrolmentId } from './model.ts';

/** A message about a pre-enrolment, ready to leave. `reference` is the same for every copy of one message. */
export interface PreEnrolmentMessage {
  readonly kind: ContactKind;
  readonly to: string;
  readonly language: Language;
  /** For e-mail; a text message has none. */
  readonly subject: string;
  /** Paragraphs of an e-mail, or the one line of a text message. */
  readonly lines: readonly string[];
  readonly reference: PreEnrolmentId;
}

/** What pre-enrolment needs from outside. */
export interface PreEnrolmentDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly vault: SubjectVault;
  readonly contactCodes: Pick<ContactCodes, 'offered' | 'send' | 'confirm'>;
  /** HMAC under the index key, separated by purpose: finds a value without showing it. */
  readonly digest: (purpose: string, value: string) => Buffer;
  /** Days that a pre-enrolment waits for its person. */
  readonly days: number;
  /** Printed in messages, without a trailing slash. */
  readonly publicUrl: string;
  /** `refused` when it will never be taken. Throws, naming neither address nor text, when it should be tried again. */
  readonly message: (message: PreEnrolmentMessage) => Promise<'accepted' | 'refused'>;
}

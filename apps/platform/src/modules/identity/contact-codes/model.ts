import type { Id, Language, Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ContactKind } from '../contact-store.ts';
import type { SubjectId } from '../subject-vault.ts';

/** One code on its way to one address. It names nobody, and may stand in a form. */
export type ContactCodeId = Id<'contact-code'>;

/** What a code is for; its message says so. None of them signs anybody in. */
export type CodePurpose = 'pre-enrolment' | 'contact' | 'recovery' | 'invitation';

/** A code to send. `value` in any spelling; `subject` is whose data the address is, a person or somebody not yet enrolled. */
export interface CodeAsked {
  readonly subject: SubjectId;
  readonly kind: ContactKind;
  readonly value: string;
  readonly language: Language;
  readonly purpose: CodePurpose;
}

/** An address shown to be read by whoever gave it: an e-mail address, or a phone in E.164. */
export interface ConfirmedContact {
  readonly kind: ContactKind;
  readonly value: string;
}

/** A message with a code, ready to leave. `reference` is the same for every copy of one message. */
export interface CodeMessage {
  readonly kind: ContactKind;
  readonly to: string;
  readonly language: Language;
  /** For e-mail; a text message has none. */
  readonly subject: string;
  /** Paragraphs of an e-mail, or the one line of a text message. */
  readonly lines: readonly string[];
  readonly reference: ContactCodeId;
}

/** Where messages with codes leave; handed in by composition. */
export interface CodeMessenger {
  /** `refused` when it will never be taken. Throws, naming neither address nor text, when it should be tried again. */
  send(message: CodeMessage): Promise<'accepted' | 'refused'>;
}

/** Six digits to an e-mail address or a phone, to show that whoever gave it reads it. An address is never a factor. */
export interface ContactCodes {
  /** Which kinds a code can be sent to here: phones only where text messages are configured. */
  readonly offered: Readonly<Record<ContactKind, boolean>>;
  /**
   * Owes a message with a code: six digits, single use, fifteen minutes, five tries. In the caller's transaction, which is bound to
   * the subject where it is a person. Refused: `identity.email-malformed`, `identity.phone-malformed`,
   * `contact-codes.no-text-messages`, and too many messages to one address, for one subject or in the whole country
   * (`contact-codes.wait`, `contact-codes.enough-for-today`, `contact-codes.busy`). Whether anybody has the address is not told.
   */
  send(tx: Tx, asked: CodeAsked): Promise<Result<{ readonly codeId: ContactCodeId }>>;
  /**
   * Takes a code back. One refusal for a wrong, used, old, unknown or another subject's code, and after five tries
   * (`contact-codes.refused`). The caller's transaction must commit after a refusal too: the try is counted in it.
   */
  confirm(
    tx: Tx,
    given: { readonly subject: SubjectId; readonly codeId: ContactCodeId; readonly code: string },
  ): Promise<Result<ConfirmedContact>>;
  /** The job `identity.contact-code`, with the payload it was enqueued with. Throws when it should run again later. */
  deliver(payload: unknown): Promise<void>;
  /** Forgets codes and countings that no rule reads any more: a job, once an hour or so. */
  forget(): Promise<void>;
}

import type { Clock, CommuneId, Language, LocalizedText } from '../../../kernel/index.ts';
import type { Database, Tx } from '../../../platform/db/index.ts';
import type { IdentityService } from '../../identity/index.ts';
import type { PartyContact } from './model.ts';

/** A message that invites or reminds, ready to leave. `reference` is the same for every copy of one message. */
export interface PartyMessage {
  readonly kind: PartyContact['kind'];
  readonly to: string;
  readonly language: Language;
  /** For e-mail; a text message has none. */
  readonly subject: string;
  /** Paragraphs of an e-mail, or the lines of a text message. */
  readonly lines: readonly string[];
  /** The line that is an address. */
  readonly address: string;
  readonly reference: string;
}

/** Where invitations leave; handed in by composition. */
export interface PartyMessenger {
  readonly textMessages: boolean;
  /** `refused` when it will never be taken. Throws, naming neither address nor text, when it should be tried again. */
  send(message: PartyMessage): Promise<'accepted' | 'refused'>;
}

/** What the parties of a request stand on. */
export interface PartiesDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly identity: Pick<IdentityService, 'vault' | 'readNames'>;
  /** Keyed digest of a token: only who holds the key outside the database can look one up. */
  readonly tokenDigest: (token: string) => Buffer;
  /** Days for which an invitation holds, where the request itself does not end earlier. */
  readonly invitationDays: number;
  readonly messenger: PartyMessenger;
  readonly communeName: (tx: Tx, communeId: CommuneId) => Promise<LocalizedText>;
  /** Printed in messages, without a trailing slash. */
  readonly publicUrl: string;
}

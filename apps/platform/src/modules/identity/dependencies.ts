import type {
  AccountId,
  AssuranceLevel,
  Clock,
  CommuneId,
  Grant,
  Id,
  PersonId,
  Result,
  StaffId,
} from '../../kernel/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { IdentityKeys } from './protection.ts';
import type { SecurityNews } from './security/security-events.ts';

/** A member of staff behind an account, with the grants in force at the moment asked for. */
export interface StaffAtWork {
  readonly communeId: CommuneId;
  readonly staffId: StaffId;
  readonly grants: readonly Grant[];
}

/** Who works where, and what they may do: answered by the room that keeps postings, handed in by composition. */
export interface StaffDirectory {
  /**
   * The member of staff of an account, or in training their shadow, which is made ready first; refused when no posting is in force, or none may be used from there: sessions stop at once.
   */
  findAtWork(
    accountId: AccountId,
    now: Date,
    from: RequestOrigin & { readonly training: boolean },
  ): Promise<Result<StaffAtWork>>;
}

/** Where a request comes from: the client's address, and what its browser says to be a registered computer; null when not known. */
export interface RequestOrigin {
  readonly address: string | null;
  readonly stationToken: string | null;
}

/** From an address that nobody knows, and no registered computer. */
export const nowhere: RequestOrigin = { address: null, stationToken: null };

/** What became of an account or file, told to its person: by the commune that printed the slip or saw the document, once for each. */
export interface AccountNews {
  readonly communeId: CommuneId;
  readonly personId: PersonId;
  /** The slip, or the document that came into the file. */
  readonly aboutId: Id<string>;
  readonly event: 'slip-printed' | 'account-opened' | 'key-data-changed';
}

/** The site that passkeys belong to (WebAuthn Level 3 §5.4.2). */
export interface RelyingParty {
  /** Host name without port. */
  readonly id: string;
  /** Scheme, host and port, as browsers write it. */
  readonly origin: string;
  readonly name: string;
}

/** What the room needs from outside. */
export interface IdentityDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly keys: IdentityKeys;
  readonly relyingParty: RelyingParty;
  /** Whether passkeys of the simulated authenticator open sessions: never in production. */
  readonly acceptSimulated: boolean;
  readonly staff: StaffDirectory;
  /** Owes the person a message, in the transaction bound to the commune; handed in by composition. */
  readonly tell: (tx: Tx, news: AccountNews) => Promise<void>;
  /** Owes the person word of what happened to the ways into their account, in a transaction bound to the person. */
  readonly tellSecurity: (tx: Tx, news: SecurityNews) => Promise<void>;
  /** How surely a passkey that may be copied to other devices makes its owner known. */
  readonly syncedPasskeyLevel: AssuranceLevel;
}

/** The relying party of a public address such as `https://guichet.example.ma`. */
export function relyingPartyOf(publicUrl: string): RelyingParty {
  const url = new URL(publicUrl);
  return { id: url.hostname, origin: url.origin, name: 'Shubbak' };
}

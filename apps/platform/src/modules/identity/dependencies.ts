import type { AccountId, Clock, CommuneId, Grant, StaffId } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { IdentityKeys } from './protection.ts';

/** A member of staff behind an account, with the grants in force at the moment asked for. */
export interface StaffAtWork {
  readonly communeId: CommuneId;
  readonly staffId: StaffId;
  readonly grants: readonly Grant[];
}

/** Who works where, and what they may do: answered by the room that keeps postings, handed in by composition. */
export interface StaffDirectory {
  /** The member of staff of an account, undefined when no posting is in force: their sessions stop at once. */
  findAtWork(accountId: AccountId, now: Date): Promise<StaffAtWork | undefined>;
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
}

/** The relying party of a public address such as `https://guichet.example.ma`. */
export function relyingPartyOf(publicUrl: string): RelyingParty {
  const url = new URL(publicUrl);
  return { id: url.hostname, origin: url.origin, name: 'Shubbak' };
}

import {
  type AccountId,
  type Id,
  newId,
  type PersonActor,
  type PersonId,
  type SessionId,
} from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import * as store from './security-event-store.ts';

/** What happened to the ways into an account. */
export type SecurityEventKind =
  | 'new-device'
  | 'password-changed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'codes-added'
  | 'codes-removed'
  | 'recovery-codes-renewed'
  | 'recovery-code-used'
  | 'recovered'
  | 'proven-again'
  | 'stepped-up';

export type SecurityEventId = Id<'security-event'>;

/** One event, as its person sees it. */
export interface SecurityEvent {
  readonly id: SecurityEventId;
  readonly kind: SecurityEventKind;
  readonly at: Date;
  /** Families of browser and system, such as `firefox/android`; empty when unknown. */
  readonly device: string;
}

/** An event that the person is told of at once, wherever they can be reached: who did it may be somebody else. */
export type ToldEvent =
  | 'new-device'
  | 'password-changed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'codes-added'
  | 'codes-removed'
  | 'recovery-codes-renewed'
  | 'recovery-code-used'
  | 'recovered';

/** Word of such an event, for whoever sends it. */
export interface SecurityNews {
  readonly personId: PersonId;
  readonly eventId: SecurityEventId;
  readonly event: ToldEvent;
}

const told: ReadonlySet<string> = new Set<ToldEvent>([
  'new-device',
  'password-changed',
  'passkey-added',
  'passkey-removed',
  'codes-added',
  'codes-removed',
  'recovery-codes-renewed',
  'recovery-code-used',
  'recovered',
]);

function isTold(kind: SecurityEventKind): kind is ToldEvent {
  return told.has(kind);
}

/** Whose account an event is about, and in which session. */
export interface EventOwner {
  readonly accountId: AccountId;
  readonly personId: PersonId;
  readonly sessionId?: SessionId;
}

/**
 * Writes an event down and, where it is one of those, owes the person word of it, in the caller's transaction, which is bound to person
 * and account afterwards.
 */
export async function recordEvent(
  { tellSecurity }: Pick<IdentityDependencies, 'tellSecurity'>,
  tx: Tx,
  { accountId, personId, sessionId }: EventOwner,
  { kind, device = '' }: { readonly kind: SecurityEventKind; readonly device?: string },
  now: Date,
): Promise<void> {
  await rebind(tx, { accountId, personId });
  const id = newId<SecurityEventId>(now);
  await store.insertEvent(tx, accountId, { id, kind, device, sessionId: sessionId ?? null }, now);
  if (isTold(kind)) await tellSecurity(tx, { personId, eventId: id, event: kind });
}

const eventLimit = 30;
/** A year, and a day for good measure: what the worker may not delete yet is not asked for. */
const rememberedFor = 367 * 86_400_000;

/** What happened to the ways into one's account. */
export interface SecurityEvents {
  /** The latest events, latest first. */
  list(actor: PersonActor): Promise<readonly SecurityEvent[]>;
  /** Those that the person was told of and has not said to have seen, latest first. */
  listWaiting(actor: PersonActor): Promise<readonly SecurityEvent[]>;
  /** Takes what waits off the top of the account. */
  markSeen(actor: PersonActor): Promise<void>;
  /** Forgets events, browsers and sessions of more than a year ago: a job of the worker, once an hour or so. */
  forget(): Promise<void>;
}

/** Builds the reading of events. */
export function createSecurityEvents({ db, clock }: Pick<IdentityDependencies, 'db' | 'clock'>): SecurityEvents {
  return {
    list: ({ accountId }) => db.transaction({ accountId }, tx => store.listEvents(tx, accountId, eventLimit)),
    listWaiting: ({ accountId }) =>
      db.transaction({ accountId }, async tx =>
        (await store.listUnseen(tx, accountId, eventLimit)).filter(({ kind }) => isTold(kind)),
      ),
    markSeen: ({ accountId }) => db.transaction({ accountId }, tx => store.markEventsSeen(tx, accountId, clock())),
    forget: () => db.transaction({}, tx => store.deleteOver(tx, new Date(clock().getTime() - rememberedFor))),
  };
}

import { createHash, randomBytes } from 'node:crypto';
import {
  type AccountId,
  type AssuranceLevel,
  newId,
  type PersonActor,
  reaches,
  type SessionId,
  type StaffActor,
} from '../../kernel/index.ts';
import { rebind, type Tx } from '../../platform/db/index.ts';
import { type Account, findAccount, findAccountBySession } from './account-store.ts';
import { type IdentityDependencies, nowhere, type RequestOrigin } from './dependencies.ts';
import { hasSteppedUp, levelOfSession, type Proof, type SignInMethod, type WayIn } from './security/assurance.ts';
import type { CurrentSession, OpenedSession, SessionListed } from './model.ts';
import * as store from './session-store.ts';

const minute = 60_000;
const hour = 60 * minute;

interface Limits {
  readonly idle: number;
  readonly whole: number;
}

/**
 * Without a request, and in all, after which a session is over: NIST SP 800-63B §2.2.3 and §2.3.3 for half an hour, and a quarter at the
 * highest level.
 */
const personLimits: Readonly<Record<AssuranceLevel, Limits>> = {
  low: { idle: 30 * minute, whole: 12 * hour },
  substantial: { idle: 30 * minute, whole: 12 * hour },
  high: { idle: 15 * minute, whole: 12 * hour },
};
const staffLimits: Limits = { idle: 60 * minute, whole: 10 * hour };
/** On a device that others use after. */
const sharedLimits: Limits = { idle: 10 * minute, whole: 2 * hour };

function limitsOf(kind: Account['kind'], session: Pick<store.SessionRow, 'level' | 'sharedDevice'>): Limits {
  if (kind === 'staff') return staffLimits;
  return session.sharedDevice ? sharedLimits : personLimits[session.level];
}

/** Only the digest is kept: the database does not open a session. 256 random bits need no salt. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function newToken(): { readonly token: string; readonly tokenHash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: digestOf(token) };
}

/** Where somebody signs in, as far as it is kept. */
export interface SignInPlace {
  /** Families of browser and system, such as `firefox/android`; empty when unknown. */
  readonly device: string;
  /** The person said that the device is not theirs. */
  readonly shared: boolean;
  /** The client's network address, for the limits on guessing; undefined when it is not known. */
  readonly address?: string | undefined;
  /** By which the browser is known again; undefined when it has none. */
  readonly deviceToken?: string | undefined;
}

/** A place of which nothing is known. */
export const unknownPlace: SignInPlace = { device: '', shared: false };

/** What is known of the person of an account. Of staff we know nothing: their commune does. */
export function proofOf({ proven, suspended }: Pick<Account, 'proven' | 'suspended'>): Proof {
  return { proven: proven ?? 'low', suspended };
}

/** Opens a session of a person, in a scope bound to the account, at the level that account and way in give together. */
export async function openPersonSession(
  tx: Tx,
  account: Pick<Account, 'id' | 'proven' | 'suspended'>,
  way: WayIn,
  place: SignInPlace,
  now: Date,
): Promise<OpenedSession> {
  const level = levelOfSession(proofOf(account), way);
  const session = { level, method: way.method, sharedDevice: place.shared, device: place.device };
  return open(tx, account.id, session, limitsOf('person', session), now);
}

/** Opens a session of a member of staff, who signed in with a passkey, in a scope bound to the account. */
export async function openStaffSession(tx: Tx, accountId: AccountId, now: Date): Promise<OpenedSession> {
  const session = { level: 'high', method: 'passkey', sharedDevice: false, device: '' } as const;
  return open(tx, accountId, session, staffLimits, now);
}

async function open(
  tx: Tx,
  accountId: AccountId,
  session: Pick<store.SessionRow, 'level' | 'method' | 'sharedDevice' | 'device'>,
  { whole }: Limits,
  now: Date,
): Promise<OpenedSession> {
  const { token, tokenHash } = newToken();
  const sessionId = newId<SessionId>(now);
  const expiresAt = new Date(now.getTime() + whole);
  await store.insertSession(tx, accountId, { ...session, id: sessionId, tokenHash, expiresAt }, now);
  return { token, sessionId, accountId, expiresAt };
}

/**
 * Notes in a session that the person has proven again that it is they. A way surer than what opened the session raises its
 * level, and gives it a new token (ASVS 5.0, 7.2.4); `undefined` when the old one goes on. In a scope bound to the account.
 */
export async function proveAgain(
  tx: Tx,
  sessionId: SessionId,
  proven: { readonly level: AssuranceLevel; readonly method: SignInMethod },
  now: Date,
): Promise<string | undefined> {
  const session = await store.lockSession(tx, sessionId);
  if (!session || session.endedAt) throw new Error('a session that has ended cannot be stepped up');
  await store.markSteppedUp(tx, sessionId, now);
  if (reaches(session.level, proven.level)) return undefined;
  const { token, tokenHash } = newToken();
  await store.raiseSession(tx, sessionId, { ...proven, tokenHash });
  return token;
}

/** What a browser's cookie stands for. */
export interface Sessions {
  /**
   * The session of a token with its actor; undefined when it ended, expired, idled, or when its member of staff holds
   * no posting any more that may be used from there.
   */
  resolve(token: string, from?: RequestOrigin): Promise<CurrentSession | undefined>;
  /** Ends the session of a token, whatever its state. */
  signOut(token: string): Promise<void>;
  /** The open sessions of the actor's account. */
  listSessions(actor: PersonActor | StaffActor): Promise<readonly SessionListed[]>;
  /** Ends one of the actor's own sessions, or all of them but the one in use; another's id changes nothing. */
  endSession(actor: PersonActor | StaffActor, which: SessionId | 'others'): Promise<void>;
}

/** Builds the room's session functions. */
export function createSessions(deps: IdentityDependencies): Sessions {
  const { db, clock } = deps;
  return {
    resolve: (token, from = nowhere) => resolve(deps, token, from),
    signOut: token =>
      db.transaction({}, async tx => {
        const accountId = await findAccountBySession(tx, digestOf(token));
        if (accountId === undefined) return;
        await rebind(tx, { accountId });
        const session = await store.findSession(tx, digestOf(token));
        if (session) await store.endSessions(tx, accountId, session.id, clock());
      }),
    listSessions: actor =>
      db.transaction({ accountId: actor.accountId }, async tx => {
        const open = await store.listOpenSessions(tx, actor.accountId, clock());
        const alive = open.filter(session => !isIdle(session, actor.kind, clock()));
        return alive.map(({ id, createdAt, seenAt, level, method, sharedDevice, device }) => ({
          id,
          createdAt,
          seenAt,
          level,
          method,
          sharedDevice,
          device,
          current: id === actor.sessionId,
        }));
      }),
    endSession: ({ accountId, sessionId }, which) =>
      db.transaction({ accountId }, tx =>
        store.endSessions(tx, accountId, which === 'others' ? { allBut: sessionId } : which, clock()),
      ),
  };
}

function isIdle(session: store.SessionRow, kind: Account['kind'], now: Date): boolean {
  return now.getTime() - session.seenAt.getTime() > limitsOf(kind, session).idle;
}

async function resolve(
  deps: IdentityDependencies,
  token: string,
  from: RequestOrigin,
): Promise<CurrentSession | undefined> {
  const now = deps.clock();
  const found = await deps.db.transaction({}, async tx => {
    const accountId = await findAccountBySession(tx, digestOf(token));
    if (accountId === undefined) return undefined;
    await rebind(tx, { accountId });
    const session = await store.findSession(tx, digestOf(token));
    const account = await findAccount(tx, { id: accountId });
    if (!session || !account || session.endedAt || session.expiresAt <= now || isIdle(session, account.kind, now))
      return undefined;
    // A minute's precision is enough for idling and spares a write a request.
    if (now.getTime() - session.seenAt.getTime() > minute) await store.touchSession(tx, session.id, now);
    return { session, account };
  });
  if (!found) return undefined;
  const { session, account } = found;
  const actor = await actorOf(deps, account, session, { now, from });
  const { id: sessionId, createdAt, expiresAt, sharedDevice, steppedUpAt } = session;
  const confirmedAt = steppedUpAt ?? createdAt;
  return actor && { actor, sessionId, expiresAt, sharedDevice, confirmedAt, steppedUp: hasSteppedUp(session, now) };
}

async function actorOf(
  deps: IdentityDependencies,
  account: Account,
  { id: sessionId, level, steppedUpAt, training }: store.SessionRow,
  { now, from }: { readonly now: Date; readonly from: RequestOrigin },
): Promise<PersonActor | StaffActor | undefined> {
  const accountId: AccountId = account.id;
  if (account.kind === 'person') {
    return account.personId === null
      ? undefined
      : { kind: 'person', accountId, sessionId, personId: account.personId, level, steppedUpAt };
  }
  const atWork = await deps.staff.findAtWork(accountId, now, { ...from, training });
  return atWork.ok ? { kind: 'staff', accountId, sessionId, ...atWork.value } : undefined;
}

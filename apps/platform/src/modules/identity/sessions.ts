import { createHash, randomBytes } from 'node:crypto';
import { type AccountId, newId, type PersonActor, type SessionId, type StaffActor } from '../../kernel/index.ts';
import { rebind, type Tx } from '../../platform/db/index.ts';
import { type Account, findAccount, findAccountBySession } from './account-store.ts';
import type { IdentityDependencies } from './dependencies.ts';
import type { CurrentSession, OpenedSession, SessionListed } from './model.ts';
import * as store from './session-store.ts';

const minute = 60_000;
/** Minutes without a request, and hours in all, after which a session is over. */
const limits = {
  person: { idle: 30 * minute, whole: 12 * 60 * minute },
  staff: { idle: 60 * minute, whole: 10 * 60 * minute },
} as const;

/** Only the digest is kept: the database does not open a session. 256 random bits need no salt. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Opens a session in a scope bound to the account. */
export async function openSession(tx: Tx, account: Pick<Account, 'id' | 'kind'>, now: Date): Promise<OpenedSession> {
  const token = randomBytes(32).toString('base64url');
  const sessionId = newId<SessionId>(now);
  const expiresAt = new Date(now.getTime() + limits[account.kind].whole);
  await store.insertSession(tx, account.id, { id: sessionId, tokenHash: digestOf(token), expiresAt }, now);
  return { token, sessionId, accountId: account.id, expiresAt };
}

/** What a browser's cookie stands for. */
export interface Sessions {
  /**
   * The session of a token with its actor; undefined when it ended, expired, idled, or when its member of staff holds
   * no posting any more.
   */
  resolve(token: string): Promise<CurrentSession | undefined>;
  /** Ends the session of a token, whatever its state. */
  signOut(token: string): Promise<void>;
  /** The open sessions of the actor's account. */
  listSessions(actor: PersonActor | StaffActor): Promise<readonly SessionListed[]>;
  /** Ends one of the actor's own sessions; another's id changes nothing. */
  endSession(actor: PersonActor | StaffActor, sessionId: SessionId): Promise<void>;
}

/** Builds the room's session functions. */
export function createSessions(deps: IdentityDependencies): Sessions {
  const { db, clock } = deps;
  return {
    resolve: token => resolve(deps, token),
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
        return alive.map(({ id, createdAt, seenAt }) => ({ id, createdAt, seenAt, current: id === actor.sessionId }));
      }),
    endSession: (actor, sessionId) =>
      db.transaction({ accountId: actor.accountId }, tx => store.endSessions(tx, actor.accountId, sessionId, clock())),
  };
}

function isIdle(session: store.SessionRow, kind: Account['kind'], now: Date): boolean {
  return now.getTime() - session.seenAt.getTime() > limits[kind].idle;
}

async function resolve(deps: IdentityDependencies, token: string): Promise<CurrentSession | undefined> {
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
  const actor = await actorOf(deps, account, session.id, now);
  return actor && { actor, sessionId: session.id, expiresAt: session.expiresAt };
}

async function actorOf(
  deps: IdentityDependencies,
  account: Account,
  sessionId: SessionId,
  now: Date,
): Promise<PersonActor | StaffActor | undefined> {
  const accountId: AccountId = account.id;
  if (account.kind === 'person') {
    return account.personId === null
      ? undefined
      : { kind: 'person', accountId, sessionId, personId: account.personId, level: 'low', steppedUpAt: null };
  }
  const atWork = await deps.staff.findAtWork(accountId, now);
  return atWork && { kind: 'staff', accountId, sessionId, ...atWork };
}

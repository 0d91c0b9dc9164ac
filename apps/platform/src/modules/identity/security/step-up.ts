import { ok, type PersonActor, refuse, type Result } from '../../../kernel/index.ts';
import { type Account, findAccount } from '../account-store.ts';
import { attempt } from '../attempts.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import { lockSession } from '../session-store.ts';
import { proofOf, proveAgain } from '../sessions.ts';
import { asksForCode, spendCode } from './app-code-use.ts';
import { levelOfSession, type StepUpWay, stepUpWaysOf, type WayIn } from './assurance.ts';
import { listOwnPasskeys } from './own-passkey-store.ts';
import { checkPassword } from './passwords.ts';
import { recordEvent } from './security-events.ts';

/** What proving again changed. */
export interface ProvenAgain {
  /** A new token for the browser's cookie, where the session's level rose; undefined when the old one goes on. */
  readonly token: string | undefined;
}

/** Proving, in one's own session, that it is still oneself: before what must not be done by who finds a phone on a table. */
export interface StepUp {
  /** The ways that suffice in this session and that the person has, surest first. */
  listWays(actor: PersonActor): Promise<readonly StepUpWay[]>;
  /**
   * By password, with a code of the app where the session or the account asks for one. Refused: `identity.step-up-refused`,
   * `identity.code-wrong`, `identity.step-up-weaker` (the session was opened by a surer way), `identity.wait`.
   */
  byPassword(
    actor: PersonActor,
    given: { readonly password: string; readonly code: string },
  ): Promise<Result<ProvenAgain>>;
}

/** Builds the step-up of persons. */
export function createStepUp(deps: IdentityDependencies): StepUp {
  return {
    listWays: actor => listWays(deps, actor),
    byPassword: (actor, given) => byPassword(deps, actor, given),
  };
}

/** The ways that suffice in the actor’s session and that they have, surest first. */
export async function listWays({ db }: IdentityDependencies, actor: PersonActor): Promise<readonly StepUpWay[]> {
  const { accountId, sessionId } = actor;
  return db.transaction({ accountId }, async tx => {
    const account = await findAccount(tx, { id: accountId });
    const session = await lockSession(tx, sessionId);
    if (!account || !session) return [];
    const hasPassword = account.passwordHash !== null;
    const hasApp = !account.suspended && (await asksForCode(tx, accountId));
    const has: Readonly<Record<StepUpWay, boolean>> = {
      passkey: !account.suspended && (await listOwnPasskeys(tx, accountId)).length > 0,
      'password-and-code': hasPassword && hasApp,
      // A slip shows more than a lost app could: its session needs no code of it.
      password: hasPassword && (!hasApp || session.method === 'slip'),
    };
    return stepUpWaysOf(session.method).filter(way => has[way]);
  });
}

async function byPassword(
  deps: IdentityDependencies,
  actor: PersonActor,
  given: { readonly password: string; readonly code: string },
): Promise<Result<ProvenAgain>> {
  const ways = await listWays(deps, actor);
  const withCode = ways.includes('password-and-code') && (given.code !== '' || !ways.includes('password'));
  if (!withCode && !ways.includes('password')) return refuse('identity.step-up-weaker');
  const account = await checkOwnPassword(deps, actor, given.password);
  if (!account.ok) return account;
  if (!withCode) return noteProof(deps, actor, account.value, { method: 'password' });
  const way = await checkOwnCode(deps, actor, given.code);
  return way.ok ? noteProof(deps, actor, account.value, way.value) : way;
}

/** Checks the password of who is signed in. Refused: `identity.step-up-refused`, `identity.wait`. */
export async function checkOwnPassword(
  deps: IdentityDependencies,
  { accountId }: PersonActor,
  password: string,
): Promise<Result<Account>> {
  const account = await deps.db.transaction({ accountId }, tx => findAccount(tx, { id: accountId }));
  // Counted together with sign-ins: a session left open is no second door for guessing.
  return attempt<Account>(deps, { subject: accountId }, async () => {
    const right = await checkPassword(account?.passwordHash, password);
    return right && account ? ok(account) : refuse('identity.step-up-refused');
  });
}

/** Uses up a code of the app, or of the paper, of who is signed in. Refused: `identity.code-wrong`, `identity.wait`. */
export async function checkOwnCode(
  deps: IdentityDependencies,
  { accountId, personId }: PersonActor,
  code: string,
): Promise<Result<WayIn>> {
  return attempt(deps, { subject: `${accountId} code`, code: true }, async () => {
    const owner = { accountId, personId };
    const way = await deps.db.transaction({ accountId }, tx =>
      spendCode(deps, tx, owner, { typed: code, now: deps.clock() }),
    );
    return way ? ok(way) : refuse('identity.code-wrong');
  });
}

/** Writes down that the person has proven again, and raises the session where that was surer than what opened it. */
export async function noteProof(
  deps: IdentityDependencies,
  actor: PersonActor,
  account: Account,
  way: WayIn,
): Promise<Result<ProvenAgain>> {
  const { accountId, sessionId } = actor;
  const now = deps.clock();
  const proven = { level: levelOfSession(proofOf(account), way), method: way.method };
  return deps.db.transaction({ accountId }, async tx => {
    const token = await proveAgain(tx, sessionId, proven, now);
    if (way.method === 'password-and-recovery-code')
      await recordEvent(deps, tx, actor, { kind: 'recovery-code-used' }, now);
    await recordEvent(deps, tx, actor, { kind: 'stepped-up' }, now);
    return ok({ token });
  });
}

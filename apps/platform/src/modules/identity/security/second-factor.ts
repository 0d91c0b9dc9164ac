import { createHash } from 'node:crypto';
import { z } from 'zod';
import { asId, type AccountId, isId, ok, refuse, type Result } from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { type Account, findAccount } from '../account-store.ts';
import { attempt } from '../attempts.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import type { OpenedSession } from '../model.ts';
import type { SignInPlace } from '../sessions.ts';
import { asksForCode, spendCode } from './app-code-use.ts';
import { attemptedAs, enter } from './entering.ts';
import { recordEvent } from './security-events.ts';
import { openToken, sealToken } from './tokens.ts';

/** Milliseconds between the password and its code. */
const pendingLife = 10 * 60_000;

const pendingShape = z.object({
  accountId: z
    .string()
    .refine(isId)
    .transform(asId<AccountId>),
  stamp: z.string(),
});

/** Changes with the password: what was begun with an older one cannot be ended. */
export function stampOf({ passwordHash }: Pick<Account, 'passwordHash'>): string {
  return createHash('sha256')
    .update(`stamp\0${passwordHash ?? ''}`)
    .digest('base64url');
}

/** What ends a sign-in of an account that asks for a code; undefined when its password suffices. In a scope bound to the account. */
export async function needsCode(
  { keys }: Pick<IdentityDependencies, 'keys'>,
  tx: Tx,
  account: Account,
  now: Date,
): Promise<{ readonly pending: string } | undefined> {
  // Recovered at a distance: the app is out of use until the person is proven again, and the session is low.
  if (account.suspended || !(await asksForCode(tx, account.id))) return undefined;
  const value = { accountId: account.id, stamp: stampOf(account) };
  return { pending: sealToken(keys, 'second-factor', { value, until: new Date(now.getTime() + pendingLife) }) };
}

/** Ends a sign-in that asked for a code, under the stricter limits for six digits. */
export async function checkSecondFactor(
  deps: IdentityDependencies,
  { pending, code, place }: { readonly pending: string; readonly code: string; readonly place: SignInPlace },
): Promise<Result<OpenedSession>> {
  const begun = openToken(deps.keys, 'second-factor', { token: pending, shape: pendingShape, now: deps.clock() });
  if (!begun) return refuse('identity.sign-in-again');
  const { accountId } = begun;
  const attempted = await deps.db.transaction({ accountId }, tx =>
    attemptedAs(tx, accountId, { name: undefined, place }),
  );
  const counted = { ...attempted, subject: `${attempted.subject} code`, code: true };
  return attempt(deps, counted, () => end(deps, begun, { code, place }));
}

async function end(
  deps: IdentityDependencies,
  { accountId, stamp }: z.output<typeof pendingShape>,
  { code, place }: { readonly code: string; readonly place: SignInPlace },
): Promise<Result<OpenedSession>> {
  const now = deps.clock();
  return deps.db.transaction({ accountId }, async tx => {
    const account = await findAccount(tx, { id: accountId });
    if (!account?.personId || stampOf(account) !== stamp) return refuse('identity.sign-in-again');
    const owner = { accountId, personId: account.personId };
    const way = await spendCode(deps, tx, owner, { typed: code, now });
    if (!way) return refuse('identity.code-wrong');
    if (way.method === 'password-and-recovery-code')
      await recordEvent(deps, tx, owner, { kind: 'recovery-code-used', device: place.device }, now);
    await rebind(tx, { accountId });
    return ok(await enter(deps, tx, account, { way, place, now }));
  });
}

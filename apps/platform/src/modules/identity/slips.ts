import type { AccountId, PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { replaceActivation } from './account-store.ts';
import { activationDays, newActivationCode, normaliseActivationCode } from './activation-code.ts';
import type { Slip } from './model.ts';
import { type IdentityKeys, keyedDigest } from './protection.ts';

/** The digest under which a one-time code is kept, however it was typed. */
export function digestOfCode(keys: IdentityKeys, typed: string): Buffer {
  return keyedDigest(keys, 'activation', normaliseActivationCode(typed));
}

/** Gives an account a new one-time code valid for `days` and kills its older ones. Answers the code, which is kept nowhere. */
export async function issueCode(
  tx: Tx,
  keys: IdentityKeys,
  accountId: AccountId,
  days: number,
  now: Date,
): Promise<{ code: string; expiresAt: Date }> {
  const code = newActivationCode();
  const expiresAt = new Date(now.getTime() + days * 86_400_000);
  await replaceActivation(tx, accountId, { hash: digestOfCode(keys, code), expiresAt }, now);
  return { code, expiresAt };
}

/** What a person takes home from the counter. Inside a scope bound to the account. */
export async function issueSlip(
  tx: Tx,
  keys: IdentityKeys,
  account: { readonly accountId: AccountId; readonly personId: PersonId; readonly accountNumber: string },
  now: Date,
): Promise<Slip> {
  const { code, expiresAt } = await issueCode(tx, keys, account.accountId, activationDays, now);
  return { personId: account.personId, accountNumber: account.accountNumber, activationCode: code, expiresAt };
}

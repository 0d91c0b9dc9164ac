import type { AccountId, CommuneId, PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { type Activation, replaceActivation } from './account-store.ts';
import { activationDays, newActivationCode, normaliseActivationCode } from './activation-code.ts';
import type { Slip } from './model.ts';
import { type IdentityKeys, keyedDigest } from './protection.ts';

/** The digest under which a one-time code is kept, however it was typed. */
export function digestOfCode(keys: IdentityKeys, typed: string): Buffer {
  return keyedDigest(keys, 'activation', normaliseActivationCode(typed));
}

/** Gives an account a new one-time code valid for `days`, printed by the counter of a commune or for staff by none, and kills its older ones. Answers the code, which is kept nowhere. */
export async function issueCode(
  tx: Tx,
  keys: IdentityKeys,
  accountId: AccountId,
  { days, printedIn }: { readonly days: number; readonly printedIn: CommuneId | null },
  now: Date,
): Promise<{ code: string; expiresAt: Date; activationId: Activation['id'] }> {
  const code = newActivationCode();
  const expiresAt = new Date(now.getTime() + days * 86_400_000);
  const hash = digestOfCode(keys, code);
  const activationId = await replaceActivation(tx, accountId, { hash, expiresAt, printedIn }, now);
  return { code, expiresAt, activationId };
}

/** What a person takes home from a commune's counter, and the id of its code. Inside a scope bound to the account. */
export async function issueSlip(
  tx: Tx,
  keys: IdentityKeys,
  account: {
    readonly accountId: AccountId;
    readonly personId: PersonId;
    readonly accountNumber: string;
    readonly printedIn: CommuneId;
  },
  now: Date,
): Promise<{ readonly slip: Slip; readonly activationId: Activation['id'] }> {
  const { accountId, personId, accountNumber, printedIn } = account;
  const issued = await issueCode(tx, keys, accountId, { days: activationDays, printedIn }, now);
  const { code, expiresAt, activationId } = issued;
  return { slip: { personId, accountNumber, activationCode: code, expiresAt }, activationId };
}

import type { AccountId, PersonId } from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { normaliseActivationCode } from '../activation-code.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import { type IdentityKeys, keyedDigest } from '../protection.ts';
import { createSubjectVault } from '../subject-vault.ts';
import { lockAppCode, setLastStep, spendRecoveryCode } from './app-code-store.ts';
import { lower, type WayIn } from './assurance.ts';
import { findStep } from './totp.ts';

/** Whose app it is. */
export interface AppOwner {
  readonly accountId: AccountId;
  readonly personId: PersonId;
}

/** Where a secret stands: moved to another row it does not open. */
export const placeOfSecret = (accountId: AccountId): string => `identity.app_code/${accountId}/secret`;

/** The digest of a recovery code, however it was typed. A code is nothing without its account. */
export function digestOfRecoveryCode(keys: Pick<IdentityKeys, 'index'>, accountId: AccountId, typed: string): Buffer {
  return keyedDigest(keys, 'recovery-code', `${accountId}|${normaliseActivationCode(typed)}`);
}

/** Whether the account asks for a code beside its password. In a scope bound to the account. */
export async function asksForCode(tx: Tx, accountId: AccountId): Promise<boolean> {
  const app = await lockAppCode(tx, accountId);
  return app !== undefined && app.confirmedAt !== null;
}

/** Digits of any script as Latin ones, without spaces and marks. */
export function readDigits(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => String(digit.charCodeAt(0) & 0x0f))
    .replace(/[\s\p{Pd}\p{Cf}.]/gu, '');
}

/**
 * Uses up a code beside the password: six digits of the app, else one of the recovery codes. Undefined for a wrong one and one that was
 * used before. In a transaction of its own scope, bound to account and person afterwards.
 */
export async function spendCode(
  { keys }: Pick<IdentityDependencies, 'keys'>,
  tx: Tx,
  { accountId, personId }: AppOwner,
  { typed, now }: { readonly typed: string; readonly now: Date },
): Promise<WayIn | undefined> {
  await rebind(tx, { accountId, personId });
  const app = await lockAppCode(tx, accountId);
  if (!app?.confirmedAt) return undefined;
  const level = lower('substantial', app.level);
  const digits = readDigits(typed);
  if (/^\d{6}$/.test(digits)) {
    const secret = await createSubjectVault(keys).open(tx, personId, placeOfSecret(accountId), app.secretSealed);
    const step = findStep(secret, { typed: digits, now, lastStep: app.lastStep });
    if (step === undefined) return undefined;
    await setLastStep(tx, accountId, step);
    return { method: 'password-and-code', level };
  }
  const used = await spendRecoveryCode(tx, accountId, digestOfRecoveryCode(keys, accountId, typed), now);
  return used ? { method: 'password-and-recovery-code', level } : undefined;
}

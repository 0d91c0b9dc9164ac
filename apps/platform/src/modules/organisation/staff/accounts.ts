import type { AccountId, Actor, Result } from '../../../kernel/index.ts';
import type { UseOfAccounts } from './roster.ts';

/** A one-time code, shown once and kept nowhere: whoever types it registers the first passkey of an account. */
export interface HandedCode {
  readonly code: string;
  readonly expiresAt: Date;
}

/** Accounts of staff, kept by another room; handed in by composition. Each call is a transaction of its own. */
export interface AccountsOfStaff {
  /** Opens an account that nothing opens yet. */
  open(actor: Actor): Promise<Result<AccountId>>;
  /** A new one-time code; the older one is dead. */
  issueCode(actor: Actor, accountId: AccountId): Promise<Result<HandedCode>>;
  /** Takes every passkey and open code away and ends every session, at once. */
  shut(actor: Actor, accountId: AccountId): Promise<Result<null>>;
  readUse(actor: Actor, accountIds: readonly AccountId[]): Promise<UseOfAccounts>;
}

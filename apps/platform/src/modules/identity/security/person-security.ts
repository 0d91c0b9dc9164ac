import { type AppCodes, createAppCodes } from './app-codes.ts';
import { createOwnPasskeys, type OwnPasskeys } from './own-passkeys.ts';
import { createPasswordChange, type PasswordChange } from './password-change.ts';
import { createRecovery, type Recovery, type RecoveryDependencies } from './recovery.ts';
import { createSecurityEvents, type SecurityEvents } from './security-events.ts';
import { createStatementProofs, type StatementProofs } from './statement-proofs.ts';
import { createStepUp, type StepUp } from './step-up.ts';

/** What a person does for the safety of their own account. */
export interface PersonSecurity {
  readonly stepUp: StepUp;
  readonly statements: StatementProofs;
  readonly passkeys: OwnPasskeys;
  readonly appCodes: AppCodes;
  readonly password: PasswordChange;
  readonly recovery: Recovery;
  readonly events: SecurityEvents;
}

/** Builds what persons do for the safety of their accounts. */
export function createPersonSecurity(deps: RecoveryDependencies): PersonSecurity {
  return {
    stepUp: createStepUp(deps),
    statements: createStatementProofs(deps),
    passkeys: createOwnPasskeys(deps),
    appCodes: createAppCodes(deps),
    password: createPasswordChange(deps),
    recovery: createRecovery(deps),
    events: createSecurityEvents(deps),
  };
}

import type { IdentityDependencies } from './dependencies.ts';
import { createStepUp, type StepUp } from './step-up.ts';

/** What a person does for the safety of their own account. */
export interface PersonSecurity extends StepUp {}

/** Builds what persons do for the safety of their accounts. */
export function createPersonSecurity(deps: IdentityDependencies): PersonSecurity {
  return { ...createStepUp(deps) };
}

import { ok, type PersonName, refuse, type Result, type StaffId } from '../../../kernel/index.ts';
import type { KeptCorrection } from './correction-store.ts';
import type { CorrectionDeps } from './ports.ts';

/** A member of staff, by the name under which the commune knows them. */
export interface NamedStaff {
  readonly staffId: StaffId;
  readonly name: PersonName;
}

/**
 * Whether this member of staff may be the second pair of eyes: another human than who proposed, however many accounts they have. Refusals:
 * `register.correction-decided`, `register.own-correction`.
 */
export function decideSecond(
  { mayBeSamePerson }: Pick<CorrectionDeps, 'mayBeSamePerson'>,
  { decision }: Pick<KeptCorrection, 'decision'>,
  { decider, proposer }: { readonly decider: NamedStaff; readonly proposer: NamedStaff },
): Result<void> {
  if (decision) return refuse('register.correction-decided');
  const same = decider.staffId === proposer.staffId || mayBeSamePerson(decider.name, proposer.name);
  return same ? refuse('register.own-correction') : ok(undefined);
}

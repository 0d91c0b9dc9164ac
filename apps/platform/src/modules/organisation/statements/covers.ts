import { type OfficeId, ok, type Result, refuse, type StaffId } from '../../../kernel/index.ts';
import { momentOf } from '../moment.ts';
import type { ActNature, DelegationBody } from './statement.ts';

/** The act that an officer is about to sign. */
export interface SigningOccasion {
  readonly officer: StaffId;
  readonly office: OfficeId;
  readonly nature: ActNature;
  readonly at: Date;
}

/**
 * Whether this delegation lets that officer sign that nature of act at that office and moment. Refuses with
 * `organisation.delegation-*`: other-officer, other-office, other-nature, not-yet {reference, date, time}, ended
 * {reference, date, time}. The end itself is outside: an act of that very instant is too late.
 */
export function checkDelegationCovers(
  delegation: DelegationBody,
  { officer, office, nature, at }: SigningOccasion,
): Result<DelegationBody> {
  const { reference } = delegation;
  if (delegation.subject !== officer) return refuse('organisation.delegation-other-officer');
  if (!delegation.offices.includes(office)) return refuse('organisation.delegation-other-office', { reference });
  if (!delegation.natures.includes(nature)) return refuse('organisation.delegation-other-nature', { reference });
  const from = new Date(delegation.validFrom);
  const until = new Date(delegation.validUntil);
  if (at < from) return refuse('organisation.delegation-not-yet', { reference, ...momentOf(from) });
  if (at >= until) return refuse('organisation.delegation-ended', { reference, ...momentOf(until) });
  return ok(delegation);
}

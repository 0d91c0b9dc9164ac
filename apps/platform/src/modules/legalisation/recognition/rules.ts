import { civilDate, newId, ok, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import { inCommune, type LegalisationDeps } from '../ports.ts';
import type { SpecimenRule, SpecimenRuleId } from './model.ts';
import { insertSpecimenRule, selectSpecimenRules, updateSpecimenRuleEnd } from './store.ts';

/** The commune's rules on specimens, newest first. Any member of its staff reads them. */
export function listSpecimenRules(deps: LegalisationDeps, actor: StaffActor): Promise<readonly SpecimenRule[]> {
  return inCommune(deps, actor.communeId, tx => selectSpecimenRules(tx, actor.communeId));
}

/**
 * Lets signatures be recognised by a specimen on file, from a day on, by a decision of the commune and for its reason; the newest rule in
 * force counts. Refused: `legalisation.not-allowed`, `.rule-basis` (no decision or no reason named), `.rule-past` (would begin before
 * today), `.rule-days` (ends before it begins).
 */
export async function setSpecimenRule(
  deps: LegalisationDeps,
  actor: StaffActor,
  told: Omit<SpecimenRule, 'id'>,
): Promise<Result<readonly SpecimenRule[]>> {
  const { communeId, staffId } = actor;
  if (!maySetRules(actor)) return refuse('legalisation.not-allowed');
  const now = deps.clock();
  const [basis, reason] = [told.basis.trim(), told.reason.trim()];
  if (basis.length < 3 || reason.length < 3) return refuse('legalisation.rule-basis');
  if (told.startsOn < civilDate(now)) return refuse('legalisation.rule-past');
  if (told.endsOn !== null && told.endsOn < told.startsOn) return refuse('legalisation.rule-days');
  return inCommune(deps, communeId, async tx => {
    const id = newId<SpecimenRuleId>(now);
    await insertSpecimenRule(tx, communeId, { ...told, id, basis, reason, setBy: staffId, setAt: now });
    return ok(await selectSpecimenRules(tx, communeId));
  });
}

/** Ends a rule with today. Refused: `legalisation.not-allowed`, `.rule-unknown`. */
export async function endSpecimenRule(
  deps: LegalisationDeps,
  actor: StaffActor,
  id: SpecimenRuleId,
): Promise<Result<readonly SpecimenRule[]>> {
  const { communeId } = actor;
  if (!maySetRules(actor)) return refuse('legalisation.not-allowed');
  const endsOn = civilDate(deps.clock());
  return inCommune(deps, communeId, async tx =>
    (await updateSpecimenRuleEnd(tx, communeId, { id, endsOn }))
      ? ok(await selectSpecimenRules(tx, communeId))
      : refuse('legalisation.rule-unknown'),
  );
}

/** Who says what the commune allows says it of specimens too. */
function maySetRules({ grants }: StaffActor): boolean {
  return grants.some(
    ({ permission, jurisdiction }) => permission === 'catalogue.manage' && jurisdiction.level === 'commune',
  );
}

import {
  type Actor,
  civilDate,
  type CommuneId,
  newId,
  type OfficeId,
  ok,
  refuse,
  type Result,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { findOffice } from '../../organisation/index.ts';
import type { DistanceRule, DistanceRuleId, OfficeRule } from './model.ts';
import { mayRule } from './policy.ts';
import { insertRule, selectRules } from './rule-store.ts';

/** A decision as an administrator writes it. Dates are civil, "2026-12-01"; `basis` is needed where it is switched on. */
export interface RuleDecided {
  readonly nature: string;
  readonly enabled: boolean;
  readonly basis: { readonly arabic: string; readonly french: string } | null;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly office: OfficeRule;
}

/** Letters of a legal basis, at most. */
const basisLimit = 500;

/** Every decision of a commune, newest first. Needs `legalisation.rule-distance` there. Refused: `distance.not-allowed`. */
export async function listRules(tx: Tx, actor: Actor, communeId: CommuneId): Promise<Result<readonly DistanceRule[]>> {
  return mayRule(actor, communeId) ? ok(await selectRules(tx, communeId)) : refuse('distance.not-allowed');
}

/**
 * Decides anew about a nature of act; the decision is one more row, which nobody edits, and says who took it and when. What was begun under
 * an earlier one goes on. Needs `legalisation.rule-distance` over the whole commune, or the platform that installs it. Refusals:
 * `distance.not-allowed`, `.basis-missing`, `.basis-too-long` (with `limit`), `.dates-crossed`, `.rule-past`, `.office-unknown`.
 */
export async function decideRule(
  tx: Tx,
  actor: Actor,
  { communeId, ...decided }: RuleDecided & { readonly communeId: CommuneId },
  now: Date,
): Promise<Result<DistanceRuleId>> {
  if (!mayRule(actor, communeId)) return refuse('distance.not-allowed');
  const judged = judgeDecision(decided, civilDate(now));
  if (!judged.ok) return judged;
  const { office } = decided;
  if (office.kind === 'fixed' && !(await isOpen(tx, communeId, office.officeId)))
    return refuse('distance.office-unknown');
  const id = newId<DistanceRuleId>(now);
  const decidedBy = actor.kind === 'staff' ? actor.staffId : null;
  await insertRule(tx, communeId, { ...decided, basis: judged.value, id, decidedBy, decidedAt: now });
  return ok(id);
}

async function isOpen(tx: Tx, communeId: CommuneId, officeId: OfficeId): Promise<boolean> {
  return (await findOffice(tx, communeId, officeId)) !== undefined;
}

/** The basis as it is kept. What is past cannot be decided: acts were made by what was in force. */
function judgeDecision(
  { enabled, basis, validFrom, validUntil }: RuleDecided,
  today: string,
): Result<DistanceRule['basis']> {
  const kept = basis && { arabic: basis.arabic.trim(), french: basis.french.trim() };
  const whole = kept !== null && kept.arabic !== '' && kept.french !== '';
  if (enabled && !whole) return refuse('distance.basis-missing');
  if (kept && Math.max(kept.arabic.length, kept.french.length) > basisLimit)
    return refuse('distance.basis-too-long', { limit: basisLimit });
  if (validUntil !== null && validUntil < validFrom) return refuse('distance.dates-crossed');
  return validFrom < today ? refuse('distance.rule-past') : ok(whole ? kept : null);
}

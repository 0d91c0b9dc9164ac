import { civilDate, type Id, newId, ok, type Result, refuse, type StaffActor } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Catalogue } from './catalogue.ts';
import { checkRule, ruleOn, type RuleAsked } from './decide.ts';
import type { CommunalRule, CommunalRuleId, Nature, RefusalReason } from './model.ts';
import { mayManage } from './policy.ts';
import { insertRule, insertSwitch, lockRules, type ReasonSwitch, selectRules, selectSwitches } from './store.ts';

/** Everything that an administrator sees of a service: what counts today, and what was and will be set. */
export interface ServiceRules {
  readonly natures: readonly Nature[];
  /** The same, as the service declares them. */
  readonly declared: readonly Nature[];
  /** The newest first. */
  readonly rules: readonly CommunalRule[];
  readonly reasons: readonly (RefusalReason & { readonly offered: boolean })[];
  /** The newest first. */
  readonly switches: readonly ReasonSwitch[];
}

/** The rules of a service in the actor's commune. Needs `catalogue.manage`. Refused: `catalogue.not-allowed`, `.unknown-service`. */
export async function readServiceRules(
  catalogue: Catalogue,
  tx: Tx,
  actor: StaffActor,
  { service, at }: { readonly service: string; readonly at: Date },
): Promise<Result<ServiceRules>> {
  if (!mayManage(actor)) return refuse('catalogue.not-allowed');
  const declaration = catalogue.findService(service);
  if (!declaration) return refuse('catalogue.unknown-service');
  const { communeId } = actor;
  const offered = new Set((await catalogue.listReasons(tx, communeId, service)).map(({ code }) => code));
  return ok({
    natures: await catalogue.listNatures(tx, communeId, service, at),
    declared: declaration.natures.map(nature => ruleOn(nature, [], civilDate(at))),
    rules: await selectRules(tx, communeId, { service }),
    reasons: declaration.refusalReasons.map(reason => ({ ...reason, offered: offered.has(reason.code) })),
    switches: await selectSwitches(tx, communeId, service),
  });
}

/**
 * Sets how the commune judges a nature from a day on; older rules stay and count again when it ends. Needs `catalogue.manage`. Refused:
 * `catalogue.not-allowed`, `.unknown-nature`, those of `checkRule`.
 */
export async function setNatureRule(
  catalogue: Catalogue,
  tx: Tx,
  actor: StaffActor,
  { asked, now }: { readonly asked: RuleAsked; readonly now: Date },
): Promise<Result<CommunalRule>> {
  if (!mayManage(actor)) return refuse('catalogue.not-allowed');
  const { service, nature, rule, illiterateObligation, validFrom, validUntil } = asked;
  const declared = catalogue.findService(service)?.natures.some(each => each.code === nature);
  if (!declared) return refuse('catalogue.unknown-nature');
  const basis = checkRule(asked, civilDate(now));
  if (!basis.ok) return basis;
  const { communeId, staffId } = actor;
  await lockRules(tx, communeId);
  const before = await selectRules(tx, communeId, { service, nature });
  const set: CommunalRule = {
    communeId,
    id: newId<CommunalRuleId>(now),
    service,
    nature,
    rule,
    basis: basis.value,
    attributes: rule === null ? null : { illiterateObligation },
    version: before.length + 1,
    validFrom,
    validUntil,
    setBy: staffId,
    setAt: now,
  };
  await insertRule(tx, set);
  return ok(set);
}

/**
 * Takes a reason out of the commune's catalogue, or in again; requests refused by it keep it. Answers whether that changed anything.
 * Needs `catalogue.manage`. Refused: `catalogue.not-allowed`, `.unknown-reason`, `.last-reason`.
 */
export async function switchReason(
  catalogue: Catalogue,
  tx: Tx,
  actor: StaffActor,
  asked: Pick<ReasonSwitch, 'service' | 'reason' | 'offered'> & { readonly now: Date },
): Promise<Result<'set' | 'as-before'>> {
  if (!mayManage(actor)) return refuse('catalogue.not-allowed');
  const { service, reason, offered, now } = asked;
  if (!catalogue.findService(service)?.refusalReasons.some(({ code }) => code === reason))
    return refuse('catalogue.unknown-reason');
  const { communeId, staffId } = actor;
  await lockRules(tx, communeId);
  const reasons = await catalogue.listReasons(tx, communeId, service);
  if (reasons.some(({ code }) => code === reason) === offered) return ok('as-before');
  // Whoever must refuse needs a reason to give.
  if (!offered && reasons.length === 1) return refuse('catalogue.last-reason');
  const before = (await selectSwitches(tx, communeId, service)).filter(each => each.reason === reason);
  const change = { service, reason, version: before.length + 1, offered, setBy: staffId, setAt: now };
  await insertSwitch(tx, communeId, newId<Id<'reason-switch'>>(now), change);
  return ok('set');
}

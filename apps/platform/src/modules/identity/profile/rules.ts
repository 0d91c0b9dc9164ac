import { ok, type Result, refuse, type StaffActor } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { holds } from '../policy.ts';
import { listRules, writeRule } from './change-store.ts';
import { needsSecond } from './data.ts';
import { keyFields, type KeyField } from './model.ts';

/** Whether a change of a field takes a second person in a commune. */
export interface KeyDataRule {
  readonly field: KeyField;
  readonly secondPerson: boolean;
}

/** The rule of every field in the actor's commune. Needs `identity.set-key-data-rules`. Refused: `identity.not-allowed`. */
export async function listKeyDataRules(tx: Tx, actor: StaffActor): Promise<Result<readonly KeyDataRule[]>> {
  if (!holds(actor, 'identity.set-key-data-rules')) return refuse('identity.not-allowed');
  const rules = await listRules(tx, actor.communeId);
  return ok(keyFields.map(field => ({ field, secondPerson: needsSecond(rules, field) })));
}

/**
 * Sets the rule of a field for the changes to come: those that wait already go on waiting. Answers whether that changed anything. Needs
 * `identity.set-key-data-rules`. Refused: `identity.not-allowed`.
 */
export async function setKeyDataRule(
  tx: Tx,
  actor: StaffActor,
  { field, secondPerson }: KeyDataRule,
): Promise<Result<'set' | 'as-before'>> {
  if (!holds(actor, 'identity.set-key-data-rules')) return refuse('identity.not-allowed');
  const rules = await listRules(tx, actor.communeId);
  if (needsSecond(rules, field) === secondPerson) return ok('as-before');
  await writeRule(tx, actor.communeId, { field, secondPerson });
  return ok('set');
}

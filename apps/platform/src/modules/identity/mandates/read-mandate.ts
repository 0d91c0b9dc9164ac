import { ok, type PersonName, refuse, type Result } from '../../../kernel/index.ts';
import { isDay } from '../facts.ts';
import { tidy } from '../names.ts';
import type { Evidence, MandateScope, Role } from './model.ts';
import { isPast } from './read-organisation.ts';

/** A role as it was typed; the words of the paper where it is `other`. */
export interface TypedRole {
  readonly role: Role;
  readonly roleWords?: PersonName | undefined;
}

const longest = 80;

/** Reads a role. Refused: `mandates.role-words-missing`, `mandates.text-too-long`. */
export function readRole({ role, roleWords }: TypedRole): Result<{ role: Role; roleWords: PersonName | null }> {
  if (role !== 'other') return ok({ role, roleWords: null });
  const words = { arabic: tidy(roleWords?.arabic ?? ''), latin: tidy(roleWords?.latin ?? '') };
  if (!/^[\p{Script=Arabic}\p{M}\s]+$/u.test(words.arabic) || !/^[\p{Script=Latin}\p{M}\s'’-]+$/u.test(words.latin))
    return refuse('mandates.role-words-missing');
  if (Math.max(words.arabic.length, words.latin.length) > longest)
    return refuse('mandates.text-too-long', { max: longest });
  return ok({ role, roleWords: words });
}

/**
 * Reads a scope. Refused: `mandates.natures-missing`, `.nature-unknown`, `.worth-malformed`, `.date-malformed`, `.dates-crossed`,
 * `.too-deep`.
 */
export function readScope(scope: MandateScope, natures: readonly string[]): Result<MandateScope> {
  if (scope.natures !== 'all') {
    if (scope.natures.length === 0) return refuse('mandates.natures-missing');
    if (scope.natures.some(nature => !natures.includes(nature))) return refuse('mandates.nature-unknown');
  }
  if (scope.most !== null && (!Number.isSafeInteger(scope.most) || scope.most < 1))
    return refuse('mandates.worth-malformed');
  if (!isDay(scope.startsOn) || (scope.endsOn !== null && !isDay(scope.endsOn)))
    return refuse('mandates.date-malformed');
  if (scope.endsOn !== null && scope.endsOn < scope.startsOn) return refuse('mandates.dates-crossed');
  return scope.delegable >= 0 && scope.delegable <= 3 ? ok(scope) : refuse('mandates.too-deep');
}

/** Reads what shows a mandate. Refused: `mandates.evidence-missing`, `.text-too-long`, `.date-malformed`. */
export function readEvidence({ kind, reference, on }: Evidence, now: Date): Result<Evidence> {
  const plain = tidy(reference);
  if (plain === '') return refuse('mandates.evidence-missing');
  if (plain.length > longest * 2) return refuse('mandates.text-too-long', { max: longest * 2 });
  return isPast(on, now) ? ok({ kind, reference: plain, on }) : refuse('mandates.date-malformed');
}

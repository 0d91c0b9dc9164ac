import {
  type CommuneId,
  type Id,
  newId,
  type OfficeId,
  ok,
  type Result,
  refuse,
  type StaffActor,
  type StaffId,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { insertLanguageRule, selectLanguageRules } from './language-store.ts';
import { mayManage } from './policy.ts';
import { lockRules } from './store.ts';

/** Languages that an office reads (tags of BCP 47), and what becomes of a paper in another one. */
export interface LanguagesRead {
  readonly reads: readonly string[];
  readonly rule: 'warn' | 'refuse';
}

/** The same as it counts somewhere: `version` is `usual`, `c3` as the commune set it the third time, `o2` as it did for the office. */
export interface LanguageRuling extends LanguagesRead {
  readonly version: string;
}

/** What a commune set, for one office or for all that have nothing of their own. Never changed: a newer one takes its place. */
export interface CommunalLanguages {
  readonly communeId: CommuneId;
  readonly id: Id<'language-rule'>;
  /** Null: the commune. */
  readonly officeId: OfficeId | null;
  /** Counts up for each place. */
  readonly version: number;
  /** Null: what stands above counts again. */
  readonly set: LanguagesRead | null;
  readonly setBy: StaffId;
  readonly setAt: Date;
}

/** Where nothing is set: the two languages of Moroccan administration, and a warning about any other. */
const usualLanguages: LanguageRuling = { reads: ['ar', 'fr'], rule: 'warn', version: 'usual' };

/** What counts for an office, or for the commune (null), of rules that come newest first. */
export function languagesAt(rules: readonly CommunalLanguages[], officeId: OfficeId | null): LanguageRuling {
  const newest = (place: OfficeId | null) => rules.find(rule => rule.officeId === place);
  const own = officeId === null ? undefined : newest(officeId);
  if (own?.set) return { ...own.set, version: `o${own.version}` };
  const communal = newest(null);
  return communal?.set ? { ...communal.set, version: `c${communal.version}` } : usualLanguages;
}

/** Which languages an office of a commune reads now. */
export async function findLanguageRule(tx: Tx, communeId: CommuneId, officeId: OfficeId): Promise<LanguageRuling> {
  return languagesAt(await selectLanguageRules(tx, communeId), officeId);
}

/** Everything that the actor's commune set, the newest first. Needs `catalogue.manage`. Refused: `catalogue.not-allowed`. */
export async function listLanguageRules(tx: Tx, actor: StaffActor): Promise<Result<readonly CommunalLanguages[]>> {
  return mayManage(actor) ? ok(await selectLanguageRules(tx, actor.communeId)) : refuse('catalogue.not-allowed');
}

/**
 * Sets which languages an office of the actor's commune reads, or (null) every office without a rule of its own, from now on. Needs
 * `catalogue.manage`. Refused: `catalogue.not-allowed`, `.languages-missing`. The caller knows the office and the languages.
 */
export async function setLanguageRule(
  tx: Tx,
  actor: StaffActor,
  { officeId, set }: Pick<CommunalLanguages, 'officeId' | 'set'>,
  now: Date,
): Promise<Result<CommunalLanguages>> {
  if (!mayManage(actor)) return refuse('catalogue.not-allowed');
  const reads = set && [...new Set(set.reads)];
  if (reads?.length === 0) return refuse('catalogue.languages-missing');
  const { communeId, staffId } = actor;
  await lockRules(tx, communeId);
  const before = (await selectLanguageRules(tx, communeId)).filter(rule => rule.officeId === officeId);
  const rule: CommunalLanguages = {
    communeId,
    id: newId(now),
    officeId,
    version: before.length + 1,
    set: set && reads && { reads, rule: set.rule },
    setBy: staffId,
    setAt: now,
  };
  await insertLanguageRule(tx, rule);
  return ok(rule);
}

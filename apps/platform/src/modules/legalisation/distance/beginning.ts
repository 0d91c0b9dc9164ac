import {
  civilDate,
  type CommuneId,
  ok,
  type OfficeId,
  type PersonActor,
  refuse,
  type Result,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { listOffices, type Office } from '../../organisation/index.ts';
import { type ChangedRequest, changedRequest, mayBeginAnother, runCommand } from '../../requests/index.ts';
import { claimMandate } from '../capacities.ts';
import { legalisationService, type SignedFor } from '../model.ts';
import { insertLegalisation, selectLegalisations, updateLegalisation } from '../store.ts';
import { type DistanceRule, needVersion } from './model.ts';
import type { DistanceDeps, NatureOffered } from './ports.ts';
import { selectRules } from './rule-store.ts';
import { competentOffices, ruleInForce } from './rules.ts';
import { insertDistance } from './store.ts';

/** A nature of act, and whether the commune legalises it at a distance today; `rule` undefined or switched off: only at the counter. */
export interface NatureAtDistance {
  readonly nature: NatureOffered;
  readonly rule: DistanceRule | undefined;
}

/** What a commune offers today: each nature with its rule, and its offices. */
export interface CommuneOffer {
  readonly natures: readonly NatureAtDistance[];
  readonly offices: readonly Office[];
}

/** What a commune offers at a distance, to anybody who asks: nothing of it is personal. */
export async function readOffer(deps: DistanceDeps, communeId: CommuneId): Promise<CommuneOffer> {
  return deps.db.transaction({ communeId }, async tx => offerOf(deps, tx, communeId));
}

async function offerOf(deps: DistanceDeps, tx: Tx, communeId: CommuneId): Promise<CommuneOffer> {
  const now = deps.clock();
  const rules = await selectRules(tx, communeId);
  const natures = await deps.catalogue.listNatures(tx, communeId, legalisationService, now);
  const day = civilDate(now);
  return {
    natures: natures.map(nature => ({ nature, rule: ruleInForce(rules, nature.code, day) })),
    offices: await listOffices(tx, communeId),
  };
}

/** What somebody answered before anything is kept. */
export interface Begun {
  readonly key: string;
  readonly communeId: CommuneId;
  readonly officeId: OfficeId;
  readonly nature: string;
  /** Version of the page "do you need this?" that they were shown. */
  readonly need: string;
  /** Whether they read the warning of a nature that has one. */
  readonly warningRead: boolean;
  readonly signedFor: SignedFor | null;
}

/**
 * Opens a draft of a person's own, once. Refusals: `distance.need-unread`, `.nature-unknown`, `.nature-refused`, `.warning-unread`,
 * `.not-at-distance` (the commune has not opened it, or no longer), `.office-not-competent`, those of `mandates.check`, of
 * `mayBeginAnother` and of `requests.open`.
 */
export function begin(deps: DistanceDeps, actor: PersonActor, begun: Begun): Promise<Result<ChangedRequest>> {
  const { key, communeId, ...payload } = begun;
  const now = deps.clock();
  return runCommand(deps.db, actor, { key, name: 'distance.begin', payload, communeId }, now, async tx => {
    const judged = judge(await offerOf(deps, tx, communeId), begun);
    if (!judged.ok) return judged;
    const { nature, rule } = judged.value;
    const own = { communeId, personId: actor.personId };
    const capacity = await claimMandate(deps, tx, own, { ...begun, at: now });
    if (!capacity.ok) return capacity;
    const another = await mayBeginAnother(tx, actor.personId, legalisationService);
    if (!another.ok) return another;
    const { officeId, signedFor } = begun;
    const opening = { officeId, service: legalisationService, communeId };
    const opened = await deps.requests.open(tx, actor, opening, now);
    if (!opened.ok) return opened;
    const at = { communeId, requestId: opened.value.id };
    await insertLegalisation(tx, at);
    const [empty] = await selectLegalisations(tx, communeId, [at.requestId]);
    if (!empty) throw new Error('a legalisation that was just written is not there');
    await updateLegalisation(tx, at, { ...empty, nature: nature.code, ruleVersion: nature.ruleVersion });
    const need = { version: begun.need, shownAt: now };
    const warningRead = nature.rule === 'warn' ? nature.code : null;
    await insertDistance(tx, at, { need, warningRead, signedFor, ruleId: rule.id });
    // The office will read who asks: from now on the commune knows them.
    await deps.identity.meet(tx, communeId, actor.personId);
    const who = await deps.identity.readAddressee(tx, actor.personId);
    if (!who) throw new Error('a person is signed in whom nobody enrolled');
    const self = { personId: actor.personId, contact: null, name: who.name.latin, language: who.language, turn: 1 };
    const party = await deps.parties.add(tx, opened.value, { ...self, ...(signedFor && { signedFor }) });
    return party.ok ? changedRequest(opened) : party;
  });
}

/** Whether what was chosen may be begun today. */
function judge(
  { natures, offices }: CommuneOffer,
  { need, nature: code, warningRead, officeId }: Begun,
): Result<{ readonly nature: NatureOffered; readonly rule: DistanceRule }> {
  if (need !== needVersion) return refuse('distance.need-unread');
  const found = natures.find(({ nature }) => nature.code === code);
  if (!found) return refuse('distance.nature-unknown');
  const { nature, rule } = found;
  if (nature.rule === 'refuse') return refuse('distance.nature-refused');
  if (!rule?.enabled) return refuse('distance.not-at-distance');
  if (nature.rule === 'warn' && !warningRead) return refuse('distance.warning-unread');
  if (!competentOffices(rule.office, offices).some(({ id }) => id === officeId))
    return refuse('distance.office-not-competent');
  return ok({ nature, rule });
}

import { civilDate, type PersonActor, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { copyDocument, findDocument, type RequestDocument } from '../../documents/index.ts';
import {
  type ChangedRequest,
  changedRequest,
  mayBeginAnother,
  runCommand,
  type ServiceRequest,
} from '../../requests/index.ts';
import { legalisationService } from '../model.ts';
import { insertLegalisation, updateLegalisation } from '../store.ts';
import { type DistanceFile, locate, readOwnFile } from './file.ts';
import type { DistanceRule, SignatureField } from './model.ts';
import type { DistanceDeps } from './ports.ts';
import { selectRules } from './rule-store.ts';
import { ruleInForce } from './rules.ts';
import { insertDistance, putField, updateChoices } from './store.ts';

/**
 * Takes up again at home, once and for nothing, a request that was refused, declined, given up or over its time: a draft of the same paper,
 * nature and signatories, who sign where they did. Nobody has agreed to it. Refusals: `requests.not-found`, `distance.not-at-distance` where the commune offers it no longer, those of `mayBeginAnother`,
 * of `requests.openAgain` and of `parties.add`.
 */
export async function openAgain(
  deps: DistanceDeps,
  actor: PersonActor,
  { key, requestId }: { readonly key: string; readonly requestId: RequestId },
): Promise<Result<ChangedRequest>> {
  const at = await locate(deps, actor, requestId);
  if (!at.ok) return at;
  const { communeId } = at.value;
  const now = deps.clock();
  const command = { key, name: 'distance.open-again', payload: requestId, communeId };
  return runCommand(deps.db, actor, command, now, async tx => {
    const earlier = await readOwnFile(deps, tx, actor, at.value);
    if (!earlier.ok) return earlier;
    const nature = earlier.value.legalisation.nature ?? '';
    const rule = ruleInForce(await selectRules(tx, communeId), nature, civilDate(now));
    if (!rule?.enabled) return refuse('distance.not-at-distance');
    const another = await mayBeginAnother(tx, actor.personId, legalisationService);
    if (!another.ok) return another;
    const opened = await deps.requests.openAgain(tx, actor, { requestId, communeId }, now);
    if (!opened.ok) return opened;
    const { request } = opened.value;
    const refilled = await refill(deps, tx, { actor, request, earlier: earlier.value, rule, now });
    return refilled.ok ? changedRequest({ ok: true, value: request }) : refilled;
  });
}

async function refill(
  deps: DistanceDeps,
  tx: Tx,
  {
    actor,
    request,
    earlier,
    rule,
    now,
  }: {
    readonly actor: PersonActor;
    readonly request: ServiceRequest;
    readonly earlier: DistanceFile;
    readonly rule: DistanceRule;
    readonly now: Date;
  },
): Promise<Result<unknown>> {
  const { communeId } = request;
  const to = { communeId, requestId: request.id };
  const { legalisation, distance, ruling, parties } = earlier;
  const { code: nature = null, ruleVersion = null } = ruling ?? {};
  await insertLegalisation(tx, to);
  await updateLegalisation(tx, to, { ...legalisation, nature, ruleVersion, stampPlace: null, checks: [] });
  await insertDistance(tx, to, { ...distance, ruleId: rule.id });
  await updateChoices(tx, to, distance);
  await copyDocument(tx, { communeId, from: earlier.request.id, to: request.id }, now);
  const fields = fieldsOn(earlier, await findDocument(tx, to));
  for (const { id, contact, name, language, turn, personId, signedFor } of parties) {
    // Whoever else was known prove again that it is they: the link that they followed was to another request.
    const self = personId === actor.personId && contact === null;
    const known = self && { personId, ...(signedFor && { signedFor }) };
    const given = { contact, name, language, turn, ...known };
    const added = await deps.parties.add(tx, request, given);
    if (!added.ok) return added;
    for (const field of fields.filter(({ partyId }) => partyId === id))
      await putField(tx, to, { ...field, partyId: added.value });
  }
  return { ok: true, value: undefined };
}

/** Where everybody signed, on the pages of a copy: the same ones in the same order. */
function fieldsOn({ document, fields }: DistanceFile, copy: RequestDocument | undefined): readonly SignatureField[] {
  const pages = document?.pages.map(({ id }) => id) ?? [];
  return fields.flatMap(field => {
    const page = copy?.pages[pages.indexOf(field.pageId)];
    return page ? [{ ...field, pageId: page.id }] : [];
  });
}

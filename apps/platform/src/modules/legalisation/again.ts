import { ok, type PersonId, type RequestId, refuse, type Result, type StaffActor } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { copyDocument } from '../documents/index.ts';
import type { IdentifiedPerson } from '../identity/index.ts';
import { type ChangedRequest, changedRequest, type OpenedAgain, runCommand } from '../requests/index.ts';
import { rulingOf } from './file.ts';
import { type LegalisationFile, legalisationService } from './model.ts';
import type { LegalisationDeps } from './ports.ts';
import { insertLegalisation, selectLegalisations, selectSignatories, updateLegalisation } from './store.ts';

/**
 * Takes up again at the counter, once and for nothing, a request that was refused, declined, given up or over its time: a draft with the
 * same document, nature and options. Whoever signed is expected again, and identified anew. Refusals: those of `requests.openAgain`.
 */
export function openAgain(
  deps: LegalisationDeps,
  actor: StaffActor,
  { key, requestId }: { readonly key: string; readonly requestId: RequestId },
): Promise<Result<ChangedRequest>> {
  const now = deps.clock();
  return runCommand(deps.db, actor, { key, name: 'legalisation.open-again', payload: requestId }, now, async tx => {
    const opened = await deps.requests.openAgain(tx, actor, { requestId }, now);
    if (!opened.ok) return opened;
    if (opened.value.earlier.service !== legalisationService) return refuse('requests.not-found');
    await refill(deps, tx, opened.value, now);
    return changedRequest(ok(opened.value.request));
  });
}

/** Gives a draft what the request had that it takes up: its document and options, but for checks, which are made by eye each time. */
async function refill(
  deps: Pick<LegalisationDeps, 'catalogue' | 'clock'>,
  tx: Tx,
  { request, earlier }: OpenedAgain,
  now: Date,
): Promise<void> {
  const { communeId } = request;
  const to = { communeId, requestId: request.id };
  await insertLegalisation(tx, to);
  const [before] = await selectLegalisations(tx, communeId, [earlier.id]);
  if (!before) return;
  const ruling = before.nature === null ? undefined : await rulingOf(deps, tx, request, before.nature);
  const { code: nature = null, ruleVersion = null } = ruling ?? {};
  await updateLegalisation(tx, to, { ...before, nature, ruleVersion, checks: [] });
  await copyDocument(tx, { communeId, from: earlier.id, to: request.id }, now);
}

/** Who signed the request that a draft takes up and is not there yet, each with the document that identified them then. */
export async function readExpected(
  deps: Pick<LegalisationDeps, 'people'>,
  tx: Tx,
  { request, signatories }: Pick<LegalisationFile, 'request' | 'signatories'>,
): Promise<readonly IdentifiedPerson[]> {
  const { communeId, resubmissionOf, state } = request;
  if (resubmissionOf === null || state !== 'draft') return [];
  const here = new Set<PersonId>(signatories.map(({ personId }) => personId));
  const expected: IdentifiedPerson[] = [];
  for (const { personId, identityDocumentId: documentId } of await selectSignatories(tx, communeId, [resubmissionOf])) {
    const person = here.has(personId) ? undefined : await deps.people.readIdentified(tx, { personId, documentId });
    if (person) expected.push(person);
  }
  return expected;
}

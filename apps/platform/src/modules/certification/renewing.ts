import { civilDate, ok, type PersonActor, refuse, type Result } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { copyDocument } from '../documents/index.ts';
import { type ChangedRequest, runCommand } from '../requests/index.ts';
import { certificationService, type Original, type OriginalId } from './model.ts';
import { selectOriginals } from './original-store.ts';
import { findHeld, type OriginalsDeps, standingIn } from './originals.ts';
import { openParticulars, places, sealParticulars } from './particulars.ts';
import {
  insertCertification,
  insertHolder,
  selectHolders,
  selectRenewals,
  updateCertification,
  updateSignedFor,
} from './store.ts';

/**
 * Asks for the certification of an Original to be renewed, at the office that made it: a clerk checks, an officer signs a new act. Refused:
 * `certification.original-unknown`, `.still-open` while copies may be had, `.renewal-under-way`, `.original-expired` (the new paper must be shown), `.show-again`
 * where whoever showed it is known by a document that ended since, those of `requests`.
 */
export async function renew(
  deps: OriginalsDeps,
  actor: PersonActor,
  { key, originalId }: { readonly key: string; readonly originalId: OriginalId },
): Promise<Result<ChangedRequest>> {
  const held = await findHeld(deps, actor, originalId);
  if (!held) return refuse('certification.original-unknown');
  const now = deps.clock();
  const { communeId } = held;
  const command = { key, name: 'certification.renew', payload: originalId, communeId };
  return runCommand(deps.db, actor, command, now, async tx => {
    const [original] = await selectOriginals(tx, communeId, [originalId]);
    if (!original) return refuse('certification.original-unknown');
    const renewable = await checkRenewable(deps, tx, actor, original);
    return renewable.ok ? send(deps, tx, actor, original, now) : renewable;
  });
}

async function checkRenewable(
  deps: OriginalsDeps,
  tx: Tx,
  actor: PersonActor,
  original: Original,
): Promise<Result<void>> {
  const { expiresOn } = original;
  if (expiresOn !== null && expiresOn < civilDate(deps.clock()))
    return refuse('certification.original-expired', { date: expiresOn });
  for (const requestId of await selectRenewals(tx, original.communeId, original.id)) {
    const asked = await deps.requests.read(tx, actor, requestId, original.communeId);
    if (asked.ok && asked.value.decidedAt === null) return refuse('certification.renewal-under-way');
  }
  const standing = await standingIn(deps, tx, original);
  return standing.kind === 'open' ? refuse('certification.still-open') : ok(undefined);
}

async function send(
  deps: OriginalsDeps,
  tx: Tx,
  actor: PersonActor,
  original: Original,
  now: Date,
): Promise<Result<ChangedRequest>> {
  const { requests } = deps;
  const { communeId, officeId } = original;
  const opened = await requests.open(tx, actor, { communeId, officeId, service: certificationService }, now);
  if (!opened.ok) return opened;
  const { id: requestId, version } = opened.value;
  const taken = await takeOver(deps, tx, original, { communeId, requestId });
  if (!taken.ok) return taken;
  const at = { communeId, requestId, version };
  const invited = await requests.change(tx, actor, at, { verb: 'invite' }, now);
  if (!invited.ok) return invited;
  const gathered = await requests.gather(tx, { communeId, requestId }, now);
  return gathered.ok ? ok({ requestId, version: gathered.value.version }) : gathered;
}

/** The new request is of the same pages and particulars, for the same holders. */
async function takeOver(
  { vault, people, clock }: OriginalsDeps,
  tx: Tx,
  original: Original,
  key: Pick<Original, 'communeId' | 'requestId'>,
): Promise<Result<void>> {
  const { communeId, id, kind, sealedFor, stampLanguages, issuedOn, expiresOn } = original;
  await insertCertification(tx, key, { kind, stampLanguages, renews: id });
  const shown = await selectHolders(tx, communeId, [original.requestId]);
  for (const { personId, identityDocumentId, signedFor } of shown) {
    const person = await people.readIdentified(tx, { personId, documentId: identityDocumentId });
    if (!person || person.document.expired) return refuse('certification.show-again');
    await insertHolder(tx, key, { personId, identityDocumentId, identifiedBy: null, identifiedAt: clock() });
    if (signedFor) await updateSignedFor(tx, key, { personId, signedFor });
  }
  const before = { subject: sealedFor, place: places.original(id) };
  const particulars = await openParticulars(vault, tx, before, original);
  const after = { subject: sealedFor, place: places.certification(key.requestId) };
  await updateCertification(tx, key, {
    kind,
    ruleVersion: null,
    sealed: await sealParticulars(vault, tx, after, particulars),
    sealedFor,
    issuedOn,
    expiresOn,
    stampLanguages,
  });
  await copyDocument(tx, { communeId, from: original.requestId, to: key.requestId }, clock());
  return ok(undefined);
}

import {
  civilDate,
  type CommuneId,
  ok,
  type PersonActor,
  refuse,
  type RequestId,
  type Result,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { copyDocument } from '../documents/index.ts';
import { type ChangedRequest, changedRequest, runCommand } from '../requests/index.ts';
import { loadFile } from './file.ts';
import { type CertificationFile, certificationService, type Original, type OriginalId } from './model.ts';
import { lockOriginal, selectOriginals } from './original-store.ts';
import { findHeld, type OriginalsDeps, standingIn } from './originals.ts';
import { openParticulars, places, sealParticulars } from './particulars.ts';
import { isWithdrawn, missingOfRenewal, readRenewals } from './renewal.ts';
import { insertCertification, insertHolder, selectHolders, updateCertification, updateSignedFor } from './store.ts';

/**
 * Asks for the certification of an Original to be renewed, at the office that made it: a clerk checks, an officer signs a new act. Refused:
 * `certification.original-unknown`, `.still-open` while copies may be had, `.renewal-under-way`, `.renewed-since` where a newer certification of it
 * stands, `.original-expired` (the new paper must be shown), `.show-again` where the certification was withdrawn, or whoever showed it is
 * known by a document that ended since, those of `requests`.
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
    const renewable = await checkRenewable(deps, tx, original);
    return renewable.ok ? send(deps, tx, actor, original, now) : renewable;
  });
}

/** Refuses what `renew` does; two who ask at once for the same Original follow one another. */
async function checkRenewable(deps: OriginalsDeps, tx: Tx, original: Original): Promise<Result<void>> {
  const { expiresOn } = original;
  if (expiresOn !== null && expiresOn < civilDate(deps.clock()))
    return refuse('certification.original-expired', { date: expiresOn });
  await lockOriginal(tx, original.id);
  const renewals = await readRenewals(tx, original);
  if (renewals.underWay) return refuse('certification.renewal-under-way');
  if (renewals.standing) return refuse('certification.renewed-since');
  if (await isWithdrawn(tx, original)) return refuse('certification.show-again');
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

/**
 * Sends a renewal again that the office gave back, in the caller’s transaction, bound to its commune and the person: what can be judged without
 * the clerk is judged as if it were new, and the clerk checks it again. Refused: `requests.not-found` for what renews nothing,
 * `certification.original-expired`, `.show-again`, `.kind-refused`, `.pages-changed`, what ended a mandate, those of `requests.change`.
 */
export async function sendAgain(
  deps: OriginalsDeps,
  tx: Tx,
  actor: PersonActor,
  at: { readonly communeId: CommuneId; readonly requestId: RequestId; readonly version: number },
): Promise<Result<ChangedRequest>> {
  return changedRequest(
    await deps.requests.change(tx, actor, at, { verb: 'resubmit' }, deps.clock(), async request => {
      const file = await loadFile(deps, tx, request);
      if (!file.ok) return file;
      return file.value.certification.renews === null
        ? refuse('requests.not-found')
        : checkSendable(deps, tx, file.value);
    }),
  );
}

async function checkSendable(deps: OriginalsDeps, tx: Tx, file: CertificationFile): Promise<Result<void>> {
  const renewal = await missingOfRenewal(deps, tx, file);
  if (!renewal) return refuse('requests.not-found');
  if (await isWithdrawn(tx, renewal.original)) return refuse('certification.show-again');
  if (file.holders.some(({ person }) => person.document.expired)) return refuse('certification.show-again');
  // What only a clerk can do waits for the clerk.
  const lack = renewal.missing.find(({ code }) => !forClerk.includes(code));
  return lack ? refuse(lack.code, lack.params) : ok(undefined);
}

/** What lacks of a renewal until a clerk has checked it. */
const forClerk: readonly string[] = [
  'certification.check-missing',
  'certification.not-compared',
  'certification.page-illegible',
];

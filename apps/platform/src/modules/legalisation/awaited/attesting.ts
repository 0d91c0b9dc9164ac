import { createHash } from 'node:crypto';
import { type Language, ok, type PersonId, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import type { Sha256 } from '../../../platform/blobs/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { insertBlob, picturePage } from '../../documents/index.ts';
import { type IdentityDocumentId, knowPerson } from '../../identity/index.ts';
import { runCommandIn, type ServiceRequest } from '../../requests/index.ts';
import { paperOffice } from '../../acts/index.ts';
import { loadFile } from '../file.ts';
import { type LegalisationFile, legalisationService } from '../model.ts';
import { inCommune, type LegalisationDeps } from '../ports.ts';
import { type DrawnSignature, readSignature, writeSignature } from '../signature.ts';
import { insertSignatory } from '../store.ts';
import { isAwaited, openAwaited } from './identity.ts';
import { leadBy } from './leading.ts';
import type { Attested, AwaitedIdentity, AwaitedPart, CodeTyped, Led } from './model.ts';
import { endAwaited, findAwaited, insertOpening } from './store.ts';

/** A request that a code leads to, while the person is awaited by it. */
interface Opened {
  readonly file: LegalisationFile;
  readonly awaited: AwaitedIdentity;
}

/**
 * Opens what a code leads to, in a transaction bound to the request's commune. Refused: `legalisation.awaited-over` when the person has
 * come or is no longer awaited, or the request is no longer open; `.no-document` before there are pages to compare the paper with.
 */
async function open(deps: LegalisationDeps, tx: Tx, { communeId, awaitedId }: Led): Promise<Result<Opened>> {
  const row = await findAwaited(tx, communeId, awaitedId);
  if (row?.state !== 'awaited') return refuse('legalisation.awaited-over');
  const request = await deps.requests.readOpen(tx, { communeId, requestId: row.requestId });
  if (request?.service !== legalisationService) return refuse('legalisation.awaited-over');
  const file = await loadFile(deps, tx, request);
  if (!file.ok) return file;
  if ((file.value.document?.pages.length ?? 0) === 0) return refuse('legalisation.no-document');
  return ok({ file: file.value, awaited: await openAwaited(deps, tx, row) });
}

/**
 * What a member of staff sees of a request of another office whose awaited person stands before them. Refused: those of `leadBy`,
 * `legalisation.awaited-over`, `.no-document`.
 */
export async function readPart(
  deps: LegalisationDeps,
  actor: StaffActor,
  typed: CodeTyped,
): Promise<Result<AwaitedPart>> {
  const led = await leadBy(deps, actor, typed);
  if (!led.ok) return led;
  return inCommune(deps, led.value.communeId, async tx => {
    const opened = await open(deps, tx, led.value);
    if (!opened.ok) return opened;
    const { awaited, file } = opened.value;
    const { request, legalisation, document, signatories } = file;
    return ok({
      reference: request.reference,
      nature: legalisation.nature,
      office: await paperOffice(tx, request.communeId, request.officeId),
      awaited,
      pages: (document?.pages ?? []).map(({ mm }) => ({ width: mm.width, height: mm.height })),
      others: signatories.map(({ person, mode, consent }) => ({ name: person.name, mode, signed: consent !== null })),
    });
  });
}

/** A page of it as a JPEG. Refused besides: `documents.page-unknown`, what the sandbox refuses. */
export async function readPartPage(
  deps: LegalisationDeps,
  actor: StaffActor,
  { page, width, ...typed }: CodeTyped & { readonly page: number; readonly width: number | undefined },
): Promise<Result<Uint8Array>> {
  const led = await leadBy(deps, actor, typed);
  if (!led.ok) return led;
  const { communeId } = led.value;
  const opened = await inCommune(deps, communeId, tx => open(deps, tx, led.value));
  if (!opened.ok) return opened;
  const { document } = opened.value.file;
  const asked = document?.pages[page];
  if (!document || !asked) return refuse('documents.page-unknown');
  return picturePage(deps.blobs, communeId, document, asked, { width, original: false });
}

/** The awaited person's part, done before a member of staff of another office: kept whole or not at all. */
export interface Attestation extends CodeTyped {
  readonly key: string;
  readonly personId: PersonId;
  readonly identityDocumentId: IdentityDocumentId;
  readonly drawn: DrawnSignature;
  readonly sentence: string;
  readonly language: Language;
}

/**
 * Attests that the awaited person was identified, signed and agreed here: in the actor's own name, office and commune, written in the
 * request's. The person becomes known to that commune so far as the act needs it. Refused: those of `readPart` and `readSignature`,
 * `legalisation.sentence-changed`, `.person-unknown` (not opened by this counter), `.document-expired` {date}, `.not-the-awaited`,
 * `.signatory-there`, those of `requests.editFromElsewhere`.
 */
export async function attest(
  deps: LegalisationDeps,
  actor: StaffActor,
  attestation: Attestation,
): Promise<Result<Attested>> {
  const drawn = readSignature(attestation.drawn);
  if (!drawn.ok) return drawn;
  const led = await leadBy(deps, actor, attestation);
  if (!led.ok) return led;
  const known = await inCommune(deps, actor.communeId, tx => readPresent(deps, tx, attestation));
  if (!known.ok) return known;
  const { communeId } = led.value;
  const bytes = writeSignature(drawn.value);
  const sha256 = await deps.blobs.put(communeId, bytes);
  const signature = { sha256, length: bytes.length, mediaType: 'application/json' };
  const { key, drawn: _, code, ...rest } = attestation;
  const codeDigest = createHash('sha256').update(code).digest('hex');
  const command = { key, name: 'legalisation.attested-elsewhere', payload: { ...rest, sha256, codeDigest } };
  const now = deps.clock();
  const by = { scope: { communeId }, actorId: actor.staffId };
  const attested = await runCommandIn(deps.db, by, command, now, tx =>
    write(deps, tx, { led: led.value, attestation, signature }, now),
  );
  if (!attested.ok) return attested;
  await inCommune(deps, actor.communeId, tx =>
    insertOpening(tx, actor, { outcome: 'attested', awaitedId: led.value.awaitedId }, now),
  );
  return attested;
}

/** The person as the clerk's own commune knows them: the clerk opened their file, by the document that they hold. */
async function readPresent(
  { people }: LegalisationDeps,
  tx: Tx,
  { personId, identityDocumentId: documentId }: Attestation,
): Promise<Result<undefined>> {
  const person = await people.readIdentified(tx, { personId, documentId });
  if (!person) return refuse('legalisation.person-unknown');
  const { expired, expiresOn } = person.document;
  return expired ? refuse('legalisation.document-expired', { date: expiresOn }) : ok(undefined);
}

interface ToWrite {
  readonly led: Led;
  readonly attestation: Attestation;
  readonly signature: { readonly sha256: Sha256; readonly length: number; readonly mediaType: string };
}

async function write(
  deps: LegalisationDeps,
  tx: Tx,
  { led, attestation, signature }: ToWrite,
  now: Date,
): Promise<Result<Attested>> {
  const { communeId, awaitedId, actor } = led;
  const row = await findAwaited(tx, communeId, awaitedId);
  if (row?.state !== 'awaited') return refuse('legalisation.awaited-over');
  const { requestId } = row;
  const { personId } = attestation;
  const change = { communeId, requestId, what: 'attested-elsewhere', subjectId: personId };
  const changed = await deps.requests.editFromElsewhere(tx, actor, change, now, async request => {
    // Read again under the lock of the request: somebody may have been faster.
    const opened = await open(deps, tx, led);
    if (!opened.ok) return opened;
    await insertBlob(tx, communeId, signature, now);
    return join(deps, tx, { request, led, attestation, opened: opened.value, signature: signature.sha256 }, now);
  });
  return changed.ok ? ok({ requestId, personId, reference: changed.value.reference }) : changed;
}

async function join(
  deps: LegalisationDeps,
  tx: Tx,
  joining: {
    readonly request: ServiceRequest;
    readonly led: Led;
    readonly attestation: Attestation;
    readonly opened: Opened;
    readonly signature: Sha256;
  },
  now: Date,
): Promise<Result<undefined>> {
  const { request, led, attestation, opened, signature } = joining;
  const { communeId } = request;
  const { personId, identityDocumentId, sentence, language } = attestation;
  if (sentence !== deps.catalogue.findService(legalisationService)?.consent.version)
    return refuse('legalisation.sentence-changed');
  await knowPerson(tx, { communeId, personId }, now);
  const person = await deps.people.readIdentified(tx, { personId, documentId: identityDocumentId });
  if (!person) return refuse('legalisation.person-unknown');
  if (!isAwaited(opened.awaited, person)) return refuse('legalisation.not-the-awaited');
  const { actor, officeId, place, awaitedId } = led;
  const key = { communeId, requestId: request.id };
  const joined = await insertSignatory(tx, key, {
    personId,
    identityDocumentId,
    mode: 'presence',
    attestedBy: {
      kind: 'staff',
      staffId: actor.staffId,
      communeId: actor.communeId,
      officeId,
      at: now,
      elsewhere: place,
    },
    signature,
    signedAt: now,
    consent: { sentence, language, at: now },
  });
  if (!joined) return refuse('legalisation.signatory-there');
  await deps.requests.enter(tx, request, { personId, part: 'signatory' }, now);
  await endAwaited(tx, key, { id: awaitedId, personId, at: now });
  await deps.people.vault.shred(tx, awaitedId);
  return ok(undefined);
}

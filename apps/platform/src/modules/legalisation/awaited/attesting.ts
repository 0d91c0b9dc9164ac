import { createHash } from 'node:crypto';
import {
  type CommuneId,
  type Language,
  ok,
  type PersonId,
  refuse,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import type { Sha256 } from '../../../platform/blobs/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { insertBlob, picturePage } from '../../documents/index.ts';
import { type IdentityDocumentId, knowPerson } from '../../identity/index.ts';
import { runCommandIn, type ServiceRequest } from '../../requests/index.ts';
import { paperOffice } from '../../acts/index.ts';
import { readAgreedTo } from '../agreed.ts';
import { checkCapacity } from '../capacities.ts';
import { type AttestedBy, legalisationService } from '../model.ts';
import { inCommune, type LegalisationDeps } from '../ports.ts';
import { type DrawnSignature, readSignature, writeSignature } from '../signature.ts';
import { insertSignatory, updateConsent, updateSignature, updateSignedFor } from '../store.ts';
import type { OnDuty } from '../recognition/model.ts';
import { readOnDuty } from '../recognition/recognise.ts';
import { type Heard, hear } from './hearing.ts';
import { idOf, leadBy } from './leading.ts';
import type { Attested, AwaitedPart, CodeTyped, Led } from './model.ts';
import { type Opened, openPart } from './opening.ts';
import { endAwaited, insertOpening } from './store.ts';

/**
 * What a member of staff sees of a request whose awaited person stands before them: one of another office, or one that others sign at a
 * distance. Refused: those of `leadBy` and `openPart`.
 */
export async function readPart(
  deps: LegalisationDeps,
  actor: StaffActor,
  typed: CodeTyped,
): Promise<Result<AwaitedPart>> {
  const led = await leadBy(deps, actor, typed);
  if (!led.ok) return led;
  return inCommune(deps, led.value.communeId, async tx => {
    const opened = await openPart(deps, tx, led.value);
    if (!opened.ok) return opened;
    const { request, nature, awaited, document, fieldsOn, paper, others } = opened.value;
    return ok({
      reference: request.reference,
      channel: request.channel,
      nature,
      office: await paperOffice(tx, request.communeId, request.officeId),
      awaited,
      paper,
      pages: document.pages.map(page => ({ width: page.mm.width, height: page.mm.height, fields: fieldsOn(page) })),
      others,
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
  const opened = await inCommune(deps, communeId, tx => openPart(deps, tx, led.value));
  if (!opened.ok) return opened;
  const { document } = opened.value;
  const asked = document.pages[page];
  if (!asked) return refuse('documents.page-unknown');
  return picturePage(deps.blobs, communeId, document, asked, { width, original: false });
}

/** The awaited person's part, done before a member of staff: kept whole or not at all. */
export interface Attestation extends CodeTyped {
  readonly key: string;
  /** Digest of the paper that was compared, as `readPart` told it. */
  readonly paper: Sha256;
  readonly personId: PersonId;
  readonly identityDocumentId: IdentityDocumentId;
  /** Null for who cannot sign. */
  readonly drawn: DrawnSignature | null;
  /** Who cannot sign or read, before two witnesses; null for everybody else. */
  readonly heard: Heard | null;
  readonly sentence: string;
  readonly language: Language;
}

/**
 * Attests that the awaited person was identified, signed and agreed here: in the actor's own name, office and commune, written in the
 * request's. The person becomes known to that commune so far as the act needs it. Refused: those of `readPart`, `readDrawn` and
 * `hear`, `legalisation.sentence-changed`, `.paper-changed` (another paper than was compared), `.person-unknown` (not opened by this counter),
 * `.document-expired` {date}, `.not-the-awaited`, `.signatory-there`, those of `checkCapacity`, of `requests.editFromElsewhere` and of
 * `parties.attestedAtCounter`.
 */
export async function attest(
  deps: LegalisationDeps,
  actor: StaffActor,
  attestation: Attestation,
): Promise<Result<Attested>> {
  const drawn = readDrawn(attestation);
  if (!drawn.ok) return drawn;
  const led = await leadBy(deps, actor, attestation);
  if (!led.ok) return led;
  const now = deps.clock();
  const present = await inCommune(deps, actor.communeId, tx => readPresent(deps, tx, led.value, attestation, now));
  if (!present.ok) return present;
  const { communeId, to } = led.value;
  const signature = drawn.value && (await keepDrawn(deps, communeId, drawn.value));
  const { key, drawn: _, code, ...rest } = attestation;
  const codeDigest = createHash('sha256').update(code).digest('hex');
  const payload = { ...rest, sha256: signature?.sha256 ?? null, codeDigest };
  const command = { key, name: 'legalisation.attested-elsewhere', payload };
  const by = { scope: { communeId }, actorId: actor.staffId };
  const attested = await runCommandIn(deps.db, by, command, now, tx =>
    write(deps, tx, { led: led.value, attestation, signature, onDuty: present.value }, now),
  );
  if (!attested.ok) return attested;
  await inCommune(deps, actor.communeId, tx =>
    insertOpening(tx, actor, { outcome: 'attested', awaited: idOf(to) }, now),
  );
  return attested;
}

/** What they drew; who cannot sign draws nothing. Refused: those of `readSignature`, `legalisation.no-signature`. */
function readDrawn({ drawn, heard }: Attestation): Result<DrawnSignature | null> {
  const unable = heard !== null && heard.cannot !== 'read';
  if (unable) return ok(null);
  return drawn ? readSignature(drawn) : refuse('legalisation.no-signature');
}

/** Bytes that lie in the commune's store, as its table will name them. */
type Stored = Parameters<typeof insertBlob>[2];

async function keepDrawn({ blobs }: LegalisationDeps, communeId: CommuneId, drawn: DrawnSignature): Promise<Stored> {
  const bytes = writeSignature(drawn);
  return { sha256: await blobs.put(communeId, bytes), length: bytes.length, mediaType: 'application/json' };
}

/** The person as the clerk's own commune knows them: the clerk opened their file, by the document that they hold. Answers who is on duty. */
async function readPresent(
  { people }: LegalisationDeps,
  tx: Tx,
  { actor, officeId }: Led,
  { personId, identityDocumentId: documentId }: Attestation,
  now: Date,
): Promise<Result<OnDuty>> {
  const person = await people.readIdentified(tx, { personId, documentId });
  if (!person) return refuse('legalisation.person-unknown');
  const { expired, expiresOn } = person.document;
  if (expired) return refuse('legalisation.document-expired', { date: expiresOn });
  return ok(await readOnDuty(tx, { staffId: actor.staffId, communeId: actor.communeId, officeId }, now));
}

interface ToWrite {
  readonly led: Led;
  readonly attestation: Attestation;
  readonly signature: Stored | null;
  readonly onDuty: OnDuty;
}

async function write(deps: LegalisationDeps, tx: Tx, given: ToWrite, now: Date): Promise<Result<Attested>> {
  const { led, attestation, signature } = given;
  const { communeId, actor } = led;
  const { personId } = attestation;
  const found = await openPart(deps, tx, led);
  if (!found.ok) return found;
  const requestId = found.value.request.id;
  const change = { communeId, requestId, what: 'attested-elsewhere', subjectId: personId };
  const changed = await deps.requests.editFromElsewhere(tx, actor, change, now, async () => {
    // Read again under the lock of the request: somebody may have been faster.
    const opened = await openPart(deps, tx, led, { locked: true });
    if (!opened.ok) return opened;
    if (signature) await insertBlob(tx, communeId, signature, now);
    return join(deps, tx, { ...given, opened: opened.value }, now);
  });
  if (!changed.ok) return changed;
  const settled = await settle(deps, tx, { ...given, request: changed.value }, now);
  return settled.ok ? ok({ requestId, personId, reference: changed.value.reference }) : settled;
}

async function join(
  deps: LegalisationDeps,
  tx: Tx,
  { led, attestation, opened, signature, onDuty }: ToWrite & { readonly opened: Opened },
  now: Date,
): Promise<Result<unknown>> {
  const { request, nature } = opened;
  const { communeId } = request;
  const { personId, identityDocumentId, sentence, language, paper, heard } = attestation;
  if (sentence !== deps.catalogue.findService(legalisationService)?.consent.version)
    return refuse('legalisation.sentence-changed');
  if (paper !== opened.paper) return refuse('legalisation.paper-changed');
  await knowPerson(tx, { communeId, personId }, now);
  const person = await deps.people.readIdentified(tx, { personId, documentId: identityDocumentId });
  if (!person) return refuse('legalisation.person-unknown');
  if (!opened.isThem(person)) return refuse('legalisation.not-the-awaited');
  const key = { communeId, requestId: request.id };
  const agreed = led.to.kind === 'party' && nature !== null ? { paper, nature } : undefined;
  const by = { ...attestedBy(led, request, now), ...(agreed && { agreed }) };
  const joined = await insertSignatory(tx, key, { personId, identityDocumentId, mode: 'presence', attestedBy: by });
  if (!joined) return refuse('legalisation.signatory-there');
  const hearing = heard ? await hear(deps, tx, { key, personId, onDuty, now }, heard) : ok(undefined);
  if (!hearing.ok) return hearing;
  if (signature) await updateSignature(tx, key, { personId, signature: signature.sha256, at: now });
  if (opened.signedFor) await updateSignedFor(tx, key, { personId, signedFor: opened.signedFor });
  // Of a request that others sign at a distance, what was agreed to is the attestation's.
  const to = led.to.kind === 'party' ? {} : { to: await readAgreedTo(tx, key) };
  await updateConsent(tx, key, { personId, sentence, language, at: now, ...to });
  return checkCapacity(deps, tx, request, personId, now);
}

/** Who attests, and where: named as papers name it at another office than the request's. */
function attestedBy(
  { actor, officeId, place }: Led,
  request: Opened['request'],
  at: Date,
): Extract<AttestedBy, { kind: 'staff' }> {
  const { staffId, communeId } = actor;
  const here = communeId === request.communeId && officeId === request.officeId;
  return { kind: 'staff', staffId, communeId, officeId, at, ...(!here && { elsewhere: place }) };
}

/** The place is taken, and the code is worth nothing any more. Never inside the edit: where nobody else is awaited, the request goes on. */
async function settle(
  deps: LegalisationDeps,
  tx: Tx,
  { request, led: { to }, attestation, signature }: ToWrite & { readonly request: ServiceRequest },
  now: Date,
): Promise<Result<unknown>> {
  const { personId, identityDocumentId } = attestation;
  if (to.kind === 'party') {
    const { partyId } = to.invitation;
    const signed = { partyId, personId, identityDocumentId, signature: signature?.sha256 ?? null };
    return deps.parties.attestedAtCounter(tx, request, signed);
  }
  await deps.requests.enter(tx, request, { personId, part: 'signatory' }, now);
  const key = { communeId: request.communeId, requestId: request.id };
  await endAwaited(tx, key, { id: to.awaitedId, personId, at: now });
  await deps.people.vault.shred(tx, to.awaitedId);
  return ok(undefined);
}

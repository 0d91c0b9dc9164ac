import { type Language, ok, type PersonId, refuse, type Result, type StaffActor } from '../../kernel/index.ts';
import { insertBlob } from '../documents/index.ts';
import type { IdentityDocumentId } from '../identity/index.ts';
import type { ChangedRequest, CommandAt } from '../requests/index.ts';
import { readAgreedTo } from './agreed.ts';
import { noteCome } from './awaited/ending.ts';
import { checkHere } from './attested-here.ts';
import { checkCapacity } from './capacities.ts';
import { edit } from './command.ts';
import { legalisationService } from './model.ts';
import { readFileFor } from './file.ts';
import { inCommune, type LegalisationDeps } from './ports.ts';
import { type DrawnSignature, readSignature, writeSignature } from './signature.ts';
import { deleteSignatory, insertSignatory, selectSignatories, updateConsent, updateSignature } from './store.ts';

/**
 * The person stands at the counter and the clerk has seen this document of theirs. Refusals: `legalisation.person-unknown`,
 * `.document-expired` (with `date`), `.signatory-there`, those of any edit.
 */
export function addSignatory(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly personId: PersonId; readonly identityDocumentId: IdentityDocumentId },
): Promise<Result<ChangedRequest>> {
  const { personId, identityDocumentId } = command;
  return edit(deps, actor, command, {
    what: 'signatory-added',
    payload: { personId, identityDocumentId },
    subjectId: personId,
    work: async (tx, request, now) => {
      const person = await deps.people.readIdentified(tx, { personId, documentId: identityDocumentId });
      if (!person) return refuse('legalisation.person-unknown');
      const { expired, expiresOn } = person.document;
      if (expired) return refuse('legalisation.document-expired', { date: expiresOn });
      const key = { communeId: request.communeId, requestId: request.id };
      const signatory = {
        personId,
        identityDocumentId,
        mode: 'presence',
        attestedBy: {
          kind: 'staff',
          staffId: actor.staffId,
          communeId: actor.communeId,
          officeId: request.officeId,
          at: now,
        },
      } as const;
      if (!(await insertSignatory(tx, key, signatory))) return refuse('legalisation.signatory-there');
      await noteCome(deps, tx, request, { person, at: now });
      // The first who was identified asks; the others sign. All of them find it in their account.
      const part = request.applicantId === null ? 'applicant' : 'signatory';
      await deps.requests.enter(tx, request, { personId, part }, now);
      return ok(undefined);
    },
  });
}

/** Takes a signatory out, with their signature and consent. Refused: `legalisation.not-signatory`. */
export function removeSignatory(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly personId: PersonId },
): Promise<Result<ChangedRequest>> {
  const { personId } = command;
  return edit(deps, actor, command, {
    what: 'signatory-removed',
    payload: { personId },
    subjectId: personId,
    work: async (tx, request, now) => {
      const removed = await deleteSignatory(tx, { communeId: request.communeId, requestId: request.id }, personId);
      if (!removed) return refuse('legalisation.not-signatory');
      await deps.requests.leave(tx, request, personId);
      if (request.applicantId !== personId) return ok(undefined);
      const [first] = await selectSignatories(tx, request.communeId, [request.id]);
      if (first) await deps.requests.enter(tx, request, { personId: first.personId, part: 'applicant' }, now);
      return ok(undefined);
    },
  });
}

/**
 * Keeps what a signatory drew on the pad, before the clerk; nothing is kept for somebody who may not prepare the request. Refusals: those
 * of `readSignature`, of `checkHere`, of `checkCapacity`, `legalisation.not-signatory`, those of any edit.
 */
export async function keepSignature(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly personId: PersonId; readonly drawn: DrawnSignature },
): Promise<Result<ChangedRequest>> {
  const drawn = readSignature(command.drawn);
  if (!drawn.ok) return drawn;
  const { personId, requestId } = command;
  const allowed = await inCommune(deps, actor.communeId, tx =>
    readFileFor(deps, tx, actor, { requestId, needed: 'requests.prepare' }),
  );
  if (!allowed.ok) return allowed;
  const bytes = writeSignature(drawn.value);
  const signature = await deps.blobs.put(actor.communeId, bytes);
  return edit(deps, actor, command, {
    what: 'signature-drawn',
    payload: { personId, signature },
    subjectId: personId,
    work: async (tx, request, now) => {
      await insertBlob(
        tx,
        request.communeId,
        { sha256: signature, length: bytes.length, mediaType: 'application/json' },
        now,
      );
      const here = await checkHere(tx, request, personId);
      if (!here.ok) return here;
      const standing = await checkCapacity(deps, tx, request, personId, now);
      if (!standing.ok) return standing;
      const key = { communeId: request.communeId, requestId: request.id };
      const kept = await updateSignature(tx, key, { personId, signature, at: now });
      return kept ? ok(undefined) : refuse('legalisation.not-signatory');
    },
  });
}

/**
 * Records that a signatory accepted the sentence of that version, shown in that language. Refusals: `legalisation.sentence-changed`
 * (the screen showed an older one: show the new one), `.not-signatory`, those of `checkHere` and `checkCapacity`.
 */
export function consent(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly personId: PersonId; readonly sentence: string; readonly language: Language },
): Promise<Result<ChangedRequest>> {
  const { personId, sentence, language } = command;
  return edit(deps, actor, command, {
    what: 'consented',
    payload: { personId, sentence, language },
    subjectId: personId,
    work: async (tx, request, now) => {
      const current = deps.catalogue.findService(legalisationService)?.consent.version;
      if (sentence !== current) return refuse('legalisation.sentence-changed');
      const here = await checkHere(tx, request, personId);
      if (!here.ok) return here;
      const standing = await checkCapacity(deps, tx, request, personId, now);
      if (!standing.ok) return standing;
      const key = { communeId: request.communeId, requestId: request.id };
      const kept = await updateConsent(tx, key, {
        personId,
        sentence,
        language,
        at: now,
        to: await readAgreedTo(tx, key),
      });
      return kept ? ok(undefined) : refuse('legalisation.not-signatory');
    },
  });
}

import { ok, type PersonId, refuse, type Result, type StaffActor } from '../../kernel/index.ts';
import type { IdentityDocumentId } from '../identity/index.ts';
import type { ChangedRequest, CommandAt } from '../requests/index.ts';
import { edit, keyOf } from './command.ts';
import type { CertificationDeps } from './ports.ts';
import { nothingTyped } from './representing.ts';
import { deleteHolder, insertHolder, selectHolders, updateCertification } from './store.ts';

/**
 * The person stands at the counter with the original, and the clerk has seen this document of theirs. Refusals:
 * `certification.person-unknown`, `.document-expired` (with `date`), `.holder-there`, those of any edit.
 */
export function addHolder(
  deps: CertificationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly personId: PersonId; readonly identityDocumentId: IdentityDocumentId },
): Promise<Result<ChangedRequest>> {
  const { personId, identityDocumentId } = command;
  return edit(deps, actor, command, {
    what: 'holder-added',
    payload: { personId, identityDocumentId },
    subjectId: personId,
    work: async (tx, request, now) => {
      const person = await deps.people.readIdentified(tx, { personId, documentId: identityDocumentId });
      if (!person) return refuse('certification.person-unknown');
      const { expired, expiresOn } = person.document;
      if (expired) return refuse('certification.document-expired', { date: expiresOn });
      const holder = { personId, identityDocumentId, identifiedBy: actor.staffId, identifiedAt: now };
      if (!(await insertHolder(tx, keyOf(request), holder))) return refuse('certification.holder-there');
      const part = request.applicantId === null ? 'applicant' : 'signatory';
      await deps.requests.enter(tx, request, { personId, part }, now);
      return ok(undefined);
    },
  });
}

/** Takes a holder out; what was typed of the original goes with them, since it is sealed for them. Refused: `certification.not-holder`. */
export function removeHolder(
  deps: CertificationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly personId: PersonId },
): Promise<Result<ChangedRequest>> {
  const { personId } = command;
  return edit(deps, actor, command, {
    what: 'holder-removed',
    payload: { personId },
    subjectId: personId,
    work: async (tx, request, now) => {
      if (!(await deleteHolder(tx, keyOf(request), personId))) return refuse('certification.not-holder');
      await updateCertification(tx, keyOf(request), nothingTyped);
      await deps.requests.leave(tx, request, personId);
      const [first] = await selectHolders(tx, request.communeId, [request.id]);
      if (first && request.applicantId === personId)
        await deps.requests.enter(tx, request, { personId: first.personId, part: 'applicant' }, now);
      return ok(undefined);
    },
  });
}

import { may, ok, type PersonId, refuse, type Result, type StaffActor } from '../../kernel/index.ts';
import { insertBlob } from '../documents/index.ts';
import { getOffice, placeOf } from '../organisation/index.ts';
import type { ChangedRequest, CommandAt } from '../requests/index.ts';
import { edit, keyOf } from './command.ts';
import { readFile } from './file.ts';
import { type CertificationDeps, type DrawnOnPad, inCommune } from './ports.ts';
import { updateSignature } from './store.ts';

/**
 * Keeps what a holder drew on the pad before the clerk, when they ask for the copy: the register’s column. A mark will do for somebody who
 * cannot write; nothing is kept for a clerk who may not prepare the request. Refusals: `legalisation.signature-…` of what was drawn,
 * `certification.not-holder`, those of any edit.
 */
export async function keepSignature(
  deps: CertificationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly personId: PersonId; readonly drawn: DrawnOnPad },
): Promise<Result<ChangedRequest>> {
  const written = deps.pad.write(command.drawn);
  if (!written.ok) return written;
  const { communeId } = actor;
  const { personId, requestId } = command;
  const allowed = await inCommune(deps, communeId, async tx => {
    const file = await readFile(deps, tx, actor, requestId);
    if (!file.ok) return file;
    const place = placeOf(await getOffice(tx, communeId, file.value.request.officeId));
    return may(actor, 'requests.prepare', place) ? ok(undefined) : refuse('requests.not-allowed');
  });
  if (!allowed.ok) return allowed;
  const bytes = written.value;
  const strokes = await deps.blobs.put(communeId, bytes);
  return edit(deps, actor, command, {
    what: 'signature-drawn',
    payload: { personId, strokes },
    subjectId: personId,
    work: async (tx, request, now) => {
      await insertBlob(tx, communeId, { sha256: strokes, length: bytes.length, mediaType: 'application/json' }, now);
      const kept = await updateSignature(tx, keyOf(request), { personId, signature: { strokes, at: now } });
      return kept ? ok(undefined) : refuse('certification.not-holder');
    },
  });
}

import { ok, type PersonActor, refuse, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type ChangedRequest, changedRequest, runCommand } from '../../requests/index.ts';
import { deleteSignatory, selectSignatories } from '../store.ts';
import { digestOfPaper } from './content.ts';
import { keyOf, type OwnCommand } from './editing.ts';
import { type DistanceFile, locate, readOwnFile } from './file.ts';
import { findMissingAt } from './missing.ts';
import type { DistanceDeps } from './ports.ts';
import { updateChecked, updateSent } from './store.ts';

/** What sending a request does: asks everybody to agree, or hands a mended one back to the office, whose paper is as it was agreed to. */
export type Sending = 'invite' | 'resubmit';

/** What sending would do to a file as it stands. */
export function sendingOf(
  file: Pick<DistanceFile, 'request' | 'document' | 'fields' | 'distance' | 'parties'>,
): Sending {
  const { request, document, fields, distance, parties } = file;
  if (request.state !== 'returned' || !document || !distance.sent) return 'invite';
  const same = digestOfPaper(document, fields) === distance.sent.sha256;
  return same && parties.every(({ state }) => state === 'consented') ? 'resubmit' : 'invite';
}

/**
 * Sends what was prepared, in the version that was read. A draft, or a paper that changed while it was mended, is put before every
 * signatory: earlier consents were to another paper and are void. One whose paper is as it was agreed to goes back to the office.
 * Refusals: `distance.incomplete` (with `count`), those of `requests.change` and of `parties.inviteAll`.
 */
export async function send(
  deps: DistanceDeps,
  actor: PersonActor,
  { key, requestId, version }: OwnCommand & { readonly version: number },
): Promise<Result<ChangedRequest>> {
  const at = await locate(deps, actor, requestId);
  if (!at.ok) return at;
  const { communeId } = at.value;
  const now = deps.clock();
  const command = { key, name: 'distance.send', payload: [requestId, version], communeId };
  return runCommand(deps.db, actor, command, now, async tx => {
    const read = await readOwnFile(deps, tx, actor, at.value);
    if (!read.ok) return read;
    const file = read.value;
    const missing = findMissingAt(file);
    if (missing.length > 0) return refuse('distance.incomplete', { count: missing.length });
    const verb = sendingOf(file);
    const work = async () => {
      // What the office had checked before it gave the request back is checked again.
      await updateChecked(tx, keyOf(file), null);
      return verb === 'invite' ? invite(deps, tx, file, now) : ok(undefined);
    };
    return changedRequest(
      await deps.requests.change(tx, actor, { requestId, version, communeId }, { verb }, now, work),
    );
  });
}

/** Gives a request up before the office has it. Refusals: `requests.not-found`, those of `requests.change`. */
export async function abandon(
  deps: DistanceDeps,
  actor: PersonActor,
  { key, requestId, version }: OwnCommand & { readonly version: number },
): Promise<Result<ChangedRequest>> {
  const at = await locate(deps, actor, requestId);
  if (!at.ok) return at;
  const { communeId } = at.value;
  const now = deps.clock();
  const command = { key, name: 'distance.abandon', payload: [requestId, version], communeId };
  return runCommand(deps.db, actor, command, now, async tx =>
    changedRequest(await deps.requests.change(tx, actor, { requestId, version, communeId }, { verb: 'abandon' }, now)),
  );
}

async function invite(deps: DistanceDeps, tx: Tx, file: DistanceFile, now: Date): Promise<Result<unknown>> {
  const { document, fields, request } = file;
  if (!document) throw new Error('a complete request without a document');
  await updateSent(tx, keyOf(file), { sha256: digestOfPaper(document, fields), at: now });
  // Who signed the paper as it was is asked again.
  for (const { personId, mode } of await selectSignatories(tx, request.communeId, [request.id]))
    if (mode === 'distance') await deleteSignatory(tx, keyOf(file), personId);
  return deps.parties.inviteAll(tx, { ...request, state: 'collecting' }, now);
}

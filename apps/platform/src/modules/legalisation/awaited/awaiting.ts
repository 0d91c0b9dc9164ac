import {
  newId,
  type OfficeId,
  ok,
  type PersonName,
  refuse,
  type RequestId,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import { isSameName } from '../../enrolment/index.ts';
import { readDocument, readName } from '../../identity/index.ts';
import type { ChangedRequest, CommandAt } from '../../requests/index.ts';
import { edit } from '../command.ts';
import { loadFile, readFileFor } from '../file.ts';
import { inCommune, type LegalisationDeps } from '../ports.ts';
import { digestOf, formatAwaitedCode, newAwaitedCode } from './code.ts';
import { isAwaited, sealAwaited } from './identity.ts';
import { type AwaitedId, type AwaitedIdentity, codeDays, mostAwaited } from './model.ts';
import { endAwaited, findAwaited, insertAwaited, replaceCode } from './store.ts';

/** Who is awaited, as typed; `document` where it is known. */
export interface AwaitedTyped {
  readonly name: PersonName;
  readonly document: Parameters<typeof readDocument>[0] | null;
}

/**
 * Says that somebody will sign later, at this office or another: until they have, or are no longer awaited, no act is made. Refusals: a
 * mistake in the name or the document, `legalisation.awaited-there`, `.too-many-awaited` {most}, those of any edit.
 */
export function awaitSomebody(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly awaited: AwaitedTyped },
): Promise<Result<ChangedRequest>> {
  return edit(deps, actor, command, {
    what: 'signatory-awaited',
    payload: command.awaited,
    work: async (tx, request, now) => {
      const identity = readTyped(command.awaited);
      if (!identity.ok) return identity;
      const file = await loadFile(deps, tx, request);
      if (!file.ok) return file;
      const { signatories, awaited } = file.value;
      if (awaited.length >= mostAwaited) return refuse('legalisation.too-many-awaited', { most: mostAwaited });
      const there =
        signatories.some(({ person }) => isAwaited(identity.value, person)) ||
        awaited.some(other => isTheSame(identity.value, other));
      if (there) return refuse('legalisation.awaited-there');
      const id = newId<AwaitedId>(now);
      const identitySealed = await sealAwaited(deps, tx, id, identity.value);
      const key = { communeId: request.communeId, requestId: request.id };
      await insertAwaited(tx, key, { id, identitySealed, addedAt: now, addedBy: actor.staffId });
      return ok(undefined);
    },
  });
}

function readTyped({ name, document }: AwaitedTyped): Result<AwaitedIdentity> {
  const named = readName(name);
  if (!named.ok) return named;
  if (!document) return ok({ name: named.value, document: null });
  const read = readDocument(document);
  return read.ok ? ok({ name: named.value, document: read.value }) : read;
}

/** Two with documents are told apart by them alone: namesakes may both sign. */
function isTheSame(one: AwaitedIdentity, other: AwaitedIdentity): boolean {
  if (!one.document || !other.document) return isSameName(one.name, other.name);
  return isAwaited(other, { name: one.name, document: one.document });
}

/** No longer awaits somebody: what was known of them is forgotten, and their code opens nothing. Refused: `legalisation.not-awaited`. */
export function stopAwaiting(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly awaitedId: AwaitedId },
): Promise<Result<ChangedRequest>> {
  const { awaitedId } = command;
  return edit(deps, actor, command, {
    what: 'signatory-not-awaited',
    payload: { awaitedId },
    subjectId: awaitedId,
    work: async (tx, { communeId, id: requestId }, now) => {
      const ended = await endAwaited(tx, { communeId, requestId }, { id: awaitedId, personId: null, at: now });
      if (!ended) return refuse('legalisation.not-awaited');
      await deps.people.vault.shred(tx, awaitedId);
      return ok(undefined);
    },
  });
}

/** A code for the slip of somebody awaited, as it is printed, and until when it opens the request. */
export interface IssuedCode {
  readonly code: string;
  readonly validUntil: Date;
  /** The office that waits. */
  readonly officeId: OfficeId;
  readonly name: PersonName;
  readonly reference: string;
}

/**
 * A new code for somebody awaited; the one before it opens nothing any more. Not repeated by an idempotency key, as a code is kept nowhere:
 * a slip printed twice is worth its last printing. Refusals: `requests.not-found`, `.not-allowed`, `legalisation.not-awaited`.
 */
export async function issueCode(
  deps: LegalisationDeps,
  actor: StaffActor,
  { requestId, awaitedId }: { readonly requestId: RequestId; readonly awaitedId: AwaitedId },
): Promise<Result<IssuedCode>> {
  const now = deps.clock();
  return inCommune(deps, actor.communeId, async tx => {
    const file = await readFileFor(deps, tx, actor, { requestId, needed: 'requests.prepare' });
    if (!file.ok) return file;
    const awaited = file.value.awaited.find(({ id }) => id === awaitedId);
    const row = await findAwaited(tx, actor.communeId, awaitedId);
    if (!awaited || row?.requestId !== requestId) return refuse('legalisation.not-awaited');
    const code = newAwaitedCode();
    const validUntil = new Date(now.getTime() + codeDays * 86_400_000);
    await replaceCode(tx, actor.communeId, { awaitedId, digest: digestOf(code), expiresAt: validUntil });
    const { reference, officeId } = file.value.request;
    return ok({ code: formatAwaitedCode(code), validUntil, officeId, name: awaited.name, reference });
  });
}

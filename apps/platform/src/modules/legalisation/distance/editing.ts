import { ok, type PersonActor, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type ChangedRequest, changedRequest, runCommand } from '../../requests/index.ts';
import { type DistanceFile, locate, readOwnFile } from './file.ts';
import type { DistanceDeps } from './ports.ts';

/** One step of preparing: the key of the intention, and the request. */
export interface OwnCommand {
  readonly key: string;
  readonly requestId: RequestId;
}

/** What a step does inside its transaction. */
export interface OwnStep {
  /** Word for the command and its event. */
  readonly what: string;
  /** What was asked, to tell a retry from another command. */
  readonly payload: unknown;
  /** An id for the event. */
  readonly subjectId?: string;
  work(tx: Tx, file: DistanceFile, now: Date): Promise<Result<unknown>>;
}

/**
 * Runs one step of preparing once: while it is a draft, and while it is being mended. People work on one page at a time and on one device
 * after another, so that a step changes the request as it now stands. Refusals: `requests.not-found`, `.not-in-this-state`, those of
 * `requests.change` and of `work`, `platform.command-reused`.
 */
export async function editOwn(
  deps: DistanceDeps,
  actor: PersonActor,
  { key, requestId }: OwnCommand,
  step: OwnStep,
): Promise<Result<ChangedRequest>> {
  const at = await locate(deps, actor, requestId);
  if (!at.ok) return at;
  const { communeId } = at.value;
  const now = deps.clock();
  const command = { key, name: `distance.${step.what}`, payload: [requestId, step.payload], communeId };
  return runCommand(deps.db, actor, command, now, async tx => {
    const file = await readOwnFile(deps, tx, actor, at.value);
    if (!file.ok) return file;
    const { state, version } = file.value.request;
    if (state !== 'draft' && state !== 'returned') return refuse('requests.not-in-this-state', { state });
    const { what, subjectId } = step;
    const change = { verb: 'edit', what, ...(subjectId !== undefined && { subjectId }) } as const;
    const work = () => step.work(tx, file.value, now);
    return changedRequest(await deps.requests.change(tx, actor, { requestId, version, communeId }, change, now, work));
  });
}

/** Where the rows of a file are. */
export function keyOf({ request }: Pick<DistanceFile, 'request'>) {
  return { communeId: request.communeId, requestId: request.id };
}

/** A step that was done. */
export const done = ok(undefined);

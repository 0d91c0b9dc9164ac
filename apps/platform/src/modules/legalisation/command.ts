import { ok, refuse, type RequestId, type Result, type StaffActor } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { type ChangedRequest, type PlainVerb, runCommand, type ServiceRequest } from '../requests/index.ts';
import { legalisationService } from './model.ts';
import type { LegalisationDeps } from './ports.ts';

/** Every command on a request: the key of the intention, the request, and the version of it that the person has read. */
export interface At {
  readonly key: string;
  readonly requestId: RequestId;
  readonly version: number;
}

/** What a command does inside its transaction. */
export interface Step {
  /** Word for the command and its event: `signatory-added`. */
  readonly what: string;
  /** What was asked, to tell a retry from another command. */
  readonly payload: unknown;
  /** An id for the event. */
  readonly subjectId?: string;
  work(tx: Tx, request: ServiceRequest, now: Date): Promise<Result<unknown>>;
}

/**
 * Runs an edit of a draft of the counter once. Refusals: `requests.not-allowed` for one made at a distance, those of `requests.change`, of
 * `work`, `platform.command-reused`.
 */
export function edit(deps: LegalisationDeps, actor: StaffActor, at: At, step: Step): Promise<Result<ChangedRequest>> {
  const now = deps.clock();
  const payload = [at.requestId, at.version, step.payload];
  const command = { key: at.key, name: `legalisation.${step.what}`, payload };
  const change = {
    verb: 'edit',
    what: step.what,
    ...(step.subjectId !== undefined && { subjectId: step.subjectId }),
  } as const;
  return runCommand(deps.db, actor, command, now, async tx =>
    changed(
      await deps.requests.change(tx, actor, at, change, now, async request => {
        if (request.service !== legalisationService) return refuse('requests.not-found');
        // What people prepare and agree to from afar is theirs: no clerk changes it under their names.
        if (request.channel !== 'counter') return refuse('requests.not-allowed');
        return step.work(tx, request, now);
      }),
    ),
  );
}

/** Runs a change of state once. */
export function move(
  deps: LegalisationDeps,
  actor: StaffActor,
  at: At,
  verb: PlainVerb,
  work?: (tx: Tx, request: ServiceRequest) => Promise<Result<unknown>>,
): Promise<Result<ChangedRequest>> {
  const now = deps.clock();
  const command = { key: at.key, name: `legalisation.${verb}`, payload: [at.requestId, at.version] };
  return runCommand(deps.db, actor, command, now, async tx =>
    changed(
      await deps.requests.change(tx, actor, at, { verb }, now, async request =>
        work ? work(tx, request) : ok(undefined),
      ),
    ),
  );
}

/** What is remembered of a change: no personal data. */
export function changed(result: Result<ServiceRequest>): Result<ChangedRequest> {
  return result.ok ? ok({ requestId: result.value.id, version: result.value.version }) : result;
}

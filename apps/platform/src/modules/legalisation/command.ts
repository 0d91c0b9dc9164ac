import { ok, refuse, type Result, type StaffActor } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import {
  type ChangedRequest,
  changedRequest,
  type CommandAt,
  type EditStep,
  type PlainVerb,
  runCommand,
  runEdit,
  type ServiceRequest,
} from '../requests/index.ts';
import { legalisationService } from './model.ts';
import type { LegalisationDeps } from './ports.ts';

/**
 * Runs an edit of a draft of the counter once. Refusals: `requests.not-allowed` for one made at a distance, those of `runEdit`.
 */
export function edit(
  deps: LegalisationDeps,
  actor: StaffActor,
  at: CommandAt,
  step: EditStep,
): Promise<Result<ChangedRequest>> {
  return runEdit(deps, actor, at, {
    ...step,
    service: 'legalisation',
    work: async (tx, request, now) => {
      if (request.service !== legalisationService) return refuse('requests.not-found');
      return step.work(tx, request, now);
    },
  });
}

/** Runs a change of state once. */
export function move(
  deps: LegalisationDeps,
  actor: StaffActor,
  at: CommandAt,
  verb: PlainVerb,
  work?: (tx: Tx, request: ServiceRequest) => Promise<Result<unknown>>,
): Promise<Result<ChangedRequest>> {
  const now = deps.clock();
  const command = { key: at.key, name: `legalisation.${verb}`, payload: [at.requestId, at.version] };
  return runCommand(deps.db, actor, command, now, async tx =>
    changedRequest(
      await deps.requests.change(tx, actor, at, { verb }, now, async request =>
        work ? work(tx, request) : ok(undefined),
      ),
    ),
  );
}

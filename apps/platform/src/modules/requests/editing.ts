import { type Clock, ok, type RequestId, type Result, type StaffActor } from '../../kernel/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { runCommand } from './command.ts';
import type { ChangedRequest, ServiceRequest } from './model.ts';
import type { Requests } from './ports.ts';

/** Every command on a request: the key of the intention, the request, and the version of it that the person has read. */
export interface CommandAt {
  readonly key: string;
  readonly requestId: RequestId;
  readonly version: number;
}

/** What an edit does inside its transaction. */
export interface EditStep {
  /** Word for the command and its event: `signatory-added`. */
  readonly what: string;
  /** What was asked, to tell a retry from another command. */
  readonly payload: unknown;
  /** An id for the event. */
  readonly subjectId?: string;
  work(tx: Tx, request: ServiceRequest, now: Date): Promise<Result<unknown>>;
}

/** Runs a service's edit of a request once, as the command `service.what`. Refusals: those of `requests.change`, of `work`, `platform.command-reused`. */
export function runEdit(
  deps: { readonly db: Database; readonly requests: Pick<Requests, 'change'>; readonly clock: Clock },
  actor: StaffActor,
  at: CommandAt,
  step: EditStep & { readonly service: string },
): Promise<Result<ChangedRequest>> {
  const { service, what, payload, subjectId } = step;
  const now = deps.clock();
  const command = { key: at.key, name: `${service}.${what}`, payload: [at.requestId, at.version, payload] };
  const change = { verb: 'edit', what, ...(subjectId !== undefined && { subjectId }) } as const;
  return runCommand(deps.db, actor, command, now, async tx =>
    changedRequest(
      await deps.requests.change(tx, actor, at, change, now, async request => step.work(tx, request, now)),
    ),
  );
}

/** What is remembered of a change: no personal data. */
export function changedRequest(result: Result<ServiceRequest>): Result<ChangedRequest> {
  return result.ok ? ok({ requestId: result.value.id, version: result.value.version }) : result;
}

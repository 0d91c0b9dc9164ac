import { ok, refuse, type RequestId, type Result, type StaffActor } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { type ChangedRequest, runCommand, type ServiceRequest } from '../requests/index.ts';
import { certificationService } from './model.ts';
import type { CertificationDeps } from './ports.ts';
import type { CertificationKey } from './store.ts';

/** Every command on a request: the key of the intention, the request, and the version of it that the clerk has read. */
export interface At {
  readonly key: string;
  readonly requestId: RequestId;
  readonly version: number;
}

/** What a command does inside its transaction. */
export interface Step {
  /** Word for the command and its event: `holder-added`. */
  readonly what: string;
  /** What was asked, to tell a retry from another command. */
  readonly payload: unknown;
  /** An id for the event. */
  readonly subjectId?: string;
  work(tx: Tx, request: ServiceRequest, now: Date): Promise<Result<unknown>>;
}

/** Runs an edit of a draft once. Refusals: those of `requests.change`, of `work`, `platform.command-reused`. */
export function edit(deps: CertificationDeps, actor: StaffActor, at: At, step: Step): Promise<Result<ChangedRequest>> {
  const now = deps.clock();
  const payload = [at.requestId, at.version, step.payload];
  const command = { key: at.key, name: `certification.${step.what}`, payload };
  const { what, subjectId } = step;
  const change = { verb: 'edit', what, ...(subjectId !== undefined && { subjectId }) } as const;
  return runCommand(deps.db, actor, command, now, async tx =>
    changed(
      await deps.requests.change(tx, actor, at, change, now, async request => {
        if (request.service !== certificationService) return refuse('requests.not-found');
        return step.work(tx, request, now);
      }),
    ),
  );
}

/** What is remembered of a change: no personal data. */
export function changed(result: Result<ServiceRequest>): Result<ChangedRequest> {
  return result.ok ? ok({ requestId: result.value.id, version: result.value.version }) : result;
}

/** The key of what a request's certification has in this room's tables. */
export function keyOf({ communeId, id }: Pick<ServiceRequest, 'communeId' | 'id'>): CertificationKey {
  return { communeId, requestId: id };
}

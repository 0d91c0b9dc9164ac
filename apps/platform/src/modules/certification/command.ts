import { refuse, type Result, type StaffActor } from '../../kernel/index.ts';
import { type ChangedRequest, type CommandAt, type EditStep, runEdit, type ServiceRequest } from '../requests/index.ts';
import { certificationService } from './model.ts';
import type { CertificationDeps } from './ports.ts';
import type { CertificationKey } from './store.ts';

/** Runs an edit of a draft once. Refusals: those of `runEdit`. */
export function edit(
  deps: CertificationDeps,
  actor: StaffActor,
  at: CommandAt,
  step: EditStep,
): Promise<Result<ChangedRequest>> {
  return runEdit(deps, actor, at, {
    ...step,
    service: 'certification',
    work: async (tx, request, now) =>
      request.service === certificationService ? step.work(tx, request, now) : refuse('requests.not-found'),
  });
}

/** The key of what a request's certification has in this room's tables. */
export function keyOf({ communeId, id }: Pick<ServiceRequest, 'communeId' | 'id'>): CertificationKey {
  return { communeId, requestId: id };
}

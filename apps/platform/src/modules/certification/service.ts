import { type OfficeId, ok, type RequestId, type Result, type StaffActor } from '../../kernel/index.ts';
import { type ChangedRequest, changedRequest, type RequestState, runCommand } from '../requests/index.ts';
import { checkRenewed } from './checking.ts';
import { onRecorded } from './depositing.ts';
import { check, compare, describe } from './describing.ts';
import { actFacts, draftFacts, readRefused } from './facts.ts';
import { addHolder, removeHolder } from './holders.ts';
import { certificationService } from './model.ts';
import { chooseReissues, listCertifications, readOverview, submit } from './overview.ts';
import type { CertificationDeps } from './ports.ts';
import { represent } from './representing.ts';
import { keepSignature } from './signing.ts';
import { insertCertification } from './store.ts';

type Rest<F> = F extends (deps: CertificationDeps, ...rest: infer R) => infer A ? (...rest: R) => A : never;

/** Certified copies at the counter; each function is told where it is declared. */
export interface CertificationService {
  /** Opens a draft at an office, once. Refusals: those of `requests.open`. */
  open(
    actor: StaffActor,
    command: { readonly key: string; readonly officeId: OfficeId },
  ): Promise<Result<ChangedRequest>>;
  readOverview(actor: StaffActor, requestId: RequestId): ReturnType<typeof readOverview>;
  list(
    actor: StaffActor,
    query: { readonly officeId: OfficeId; readonly state: RequestState },
  ): ReturnType<typeof listCertifications>;
  readonly draftFacts: Rest<typeof draftFacts>;
  readonly addHolder: Rest<typeof addHolder>;
  readonly removeHolder: Rest<typeof removeHolder>;
  readonly represent: Rest<typeof represent>;
  readonly describe: Rest<typeof describe>;
  readonly check: Rest<typeof check>;
  readonly compare: Rest<typeof compare>;
  readonly checkRenewed: Rest<typeof checkRenewed>;
  readonly keepSignature: Rest<typeof keepSignature>;
  readonly chooseReissues: Rest<typeof chooseReissues>;
  readonly submit: Rest<typeof submit>;
  readonly actFacts: Rest<typeof actFacts>;
  readonly readRefused: Rest<typeof readRefused>;
  readonly onRecorded: Rest<typeof onRecorded>;
}

/** Builds the room. */
export function createCertification(deps: CertificationDeps): CertificationService {
  return {
    open: (actor, command) => open(deps, actor, command),
    readOverview: (actor, requestId) => readOverview(deps, actor, requestId),
    list: (actor, query) => listCertifications(deps, actor, query),
    draftFacts: (...rest) => draftFacts(deps, ...rest),
    addHolder: (...rest) => addHolder(deps, ...rest),
    removeHolder: (...rest) => removeHolder(deps, ...rest),
    represent: (...rest) => represent(deps, ...rest),
    describe: (...rest) => describe(deps, ...rest),
    check: (...rest) => check(deps, ...rest),
    compare: (...rest) => compare(deps, ...rest),
    checkRenewed: (...rest) => checkRenewed(deps, ...rest),
    keepSignature: (...rest) => keepSignature(deps, ...rest),
    chooseReissues: (...rest) => chooseReissues(deps, ...rest),
    submit: (...rest) => submit(deps, ...rest),
    actFacts: (...rest) => actFacts(deps, ...rest),
    readRefused: (...rest) => readRefused(deps, ...rest),
    onRecorded: (...rest) => onRecorded(deps, ...rest),
  };
}

function open(
  deps: CertificationDeps,
  actor: StaffActor,
  { key, officeId }: { readonly key: string; readonly officeId: OfficeId },
): Promise<Result<ChangedRequest>> {
  const now = deps.clock();
  return runCommand(deps.db, actor, { key, name: 'certification.open', payload: officeId }, now, async tx => {
    const request = await deps.requests.open(tx, actor, { officeId, service: certificationService }, now);
    if (!request.ok) return request;
    await insertCertification(tx, { communeId: actor.communeId, requestId: request.value.id });
    return changedRequest(ok(request.value));
  });
}

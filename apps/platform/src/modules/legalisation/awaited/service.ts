import type { LegalisationDeps } from '../ports.ts';
import { attest, readPart, readPartPage } from './attesting.ts';
import { awaitSomebody, issueCode, stopAwaiting } from './awaiting.ts';

type Rest<F> = F extends (deps: LegalisationDeps, ...rest: infer R) => unknown ? R : never;

/** Signatories who come later, maybe to another office: each function is told where it is declared. */
export function createAwaiting(deps: LegalisationDeps) {
  return {
    awaitSomebody: (...asked: Rest<typeof awaitSomebody>) => awaitSomebody(deps, ...asked),
    stopAwaiting: (...asked: Rest<typeof stopAwaiting>) => stopAwaiting(deps, ...asked),
    issueCode: (...asked: Rest<typeof issueCode>) => issueCode(deps, ...asked),
    readPart: (...asked: Rest<typeof readPart>) => readPart(deps, ...asked),
    readPartPage: (...asked: Rest<typeof readPartPage>) => readPartPage(deps, ...asked),
    attest: (...asked: Rest<typeof attest>) => attest(deps, ...asked),
  };
}

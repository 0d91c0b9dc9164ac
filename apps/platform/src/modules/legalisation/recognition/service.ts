import type { LegalisationDeps } from '../ports.ts';
import { recognise } from './recognise.ts';
import { endSpecimenRule, listSpecimenRules, setSpecimenRule } from './rules.ts';
import { agreeAsWitness, readWitnessPicture } from './agreeing.ts';

type Rest<F> = F extends (deps: LegalisationDeps, ...rest: infer R) => unknown ? R : never;

/** How signatures are recognised at the counter: each function is told where it is declared. */
export function createRecognition(deps: LegalisationDeps) {
  return {
    recognise: (...asked: Rest<typeof recognise>) => recognise(deps, ...asked),
    agreeAsWitness: (...asked: Rest<typeof agreeAsWitness>) => agreeAsWitness(deps, ...asked),
    readWitnessPicture: (...asked: Rest<typeof readWitnessPicture>) => readWitnessPicture(deps, ...asked),
    listSpecimenRules: (...asked: Rest<typeof listSpecimenRules>) => listSpecimenRules(deps, ...asked),
    setSpecimenRule: (...asked: Rest<typeof setSpecimenRule>) => setSpecimenRule(deps, ...asked),
    endSpecimenRule: (...asked: Rest<typeof endSpecimenRule>) => endSpecimenRule(deps, ...asked),
  };
}

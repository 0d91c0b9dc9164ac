import { type Clock, ok } from '../kernel/index.ts';
import { isBeingSigned } from '../modules/acts/index.ts';
import { type Catalogue, usualTurnaround } from '../modules/catalogue/index.ts';
import { certificationService } from '../modules/certification/index.ts';
import {
  checkPagesFree,
  findNatureOf,
  forgetStampPlace,
  isSignatoryOf,
  legalisationService,
} from '../modules/legalisation/index.ts';
import {
  createRequestPages,
  type PaperRules,
  type RequestPages,
  type RequestsPorts,
} from '../modules/requests/index.ts';

/** What requests of every service ask of the rooms of the services. */
export function requestsPorts(catalogue: Catalogue, clock: Clock): RequestsPorts {
  return {
    clock,
    isBeingSigned,
    refusalReasonsOf: async (tx, communeId, service) => {
      if (!catalogue.findService(service)) return undefined;
      return (await catalogue.listReasons(tx, communeId, service)).map(({ code }) => code);
    },
    isSignatory: (tx, { communeId, id }, personId) => isSignatoryOf(tx, { communeId, requestId: id }, personId),
    // Nothing is asked until fees are taken; the step exists, and passes by itself.
    dueOf: async () => 0,
    natureOf: (tx, { communeId, id }) => findNatureOf(tx, { communeId, requestId: id }),
    turnaroundOf: ({ service, channel }) => (catalogue.findService(service)?.turnaround ?? usualTurnaround)[channel],
  };
}

/** What each service says of the paper of its requests. */
const paperRules: Readonly<Record<string, PaperRules>> = {
  // Pages that move take the stamp's chosen place with them: it would stand on something else.
  [legalisationService]: { picturesOnly: false, mayMove: checkPagesFree, moved: forgetStampPlace },
  // A copy is pictures of the pages; what was compared of them holds for the picture that it was.
  [certificationService]: { picturesOnly: true, mayMove: async () => ok(undefined), moved: async () => undefined },
};

/** The pages of requests of every service. */
export function openRequestPages(deps: Omit<Parameters<typeof createRequestPages>[0], 'rules'>): RequestPages {
  return createRequestPages({ ...deps, rules: paperRules });
}

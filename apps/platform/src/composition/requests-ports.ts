import type { Clock } from '../kernel/index.ts';
import { isBeingSigned } from '../modules/acts/index.ts';
import { type Catalogue, usualTurnaround } from '../modules/catalogue/index.ts';
import {
  certificationService,
  checkPagesFree as checkCopyFree,
  findKindOf,
  listHolderIds,
} from '../modules/certification/index.ts';
import {
  checkPagesFree,
  findNatureOf,
  isSignatoryOf,
  legalisationService,
  pagesChanged,
} from '../modules/legalisation/index.ts';
import {
  createRequestPages,
  type PaperRules,
  type RequestPages,
  type RequestsPorts,
  type ServiceRequest,
} from '../modules/requests/index.ts';
import type { Tx } from '../platform/db/index.ts';

/** What requests of every service ask of the rooms of the services. */
export function requestsPorts(catalogue: Catalogue, clock: Clock): RequestsPorts {
  return {
    clock,
    isBeingSigned,
    refusalReasonsOf: async (tx, communeId, service) => {
      if (!catalogue.findService(service)) return undefined;
      return (await catalogue.listReasons(tx, communeId, service)).map(({ code }) => code);
    },
    isSignatory: async (tx, { communeId, id, service }, personId) => {
      const key = { communeId, requestId: id };
      if (service === certificationService) return (await listHolderIds(tx, key)).includes(personId);
      return isSignatoryOf(tx, key, personId);
    },
    // Nothing is asked until fees are taken; the step exists, and passes by itself.
    dueOf: async () => 0,
    natureOf,
    turnaroundOf: ({ service, channel }) => (catalogue.findService(service)?.turnaround ?? usualTurnaround)[channel],
  };
}

/** The nature of act, or the kind of document, that a request is about; null until it was chosen. */
export function natureOf(
  tx: Tx,
  { communeId, id, service }: Pick<ServiceRequest, 'communeId' | 'id' | 'service'>,
): Promise<string | null> {
  const key = { communeId, requestId: id };
  return service === certificationService ? findKindOf(tx, key) : findNatureOf(tx, key);
}

/** What each service says of the paper of its requests. */
const paperRules: Readonly<Record<string, PaperRules>> = {
  // Pages that move take the stamp's chosen place with them; other pages, the word of who left.
  [legalisationService]: { picturesOnly: false, mayMove: checkPagesFree, moved: pagesChanged },
  // A copy is pictures of the pages; what was compared of them holds for the picture that it was.
  [certificationService]: { picturesOnly: true, mayMove: checkCopyFree, moved: async () => undefined },
};

/** The pages of requests of every service. */
export function openRequestPages(deps: Omit<Parameters<typeof createRequestPages>[0], 'rules'>): RequestPages {
  return createRequestPages({ ...deps, rules: paperRules });
}

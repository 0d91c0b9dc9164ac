import type { Clock } from '../kernel/index.ts';
import { isBeingSigned } from '../modules/acts/index.ts';
import { type Catalogue, usualTurnaround } from '../modules/catalogue/index.ts';
import { isSignatoryOf } from '../modules/legalisation/index.ts';
import type { RequestsPorts } from '../modules/requests/index.ts';

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
    turnaroundOf: ({ service, channel }) => (catalogue.findService(service)?.turnaround ?? usualTurnaround)[channel],
  };
}

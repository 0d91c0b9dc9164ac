import type { PartyId, Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { add, list, type PartyGiven, remove, replace } from './adding.ts';
import { anyConsent } from './decide.ts';
import { deliver } from './delivering.ts';
import type { PartiesDeps } from './dependencies.ts';
import { inviteAll } from './inviting.ts';
import type { PartyRequest } from './model.ts';
import { keyOf, selectParties } from './party-store.ts';

/** Builds what parties do and what is done to them: each function is told where it is declared. */
export function createParties(deps: PartiesDeps) {
  return {
    add: (tx: Tx, request: PartyRequest, given: PartyGiven): Promise<Result<PartyId>> => add(deps, tx, request, given),
    replace: (tx: Tx, request: PartyRequest, given: Parameters<typeof replace>[3]) => replace(deps, tx, request, given),
    remove: (tx: Tx, request: PartyRequest, partyId: PartyId) => remove(tx, request, partyId),
    list: (tx: Tx, request: Pick<PartyRequest, 'communeId' | 'id'>) => list(deps, tx, request),
    inviteAll: (tx: Tx, request: PartyRequest, now: Date) => inviteAll(deps, tx, request, now),
    /** Whether somebody has consented, so that nothing of the document may change any more. */
    anyConsent: async (tx: Tx, request: Pick<PartyRequest, 'communeId' | 'id'>): Promise<boolean> =>
      anyConsent(await selectParties(tx, keyOf(request))),
    deliver: (payload: unknown) => deliver(deps, payload),
  };
}

export type Parties = ReturnType<typeof createParties>;

import type { CommuneId, PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { findRequests, type ServiceRequest } from '../requests/index.ts';
import { selectSigned } from './tracking-store.ts';

/** A request in which a person signs, as they and whoever may track it for them see it: how it stands, never what it says. */
export type TrackedRequest = Pick<
  ServiceRequest,
  'id' | 'communeId' | 'officeId' | 'service' | 'reference' | 'state' | 'openedAt' | 'decidedAt'
>;

/** The requests of one commune in which a person signs, latest first, 200 at most. In a transaction bound to the commune. */
export async function listRequestsOf(
  tx: Tx,
  communeId: CommuneId,
  personId: PersonId,
): Promise<readonly TrackedRequest[]> {
  const requests = await findRequests(tx, communeId, await selectSigned(tx, communeId, personId));
  return requests.toSorted((a, b) => b.openedAt.getTime() - a.openedAt.getTime());
}

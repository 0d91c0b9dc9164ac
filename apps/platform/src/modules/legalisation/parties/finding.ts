import { type CommuneId, ok, type PersonActor, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { PartiesDeps } from './dependencies.ts';
import { findByToken, findInvitation, type FoundByToken, type Invitation } from './invitation-store.ts';
import type { PartyRequest } from './model.ts';
import { findPartyRequest, type SealedParty, selectParties } from './party-store.ts';

/** A request with its parties. */
export interface PartiesOf {
  readonly request: PartyRequest;
  readonly parties: readonly SealedParty[];
}

/** A party of a request, seen by who is bound to it. */
export interface OwnParty extends PartiesOf {
  readonly party: SealedParty;
}

/** A live invitation, with whom it asks. */
export interface Asked extends OwnParty {
  readonly invitation: Invitation;
}

/** A transaction of a commune and of the person's own rows. */
export function inOwn<T>(
  { db }: Pick<PartiesDeps, 'db'>,
  { personId }: PersonActor,
  communeId: CommuneId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.transaction({ communeId, personId }, work);
}

/** The commune of a token, whether or not it still holds: a transaction of its own, bound to nobody. */
export async function communeOfToken(
  deps: Pick<PartiesDeps, 'db' | 'tokenDigest'>,
  token: string,
): Promise<FoundByToken | undefined> {
  return deps.db.transaction({}, tx => findByToken(tx, deps.tokenDigest(token)));
}

/**
 * The invitation of a token, in a transaction of its commune. One refusal, `parties.link-dead`, for a link that is unknown, used, replaced
 * or too old, and for a request that awaits nobody: it does not tell which. With `bound`, one by which somebody known comes to a counter
 * is live too.
 */
export async function readAsked(
  deps: Pick<PartiesDeps, 'clock'>,
  tx: Tx,
  { communeId, id }: FoundByToken,
  options: { readonly locked?: boolean; readonly bound?: boolean } = {},
): Promise<Result<Asked>> {
  const dead = refuse('parties.link-dead');
  const invitation = await findInvitation(tx, communeId, id);
  if (!invitation) return dead;
  const key = { communeId, requestId: invitation.requestId };
  const request = await findPartyRequest(tx, key, options);
  // Read again behind the lock: another click may have used it up meanwhile.
  const current = options.locked === true ? await findInvitation(tx, communeId, id) : invitation;
  if (!request || !current || current.endedAt || current.expiresAt <= deps.clock()) return dead;
  const parties = await selectParties(tx, key);
  const party = parties.find(each => each.id === current.partyId);
  const asked = party?.state === 'invited' || (options.bound === true && party?.state === 'bound');
  return request.state === 'collecting' && asked ? ok({ invitation: current, request, parties, party }) : dead;
}

/** In which commune a request is that the person signs. Refused: `requests.not-found`, the same for any other. */
export async function locateOwn(
  { db, requests }: Pick<PartiesDeps, 'db' | 'requests'>,
  actor: PersonActor,
  requestId: RequestId,
): Promise<Result<CommuneId>> {
  const own = (await requests.listOwn(db, actor)).find(each => each.requestId === requestId);
  return own ? ok(own.communeId) : refuse('requests.not-found');
}

/** The person's own place in a request. Refused: `requests.not-found`, the same for who was replaced and for any other. */
export async function readOwnParty(
  tx: Tx,
  { personId }: PersonActor,
  key: { readonly communeId: CommuneId; readonly requestId: RequestId },
  options: { readonly locked?: boolean } = {},
): Promise<Result<OwnParty>> {
  const request = await findPartyRequest(tx, key, options);
  const parties = await selectParties(tx, key);
  const party = parties.find(each => each.personId === personId);
  return request && party ? ok({ request, parties, party }) : refuse('requests.not-found');
}

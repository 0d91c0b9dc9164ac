import { type Id, ok, type PartyId, type PersonId, refuse, type Result } from '../../../kernel/index.ts';
import type { Sha256 } from '../../../platform/blobs/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ServiceRequest } from '../../requests/index.ts';
import { decideParty } from './decide.ts';
import type { PartiesDeps } from './dependencies.ts';
import { gatherIfComplete } from './gathering.ts';
import { endInvitations } from './invitation-store.ts';
import { factsOf, inviteWhoIsNext } from './inviting.ts';
import { keyOf, selectParties, updateStanding } from './party-store.ts';

/** Somebody whom a member of staff had before their eyes, and who signed there. */
export interface AttestedParty {
  readonly partyId: PartyId;
  readonly personId: PersonId;
  readonly identityDocumentId: Id<'identity-document'>;
  readonly signature: Sha256 | null;
}

/**
 * A party of a request has signed at a counter instead: their place is taken, every link to it is dead, and when they were the last the request
 * goes on. The caller holds the request, has authorised the attestation and has written the signatory. Refusals: `parties.unknown`, those of
 * `decideParty` and of `requests.gather`.
 */
export async function attestedAtCounter(
  deps: PartiesDeps,
  tx: Tx,
  request: ServiceRequest,
  { partyId, personId, identityDocumentId, signature }: AttestedParty,
): Promise<Result<ServiceRequest>> {
  const parties = await selectParties(tx, keyOf(request));
  const party = parties.find(({ id }) => id === partyId);
  if (!party) return refuse('parties.unknown');
  const decided = decideParty(party, { verb: 'attest', personId }, { ...factsOf(request), parties });
  if (!decided.ok) return decided;
  const now = deps.clock();
  const noted = { attested: 'counter', consentedAt: now, identityDocumentId, signature } as const;
  await updateStanding(tx, keyOf(request), decided.value, { ...noted, boundAt: party.boundAt ?? now });
  await endInvitations(tx, keyOf(request), partyId, now);
  await deps.requests.enter(tx, request, { personId, part: 'signatory' }, now);
  await inviteWhoIsNext(deps, tx, request, now);
  const gathered = await gatherIfComplete(deps, tx, request, now);
  return gathered.ok ? ok(gathered.value) : gathered;
}

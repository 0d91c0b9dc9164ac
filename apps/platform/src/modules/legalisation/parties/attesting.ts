import { type Id, ok, type PartyId, type PersonId, refuse, type Result } from '../../../kernel/index.ts';
import type { Sha256 } from '../../../platform/blobs/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ServiceRequest } from '../../requests/index.ts';
import type { AwaitedCode } from '../awaited/code.ts';
import { decideParty, hasTurn } from './decide.ts';
import type { PaperToSign, PartiesDeps } from './dependencies.ts';
import { readAsked } from './finding.ts';
import { gatherIfComplete } from './gathering.ts';
import { endInvitations, findByToken, type FoundByToken } from './invitation-store.ts';
import { factsOf, inviteWhoIsNext } from './inviting.ts';
import type { Party, PartyRequest } from './model.ts';
import { keyOf, selectParties, updateStanding } from './party-store.ts';
import { openParty } from './sealing.ts';

/** Whom the code of an invitation leads to, whether or not it still holds; for a member of staff before whom somebody stands. */
export function seekAtCounter(
  deps: Pick<PartiesDeps, 'tokenDigest'>,
  tx: Tx,
  code: AwaitedCode,
): Promise<FoundByToken | undefined> {
  return findByToken(tx, deps.tokenDigest(code));
}

/** A party who has come to a counter, with the paper that they are awaited to sign. */
export interface PartyAtCounter {
  readonly request: PartyRequest;
  readonly party: Party;
  readonly others: readonly Party[];
  readonly paper: PaperToSign;
}

/**
 * What an invitation opens at a counter, in a transaction of the request's commune. Refused: `parties.link-dead` as `readAsked`,
 * `.not-your-turn` while somebody is awaited before them.
 */
export async function openAtCounter(
  deps: Pick<PartiesDeps, 'clock' | 'identity' | 'readPaper'>,
  tx: Tx,
  found: FoundByToken,
  options: { readonly locked?: boolean } = {},
): Promise<Result<PartyAtCounter>> {
  const asked = await readAsked(deps, tx, found, { ...options, bound: true });
  if (!asked.ok) return asked;
  const { request, parties, party } = asked.value;
  if (!hasTurn(party, parties)) return refuse('parties.not-your-turn');
  const paper = await deps.readPaper(tx, keyOf(request));
  if (!paper) throw new Error('a request is signed that has no paper');
  const { vault } = deps.identity;
  const others: Party[] = [];
  for (const each of parties.filter(({ id }) => id !== party.id)) others.push(await openParty(vault, tx, each));
  return ok({ request, party: await openParty(vault, tx, party), others, paper });
}

/** Somebody whom a member of staff had before their eyes, and who signed there. */
export interface AttestedParty {
  readonly partyId: PartyId;
  readonly personId: PersonId;
  readonly identityDocumentId: Id<'identity-document'>;
  /** Null for who cannot sign. */
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
  await inviteWhoIsNext(deps, tx, request, { now });
  return gatherIfComplete(deps, tx, request, now);
}

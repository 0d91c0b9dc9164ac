import {
  type Centimes,
  ok,
  type PersonActor,
  type PersonId,
  type Refusal,
  refuse,
  type RequestId,
  type Result,
} from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import type { Capacity, UsableMandate } from '../../identity/index.ts';
import { checkOwnMandate, claimMandate } from '../capacities.ts';
import type { SignedFor } from '../model.ts';
import { deleteQuestions } from './consent-store.ts';
import { decideParty } from './decide.ts';
import type { PartiesDeps } from './dependencies.ts';
import { inOwn, locateOwn, type OwnParty, type PartiesOf, readOwnParty } from './finding.ts';
import { factsOf } from './inviting.ts';
import { natureCodeOf } from './nature.ts';
import { keyOf, updateCapacity, updateStanding } from './party-store.ts';

/** For whom somebody signs a paper, and for whom else they could. */
export interface OwnCapacity {
  /** Null for themselves; `fault` is why that mandate would not do now. */
  readonly chosen: (Capacity & { readonly worth: Centimes | null; readonly fault: Refusal | null }) | null;
  /** Mandates that cover this paper now, its worth set aside. None for the initiator, who chose when they began. */
  readonly offered: readonly UsableMandate[];
}

/**
 * Says for whom somebody who was invited signs, before they consent: null for themselves. What they were asked before named somebody else, and
 * is dead. Refusals: `requests.not-found`, `parties.request-over`, `.already-consented`, `.is-applicant` (who made the request chose when they
 * began it), those of `mandates.check`.
 */
export async function chooseCapacity(
  deps: PartiesDeps,
  actor: PersonActor,
  { requestId, signedFor }: { readonly requestId: RequestId; readonly signedFor: SignedFor | null },
): Promise<Result<null>> {
  const communeId = await locateOwn(deps, actor, requestId);
  if (!communeId.ok) return communeId;
  const key = { communeId: communeId.value, requestId };
  return inOwn(deps, actor, key.communeId, async tx => {
    const own = await readOwnParty(tx, actor, key, { locked: true });
    if (!own.ok) return own;
    const { request, party } = own.value;
    if (party.state === 'consented') return refuse('parties.already-consented');
    if (request.state !== 'collecting' || party.state !== 'bound') return refuse('parties.request-over');
    if (isInitiator(own.value)) return refuse('parties.is-applicant');
    const scope = { communeId: key.communeId, personId: actor.personId };
    const occasion = { nature: await natureCodeOf(tx, request), at: deps.clock() };
    const claimed = await claimMandate(deps, tx, scope, { ...occasion, signedFor });
    if (!claimed.ok) return claimed;
    await deleteQuestions(tx, key.communeId, party.id);
    await updateCapacity(tx, key, { id: party.id, signedFor });
    return ok(null);
  });
}

/** For whom the reader signs, and could sign. The transaction is in their scope, and is left so. */
export async function readOwnCapacity(deps: PartiesDeps, tx: Tx, own: OwnParty): Promise<OwnCapacity> {
  const { request, party } = own;
  const { personId, signedFor } = party;
  if (personId === null) throw new Error('a place is read that nobody is bound to');
  const scope = { communeId: request.communeId, personId };
  const occasion = { nature: await natureCodeOf(tx, request), at: deps.clock() };
  const mayChoose = party.state === 'bound' && !isInitiator(own);
  return {
    chosen: signedFor && (await readChosen(deps, tx, scope, { ...occasion, signedFor })),
    offered: mayChoose ? await deps.mandates.listSigning(tx, scope, occasion) : [],
  };
}

async function readChosen(
  deps: PartiesDeps,
  tx: Tx,
  scope: Parameters<typeof checkOwnMandate>[2],
  occasion: { readonly signedFor: SignedFor; readonly nature: string | null; readonly at: Date },
): Promise<OwnCapacity['chosen']> {
  const { organisationId, mandateId, worth } = occasion.signedFor;
  await rebind(tx, { ...scope, organisationId });
  const capacity = (await deps.mandates.readCapacities(tx, [mandateId])).get(mandateId);
  if (!capacity) throw new Error('a mandate was chosen that is not there');
  const checked = await checkOwnMandate(deps, tx, scope, occasion);
  return { ...capacity, worth, fault: checked.ok ? null : checked.refusal };
}

/**
 * Asked when everybody has consented: who did so from afar under a mandate that does not hold any more has consented to nothing, reads why, and
 * chooses anew. Whether there was anybody. Those who must sign together are judged by the office, as for a paper of the counter.
 */
export async function voidEnded(
  deps: Pick<PartiesDeps, 'mandates' | 'tell'>,
  tx: Tx,
  { request, parties }: PartiesOf,
  now: Date,
): Promise<boolean> {
  const nature = await natureCodeOf(tx, request);
  const ended: PersonId[] = [];
  for (const party of parties) {
    const { personId, signedFor, attested } = party;
    if (personId === null || !signedFor || attested !== 'distance') continue;
    const { worth: amount, ...claim } = signedFor;
    const checked = await deps.mandates.check(tx, { ...claim, personId, nature, amount, at: now });
    if (checked.ok) continue;
    const decided = decideParty(party, { verb: 'void' }, { ...factsOf(request), parties });
    if (!decided.ok) throw new Error(`a consent that does not count is not void: ${decided.refusal.code}`);
    await updateStanding(tx, keyOf(request), decided.value, { consentedAt: null, attested: null });
    ended.push(personId);
  }
  for (const personId of ended)
    await deps.tell(tx, { communeId: request.communeId, requestId: request.id, personId, event: 'signature-awaited' });
  return ended.length > 0;
}

function isInitiator({ request: { applicantId }, party: { personId } }: OwnParty): boolean {
  return personId !== null && personId === applicantId;
}

import { resumeSignature } from '@shubbak/pades';
import { type Actor, ok, type PreparationId, refuse, type Result, type StaffActor } from '../../kernel/index.ts';
import { sha256Of } from '../../platform/blobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { type Assertion, getStatement, verifyAssertion } from '../organisation/index.ts';
import { manifestChallenge } from '../sealing/index.ts';
import { decideConfirmation } from './decide.ts';
import type { Preparation } from './model.ts';
import type { ActsDeps } from './ports.ts';
import { checkEntitled, type RefusedRequest, refuseSome } from './prepare.ts';
import {
  assertionBytes,
  findConfirmation,
  findPreparation,
  insertConfirmation,
  isReplaced,
  lockRequests,
} from './preparation-store.ts';

/**
 * Takes the officer's assertion: from the moment this answers, the acts will be finished or cancelled. Requests, permission,
 * delegation, assertion and the prepared bytes are checked in the transaction that keeps it. Refuses `acts.*`, `organisation.*`. The same assertion again is answered alike.
 */
export async function keepConfirmation(
  deps: ActsDeps,
  actor: Actor,
  id: PreparationId,
  assertion: Assertion,
): Promise<Result<void>> {
  if (actor.kind !== 'staff') return refuse('acts.not-allowed');
  const { communeId } = actor;
  const result = await deps.db.transaction({ communeId }, async tx => {
    const found = await findPreparation(tx, communeId, id);
    if (!found) return refuse('acts.preparation-unknown');
    await lockRequests(
      tx,
      communeId,
      found.acts.map(({ requestId }) => requestId),
    );
    // Read again under the locks: what another officer did meanwhile counts.
    const preparation = (await findPreparation(tx, communeId, id)) ?? found;
    return confirm(deps, tx, actor, preparation, assertion);
  });
  if (result.ok) await deps.after('confirmed');
  return result;
}

async function confirm(
  deps: ActsDeps,
  tx: Tx,
  actor: StaffActor,
  preparation: Preparation,
  assertion: Assertion,
): Promise<Result<void>> {
  const { communeId, id } = preparation;
  const now = deps.clock();
  const assertionSha256 = sha256Of(assertionBytes(assertion));
  const known = await findConfirmation(tx, communeId, id);
  if (known?.assertionSha256 === assertionSha256 && preparation.officerId === actor.staffId) return ok(undefined);
  const facts = { confirmed: known !== undefined, replaced: await isReplaced(tx, preparation) };
  const decided = decideConfirmation(preparation, actor.staffId, facts, now);
  if (!decided.ok) return decided;
  const entitled = await checkEveryAct(deps, tx, actor, preparation, now);
  if (!entitled.ok) return entitled;
  const verified = await checkAssertion(deps, tx, preparation, decided.value, assertion);
  if (!verified.ok) return verified;
  const ready = await checkPages(deps, preparation);
  if (!ready.ok) return ready;
  await insertConfirmation(tx, preparation, { assertion, assertionSha256, confirmedAt: now });
  await enqueue(tx, 'acts.seal', { communeId, preparationId: id }, { key: `acts.seal/${id}` });
  return ok(undefined);
}

async function checkEveryAct(
  deps: ActsDeps,
  tx: Tx,
  actor: StaffActor,
  { acts }: Preparation,
  now: Date,
): Promise<Result<void>> {
  const refused: RefusedRequest[] = [];
  for (const act of acts) {
    const checked = await checkAct(deps, tx, actor, act, now);
    if (!checked.ok) refused.push({ field: act.requestId, ...checked.refusal });
  }
  const [first] = refused;
  if (!first) return ok(undefined);
  return acts.length === 1 ? refuse(first.code, first.params) : refuseSome(refused, acts.length);
}

async function checkAct(
  deps: ActsDeps,
  tx: Tx,
  actor: StaffActor,
  { communeId, requestId, requestVersion: version, delegationId }: Preparation['acts'][number],
  now: Date,
): Promise<Result<void>> {
  const facts = await deps.ports.readFacts(tx, actor, { communeId, requestId, version });
  if (!facts.ok) return facts;
  const entitled = await checkEntitled(tx, actor, facts.value, now);
  if (!entitled.ok) return entitled;
  // The delegation that the paper cites must itself be the one in force, not merely some other.
  return entitled.value.delegation.body.id === delegationId ? ok(undefined) : refuse('acts.delegation-changed');
}

/**
 * The bytes to be signed must still be those that were prepared: once confirmed, an act whose pages are lost or altered could
 * neither be finished nor given up. Preparing again makes them anew, under the same number.
 */
async function checkPages({ blobs, onFailure }: ActsDeps, { communeId, acts }: Preparation): Promise<Result<void>> {
  for (const { rendered } of acts) {
    if (!rendered) return refuse('acts.not-ready');
    try {
      resumeSignature(await blobs.get(communeId, rendered.preparedSha256), rendered.state);
    } catch (error) {
      onFailure(error);
      return refuse('acts.pages-lost');
    }
  }
  return ok(undefined);
}

async function checkAssertion(
  deps: ActsDeps,
  tx: Tx,
  { communeId, acts }: Preparation,
  manifest: Uint8Array,
  assertion: Assertion,
): Promise<Result<unknown>> {
  const [first] = acts;
  if (!first) throw new Error('a preparation without acts');
  const { body } = await getStatement(tx, communeId, first.credentialId);
  if (body.kind !== 'credential') throw new Error('an act names a credential that is none');
  const origins = [new URL(deps.publicUrl).origin];
  return verifyAssertion(assertion, body.passkey, { challenge: manifestChallenge(manifest), origins });
}

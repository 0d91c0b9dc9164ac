import { type Actor, ok, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import { once } from '../../../platform/commands/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { readFile } from '../file.ts';
import type { PersonFile } from '../model.ts';
import { insertReading } from '../reading-store.ts';
import { holds } from '../policy.ts';
import { mayBeSamePerson } from '../profile/data.ts';
import { keyedDigest } from '../protection.ts';
import { openRequest, placeOf } from './asking.ts';
import type { RightsDependencies } from './dependencies.ts';
import { planErasure } from './erasure.ts';
import {
  type ErasurePlan,
  type RefusalGround,
  refusalGrounds,
  type RightsEvent,
  type RightsLine,
  type RightsRequest,
  type RightsRequestId,
  type SealedRightsRequest,
} from './model.ts';
import { findRequest, insertEvent, listEvents, listOfCommune, updateRequest } from './rights-store.ts';

/** What the desk of a commune has to answer: what waits first, by its last day. Refused: `identity.not-allowed`. */
export async function listForDesk(deps: RightsDependencies, actor: Actor): Promise<Result<readonly RightsLine[]>> {
  if (!holds(actor, 'identity.answer-rights')) return refuse('identity.not-allowed');
  const { communeId } = actor;
  return deps.db.transaction({ communeId }, async tx => ok(await listOfCommune(tx, communeId, 200)));
}

/** A request at the desk, with the person's file, and for an erasure what would go and what must stay. */
export interface OpenedRights {
  readonly request: RightsRequest;
  readonly events: readonly RightsEvent[];
  readonly file: PersonFile | undefined;
  readonly plan: ErasurePlan | undefined;
}

/** Opens a request of the actor's commune; the person sees that their file was read. Refused: `identity.not-allowed`, `rights.unknown`. */
export async function openForDesk(
  deps: RightsDependencies,
  actor: Actor,
  id: RightsRequestId,
): Promise<Result<OpenedRights>> {
  if (!holds(actor, 'identity.answer-rights')) return refuse('identity.not-allowed');
  const now = deps.clock();
  return deps.db.transaction({ communeId: actor.communeId }, async tx => {
    const sealed = await find(tx, actor, id);
    if (!sealed) return refuse('rights.unknown');
    const { personId } = sealed;
    const events = await listEvents(tx, id);
    // Nothing of an erased person opens any more.
    if (sealed.kind === 'erasure' && sealed.state === 'done')
      return ok({ request: shut(sealed), events, file: undefined, plan: undefined });
    const file = await readFile(tx, deps.keys, personId, now);
    await insertReading(tx, personId, { reader: actor, purpose: 'opened' }, now);
    const plan = sealed.kind === 'erasure' ? await planErasure(deps, tx, personId) : undefined;
    await rebind(tx, { communeId: actor.communeId, personId });
    return ok({ request: await openRequest(deps, tx, sealed), events, file, plan });
  });
}

function shut({ wordsSealed: _words, answerSealed: _answer, ...rest }: SealedRightsRequest): RightsRequest {
  return { ...rest, words: null, answer: null };
}

/** A request of the commune, in a transaction bound to its person afterwards. */
async function find(tx: Tx, { communeId }: StaffActor, id: RightsRequestId): Promise<SealedRightsRequest | undefined> {
  const found = await findRequest(tx, id);
  if (found?.askedIn !== communeId) return undefined;
  await rebind(tx, { communeId, personId: found.personId });
  return findRequest(tx, id, { lock: true });
}

/** What the desk answers. */
export interface RightsAnswer {
  readonly requestId: RightsRequestId;
  readonly outcome: 'granted' | 'refused';
  /** In 10 to 2000 letters: what was done, or why not. The person reads it. */
  readonly words: string;
  /** With a refusal. */
  readonly ground?: RefusalGround | undefined;
}

/**
 * Answers a request. A granted erasure waits some hours, in which the person may withdraw it, and is then executed by a job; the rest is done.
 * Refused: `identity.not-allowed`, `rights.unknown`, `rights.over`, `rights.answer-needed`, `rights.ground-needed`, `identity.own-file`,
 * `rights.unfinished {kind}` for an erasure that something unfinished stands against, `rights.taken-by-you` for one that the actor says was asked
 * for at a counter.
 */
export async function answer(
  deps: RightsDependencies,
  actor: Actor,
  given: RightsAnswer,
  key: string,
): Promise<Result<null>> {
  if (!holds(actor, 'identity.answer-rights')) return refuse('identity.not-allowed');
  const words = given.words.normalize('NFC').trim();
  if (words.length < 10 || words.length > 2000) return refuse('rights.answer-needed');
  const ground = given.outcome === 'refused' ? refusalGrounds.find(each => each === given.ground) : null;
  if (ground === undefined) return refuse('rights.ground-needed');
  const { communeId, staffId } = actor;
  const payload = keyedDigest(deps.keys, 'rights', JSON.stringify(given)).toString('hex');
  const command = { communeId, key, name: 'identity.answer-rights', actorId: staffId, payload };
  const now = deps.clock();
  return deps.db.transaction({ communeId }, tx =>
    once(tx, command, now, () => settle(deps, tx, actor, { ...given, words, ground })),
  );
}

async function settle(
  deps: RightsDependencies,
  tx: Tx,
  actor: StaffActor,
  given: Omit<RightsAnswer, 'ground'> & { readonly ground: RefusalGround | null },
): Promise<Result<null>> {
  const now = deps.clock();
  const request = await find(tx, actor, given.requestId);
  if (!request) return refuse('rights.unknown');
  if (request.state !== 'open') return refuse('rights.over');
  const { personId, id } = request;
  const file = await readFile(tx, deps.keys, personId, now);
  const own = await deps.staffName(tx, actor);
  if (own && file && mayBeSamePerson(own, file.name)) return refuse('identity.own-file');
  const erases = request.kind === 'erasure' && given.outcome === 'granted';
  if (erases) {
    const taken = await notTakenBy(deps, tx, actor, request);
    if (!taken.ok) return taken;
    const [block] = (await planErasure(deps, tx, personId)).blocks;
    await rebind(tx, { communeId: actor.communeId, personId });
    if (block) return refuse('rights.unfinished', { kind: block.kind, count: block.count });
  }
  const done = given.outcome === 'granted' ? 'done' : 'refused';
  await updateRequest(tx, {
    ...request,
    state: erases ? 'granted' : done,
    ground: given.ground,
    answerSealed: await deps.vault.seal(tx, personId, placeOf(id, 'answer'), Buffer.from(given.words)),
    answeredBy: actor.staffId,
    answeredAt: now,
    executesAt: erases ? new Date(now.getTime() + deps.graceHours * 3_600_000) : null,
    endedAt: erases ? null : now,
  });
  await insertEvent(tx, request, { kind: erases ? 'granted' : done, staffId: actor.staffId }, now);
  await deps.tell(tx, { communeId: actor.communeId, personId, requestId: id, event: 'rights-answered' });
  return ok(null);
}

/** What nobody can take back is not one person's word: that it was asked for, and that it is granted. One is one under any account. */
async function notTakenBy(
  { staffName }: RightsDependencies,
  tx: Tx,
  actor: StaffActor,
  { takenBy }: Pick<SealedRightsRequest, 'takenBy'>,
): Promise<Result<null>> {
  if (takenBy === null) return ok(null);
  const [own, taker] = [await staffName(tx, actor), await staffName(tx, { ...actor, staffId: takenBy })];
  const same = takenBy === actor.staffId || (own && taker && mayBeSamePerson(own, taker));
  return same ? refuse('rights.taken-by-you') : ok(null);
}

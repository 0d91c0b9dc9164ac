import {
  newId,
  ok,
  type RequestId,
  refuse,
  type Result,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { SubjectVault } from '../../identity/index.ts';
import { placeOf } from '../../organisation/index.ts';
import { staffMaySee } from '../access.ts';
import { findRequest, lockRequest } from '../store.ts';
import { openWords } from '../words.ts';
import { type HandlingDeps, lockHeld, log } from './handling.ts';
import { insertOpinion, selectOpinions, updateAnswer } from './handling-store.ts';
import type { Opinion, OpinionId } from './model.ts';

/** What opinions need. */
export interface OpinionsDeps extends Pick<HandlingDeps, 'mayHandle'> {
  readonly vault: Pick<SubjectVault, 'seal' | 'openKept'>;
}

/** What colleagues think of a request: asked by whoever works on it, answered once, seen by the staff alone. */
export interface Opinions {
  /**
   * Asks a colleague who may work at the office. Refusals: `requests.not-found`, `.not-allowed`, `.not-in-this-state`, `.colleague-cannot`,
   * `.text-missing`. Needs `requests.handle`; asking does not need the request in hand.
   */
  ask(
    tx: Tx,
    actor: StaffActor,
    asked: { readonly requestId: RequestId; readonly of: StaffId; readonly question: string },
    now: Date,
  ): Promise<Result<{ readonly opinionId: OpinionId }>>;
  /**
   * Answers as the colleague who was asked. Refusals: `requests.not-found`, `.opinion-unknown`, `.opinion-answered`, `.words-erased` once the
   * applicant was erased, `.text-missing`.
   */
  answer(
    tx: Tx,
    actor: StaffActor,
    asked: { readonly requestId: RequestId; readonly opinionId: OpinionId; readonly answer: string },
    now: Date,
  ): Promise<Result<null>>;
  /** Every opinion on a request, in order. Refused: `requests.not-found`. Needs `requests.read` at the office. */
  list(tx: Tx, actor: StaffActor, requestId: RequestId): Promise<Result<readonly Opinion[]>>;
}

/** Builds opinions over the vault; each function works in the caller's transaction, bound to the actor's commune. */
export function createOpinions(deps: OpinionsDeps): Opinions {
  return {
    ask: (tx, actor, asked, now) => ask(deps, tx, actor, asked, now),
    answer: (tx, actor, asked, now) => answer(deps, tx, actor, asked, now),
    list: (tx, actor, requestId) => list(deps, tx, actor, requestId),
  };
}

const placeOfWords = (id: OpinionId, column: 'question' | 'answer'): string =>
  `requests.opinion/${id}/${column}_sealed`;

async function ask(
  { vault, mayHandle }: OpinionsDeps,
  tx: Tx,
  actor: StaffActor,
  { requestId, of, question }: Parameters<Opinions['ask']>[2],
  now: Date,
): Promise<Result<{ readonly opinionId: OpinionId }>> {
  if (question.trim() === '') return refuse('requests.text-missing');
  const locked = await lockHeld(tx, actor, requestId, 'requests.handle');
  if (!locked.ok) return locked;
  const { request, office } = locked.value;
  if (of === actor.staffId || !(await mayHandle(tx, placeOf(office), of, now)))
    return refuse('requests.colleague-cannot');
  const id = newId<OpinionId>(now);
  const sealed = await vault.seal(tx, requestId, placeOfWords(id, 'question'), Buffer.from(question.trim()));
  await insertOpinion(tx, request, { id, askedBy: actor.staffId, askedOf: of, question: sealed, askedAt: now });
  await log(tx, request, { kind: 'opinion-asked', actor, colleague: of }, now);
  return ok({ opinionId: id });
}

async function answer(
  { vault }: OpinionsDeps,
  tx: Tx,
  actor: StaffActor,
  { requestId, opinionId, answer: words }: Parameters<Opinions['answer']>[2],
  now: Date,
): Promise<Result<null>> {
  if (words.trim() === '') return refuse('requests.text-missing');
  const request = await lockRequest(tx, actor.communeId, requestId);
  if (!request || !(await staffMaySee(tx, actor, request))) return refuse('requests.not-found');
  const opinion = (await selectOpinions(tx, request)).find(({ id }) => id === opinionId);
  if (opinion?.askedOf !== actor.staffId) return refuse('requests.opinion-unknown');
  const question = { place: placeOfWords(opinionId, 'question'), sealed: opinion.question };
  const [asked = null] = await openWords(vault, tx, requestId, [question]);
  // The key of its words is gone for good: nothing is written under it any more.
  if (asked === null) return refuse('requests.words-erased');
  const sealed = await vault.seal(tx, requestId, placeOfWords(opinionId, 'answer'), Buffer.from(words.trim()));
  const first = await updateAnswer(tx, request, { id: opinionId, answer: sealed, at: now });
  if (!first) return refuse('requests.opinion-answered');
  await log(tx, request, { kind: 'opinion-answered', actor, colleague: opinion.askedBy }, now);
  return ok(null);
}

async function list(
  { vault }: OpinionsDeps,
  tx: Tx,
  actor: StaffActor,
  requestId: RequestId,
): Promise<Result<readonly Opinion[]>> {
  const request = await findRequest(tx, actor.communeId, requestId);
  if (!request || !(await staffMaySee(tx, actor, request))) return refuse('requests.not-found');
  const opinions: Opinion[] = [];
  for (const { question: asked, answer: answered, ...opinion } of await selectOpinions(tx, request)) {
    const sealed = [
      { place: placeOfWords(opinion.id, 'question'), sealed: asked },
      ...(answered ? [{ place: placeOfWords(opinion.id, 'answer'), sealed: answered }] : []),
    ];
    const [question = null, answer = null] = await openWords(vault, tx, requestId, sealed);
    opinions.push({ ...opinion, requestId, question, answer });
  }
  return ok(opinions);
}

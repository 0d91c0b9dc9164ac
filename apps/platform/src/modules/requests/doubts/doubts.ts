import {
  type CommuneId,
  may,
  newId,
  ok,
  type PageId,
  type RequestId,
  refuse,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { findDocument, type RequestDocument } from '../../documents/index.ts';
import type { SubjectVault } from '../../identity/index.ts';
import { type Office, placeOf } from '../../organisation/index.ts';
import { authorise } from '../access.ts';
import { log } from '../handling/handling.ts';
import { checkHeld } from '../handling/held.ts';
import type { ServiceRequest } from '../model.ts';
import type { RequestsPorts } from '../ports.ts';
import { findRequest, lockRequest } from '../store.ts';
import { existsForStaff } from '../visibility.ts';
import { openWords } from '../words.ts';
import { countOpen, decideMark, decideSettled, type Marked } from './decide.ts';
import { countOpenDoubts, insertDoubt, insertDoubtEnd, selectDoubts } from './doubt-store.ts';
import type { Doubt, DoubtEnd, DoubtId } from './model.ts';

/** What marks of doubt need. */
export interface DoubtsDeps extends Pick<RequestsPorts, 'isBeingSigned'> {
  readonly vault: Pick<SubjectVault, 'seal' | 'openKept'>;
  /** The reasons for doubting a paper of a service, by code; none where it is not offered. */
  reasonsOf(service: string): readonly string[];
}

/** Which mark of which request. */
interface OneDoubt {
  readonly requestId: RequestId;
  readonly doubtId: DoubtId;
}

/** A mark as it is read. `erased`: it had words, which went with the applicant. */
type ReadDoubt = Doubt & { readonly erased: boolean; readonly mayWithdraw: boolean };

/** The marks of a request, and what the reader may do about them. */
export interface DoubtsRead {
  readonly doubts: readonly ReadDoubt[];
  readonly mayMark: boolean;
  readonly maySettle: boolean;
  /** The paper as it stands: a mark may be of a page that is gone, or not the same any more. */
  readonly document: RequestDocument | undefined;
}

/**
 * Marks of doubt on the pages of a request: made while a paper is checked, seen by the staff alone. While one is open no act is made of
 * the request. Nothing of it changes the request's version. Each function works in the caller's transaction, bound to the actor's commune.
 */
export interface Doubts {
  /**
   * Marks a page, or a part of it. Needs `documents.read`, and `requests.prepare` for a draft of the counter, `requests.handle` in the queue.
   * Refusals: `requests.not-found`, `.not-allowed`, `.not-in-this-state`, `.held-by-other`, `.being-signed`, `documents.page-unknown`,
   * those of `decideMark`.
   */
  mark(
    tx: Tx,
    actor: StaffActor,
    marked: Marked & { readonly requestId: RequestId; readonly pageId: PageId },
    now: Date,
  ): Promise<Result<{ readonly doubtId: DoubtId }>>;
  /** Takes one's own mark back. Refusals besides: `requests.doubt-unknown`, `.doubt-not-own`, `.doubt-ended`. */
  withdraw(tx: Tx, actor: StaffActor, asked: OneDoubt, now: Date): Promise<Result<null>>;
  /** Says as an officer that a mark is settled. Needs `acts.sign`. Refusals as `withdraw`, but for whose mark it is. */
  settle(tx: Tx, actor: StaffActor, asked: OneDoubt, now: Date): Promise<Result<null>>;
  /** Every mark of a request, in order. Refusals: `requests.not-found`, `requests.not-allowed` without `documents.read`. */
  list(tx: Tx, actor: StaffActor, requestId: RequestId): Promise<Result<DoubtsRead>>;
  /** How many marks are open on each of several requests, which were read; one without is absent. */
  countOpen(tx: Tx, communeId: CommuneId, requestIds: readonly RequestId[]): Promise<ReadonlyMap<RequestId, number>>;
}

/** Builds marks of doubt over the vault. */
export function createDoubts(deps: DoubtsDeps): Doubts {
  return {
    mark: (tx, actor, marked, now) => mark(deps, tx, actor, marked, now),
    withdraw: (tx, actor, asked, now) => end(deps, tx, actor, asked, { how: 'withdrawn', by: actor.staffId, at: now }),
    settle: (tx, actor, asked, now) => end(deps, tx, actor, asked, { how: 'settled', by: actor.staffId, at: now }),
    list: (tx, actor, requestId) => list(deps, tx, actor, requestId),
    countOpen: countOpenDoubts,
  };
}

/** Whether an act may be made of a request that the caller has locked. Refused: `requests.doubts-open` {count}. */
export async function checkSettled(
  tx: Tx,
  { communeId, requestId }: { readonly communeId: CommuneId; readonly requestId: RequestId },
): Promise<Result<void>> {
  return decideSettled((await countOpenDoubts(tx, communeId, [requestId])).get(requestId) ?? 0);
}

const placeOfWords = (id: DoubtId): string => `requests.doubt/${id}/words_sealed`;

async function mark(
  deps: DoubtsDeps,
  tx: Tx,
  actor: StaffActor,
  { requestId, pageId, ...marked }: Parameters<Doubts['mark']>[2],
  now: Date,
): Promise<Result<{ readonly doubtId: DoubtId }>> {
  const entered = await enter(deps, tx, actor, requestId, now);
  if (!entered.ok) return entered;
  const { request, office } = entered.value;
  if (!mayCheck(actor, request, office)) return refuse('requests.not-allowed');
  const document = await findDocument(tx, { communeId: request.communeId, requestId });
  const page = document?.pages.find(({ id }) => id === pageId);
  const content = page?.image ?? document?.clean;
  if (!page || !content) return refuse('documents.page-unknown');
  const open = countOpen(await selectDoubts(tx, request));
  const judged = decideMark(marked, { reasons: deps.reasonsOf(request.service), page: page.mm, open });
  if (!judged.ok) return judged;
  const id = newId<DoubtId>(now);
  const words = marked.words.trim();
  const sealed = words === '' ? null : await deps.vault.seal(tx, requestId, placeOfWords(id), Buffer.from(words));
  const { reason, place } = marked;
  const picture = content.slice(0, 16);
  await insertDoubt(tx, request, {
    id,
    pageId,
    picture,
    place,
    reason,
    words: sealed,
    markedBy: actor.staffId,
    markedAt: now,
  });
  await log(tx, request, { kind: 'doubt-marked', actor, data: { reason } }, now);
  return ok({ doubtId: id });
}

async function end(
  deps: DoubtsDeps,
  tx: Tx,
  actor: StaffActor,
  { requestId, doubtId }: OneDoubt,
  ended: DoubtEnd,
): Promise<Result<null>> {
  const entered = await enter(deps, tx, actor, requestId, ended.at);
  if (!entered.ok) return entered;
  const { request, office } = entered.value;
  const doubt = (await selectDoubts(tx, request)).find(({ id }) => id === doubtId);
  if (!doubt) return refuse('requests.doubt-unknown');
  // The officer answers for the act: whoever doubted, it is theirs to say that the doubt is settled, and nobody else's.
  if (ended.how === 'settled' && !maySettle(actor, request, office)) return refuse('requests.not-allowed');
  if (ended.how === 'withdrawn' && doubt.markedBy !== actor.staffId) return refuse('requests.doubt-not-own');
  if (!(await insertDoubtEnd(tx, request, doubtId, ended))) return refuse('requests.doubt-ended');
  await log(
    tx,
    request,
    { kind: `doubt-${ended.how}`, actor, colleague: doubt.markedBy, data: { reason: doubt.reason } },
    ended.at,
  );
  return ok(null);
}

/** The request, locked: marking it, settling its marks and signing it follow one another. */
async function enter(
  deps: DoubtsDeps,
  tx: Tx,
  actor: StaffActor,
  requestId: RequestId,
  now: Date,
): Promise<Result<{ readonly request: ServiceRequest; readonly office: Office }>> {
  const request = await lockRequest(tx, actor.communeId, requestId);
  const reader = request && existsForStaff(request) && (await authorise(tx, actor, 'requests.read', request.officeId));
  if (!request || !reader) return refuse('requests.not-found');
  if (!may(actor, 'documents.read', placeOf(reader.office))) return refuse('requests.not-allowed');
  if (!isBeforeOffice(request)) return refuse('requests.not-in-this-state', { state: request.state });
  if (await deps.isBeingSigned(tx, request.communeId, requestId)) return refuse('requests.being-signed');
  const free = await checkHeld(tx, actor, request, now);
  return free.ok ? ok({ request, office: reader.office }) : free;
}

/** Whether the office has the paper before it: on the counter, or in its queue. */
function isBeforeOffice({ state, channel }: ServiceRequest): boolean {
  return state === 'queued' || (state === 'draft' && channel === 'counter');
}

/** Whether the actor checks papers where the request stands. */
function mayCheck(actor: StaffActor, { state }: ServiceRequest, office: Office): boolean {
  return may(actor, state === 'draft' ? 'requests.prepare' : 'requests.handle', placeOf(office));
}

function maySettle(actor: StaffActor, { state }: ServiceRequest, office: Office): boolean {
  return state === 'queued' && may(actor, 'acts.sign', placeOf(office));
}

async function list(
  { vault }: DoubtsDeps,
  tx: Tx,
  actor: StaffActor,
  requestId: RequestId,
): Promise<Result<DoubtsRead>> {
  const request = await findRequest(tx, actor.communeId, requestId);
  const reader = request && existsForStaff(request) && (await authorise(tx, actor, 'requests.read', request.officeId));
  if (!request || !reader) return refuse('requests.not-found');
  const { office } = reader;
  if (!may(actor, 'documents.read', placeOf(office))) return refuse('requests.not-allowed');
  const here = isBeforeOffice(request);
  const doubts: ReadDoubt[] = [];
  for (const { words: sealed, ...doubt } of await selectDoubts(tx, request)) {
    const kept = sealed ? [{ place: placeOfWords(doubt.id), sealed }] : [];
    const [words = null] = await openWords(vault, tx, requestId, kept);
    const erased = sealed !== null && words === null;
    const mayWithdraw = here && doubt.end === null && doubt.markedBy === actor.staffId;
    doubts.push({ ...doubt, requestId, words, erased, mayWithdraw });
  }
  return ok({
    doubts,
    mayMark: here && mayCheck(actor, request, office),
    maySettle: maySettle(actor, request, office),
    document: await findDocument(tx, { communeId: request.communeId, requestId }),
  });
}

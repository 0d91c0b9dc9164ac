import {
  type Actor,
  type CommuneId,
  newId,
  ok,
  type PersonId,
  type RequestId,
  refuse,
  type Result,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { SubjectVault } from '../../identity/index.ts';
import { authorise } from '../access.ts';
import type { RequestState, ServiceRequest } from '../model.ts';
import type { Requests } from '../ports.ts';
import { existsForStaff } from '../visibility.ts';
import { openWords, type Words } from '../words.ts';
import {
  countUnread,
  insertMessage,
  type MessageId,
  putMark,
  selectMarks,
  selectMessages,
  type Side,
} from './conversation-store.ts';

/** Which request, and for a person in which commune: `listOwn` names it. */
export interface Talked {
  readonly requestId: RequestId;
  readonly communeId?: CommuneId;
}

/** One message, open. */
export interface Message {
  readonly id: MessageId;
  readonly side: Side;
  /** The member of staff who wrote it; null for the applicant. */
  readonly staffId: StaffId | null;
  readonly text: Words;
  readonly at: Date;
}

/** What was said, and how far it was read. */
export interface Conversation {
  /** The latest two hundred, in order. */
  readonly messages: readonly Message[];
  /** Messages of the other side that the reader's side has not read. */
  readonly unread: number;
  /** Until which moment the other side has read; null for not at all. */
  readonly readByOther: Date | null;
  /** Whether the reader may write now. */
  readonly open: boolean;
}

/** What conversations need. */
export interface ConversationDeps {
  readonly requests: Pick<Requests, 'read'>;
  readonly vault: Pick<SubjectVault, 'seal' | 'openKept'>;
  /** Tells the applicant that the office wrote: by e-mail or text message, without its words. */
  tellApplicant(
    tx: Tx,
    news: {
      readonly communeId: CommuneId;
      readonly personId: PersonId;
      readonly requestId: RequestId;
      readonly event: 'message';
    },
  ): Promise<void>;
}

/** Messages between a request's applicant and the office, sealed under a key of the request's own. */
export interface Conversations {
  /**
   * Writes a message, from the applicant or from the office. Refusals: `requests.not-found`, `.not-allowed`, `.text-missing`,
   * `.text-too-long`, `.not-in-this-state` where nobody would read it, `.no-applicant` where there is nobody to write to. Staff need
   * `requests.handle`. Run it inside `once`: it writes each time it is called.
   */
  send(
    tx: Tx,
    actor: Actor,
    message: Talked & { readonly text: string },
    now: Date,
  ): Promise<Result<{ readonly messageId: MessageId }>>;
  /** What was said. Refusals: `requests.not-found`, `requests.not-allowed` for a signatory, whom it does not concern. */
  list(tx: Tx, actor: Actor, asked: Talked): Promise<Result<Conversation>>;
  /** How many messages of the office the applicant of each of several requests, which were read, has not read; none is absent. */
  countUnread(tx: Tx, communeId: CommuneId, requestIds: readonly RequestId[]): Promise<ReadonlyMap<RequestId, number>>;
  /** Says that the actor's side has read everything until now. Refusals as `list`. */
  markRead(tx: Tx, actor: Actor, asked: Talked, now: Date): Promise<Result<null>>;
}

/** Longest message, in characters. */
const longestMessage = 4000;
const mostShown = 200;

/** States in which both sides are there to read, of a request that exists for the staff: until it is decided. */
const openStates: readonly RequestState[] = ['collecting', 'payable', 'queued', 'returned', 'refusing'];

/** Builds conversations over the vault. Each function works in the caller's transaction, bound to the request's commune. */
export function createConversations(deps: ConversationDeps): Conversations {
  return {
    send: (tx, actor, message, now) => send(deps, tx, actor, message, now),
    list: (tx, actor, asked) => list(deps, tx, actor, asked),
    countUnread,
    markRead: async (tx, actor, asked, now) => {
      const found = await enter(deps, tx, actor, asked);
      if (!found.ok) return found;
      await putMark(tx, found.value.request, found.value.side, now);
      return ok(null);
    },
  };
}

/** A request with the side on which the actor stands in its conversation. */
interface Entered {
  readonly request: ServiceRequest;
  readonly side: Side;
  readonly staffId: StaffId | null;
  readonly mayWrite: boolean;
}

async function enter(
  { requests }: ConversationDeps,
  tx: Tx,
  actor: Actor,
  { requestId, communeId }: Talked,
): Promise<Result<Entered>> {
  const found = await requests.read(tx, actor, requestId, communeId);
  if (!found.ok) return found;
  const request = found.value;
  // What the office has not, or no longer, nobody there would read.
  const talking = request.applicantId !== null && openStates.includes(request.state) && existsForStaff(request);
  if (actor.kind === 'staff') {
    const allowed = await authorise(tx, actor, 'requests.handle', request.officeId);
    return ok({ request, side: 'office', staffId: actor.staffId, mayWrite: talking && allowed !== undefined });
  }
  if (actor.kind !== 'person' || request.applicantId !== actor.personId) return refuse('requests.not-allowed');
  return ok({ request, side: 'applicant', staffId: null, mayWrite: talking });
}

const placeOfBody = (id: MessageId): string => `requests.message/${id}/body_sealed`;

async function send(
  deps: ConversationDeps,
  tx: Tx,
  actor: Actor,
  { text, ...talked }: Talked & { readonly text: string },
  now: Date,
): Promise<Result<{ readonly messageId: MessageId }>> {
  const words = text.trim();
  if (words === '') return refuse('requests.text-missing');
  if (words.length > longestMessage) return refuse('requests.text-too-long', { most: longestMessage });
  const entered = await enter(deps, tx, actor, talked);
  if (!entered.ok) return entered;
  const { request, side, staffId, mayWrite } = entered.value;
  if (!mayWrite) return whyNot(request);
  const id = newId<MessageId>(now);
  const body = await deps.vault.seal(tx, request.id, placeOfBody(id), Buffer.from(words));
  await insertMessage(tx, request, { id, side, staffId, body, at: now });
  await putMark(tx, request, side, now);
  if (side === 'office' && request.applicantId !== null) {
    const { communeId, id: requestId, applicantId: personId } = request;
    await deps.tellApplicant(tx, { communeId, personId, requestId, event: 'message' });
  }
  return ok({ messageId: id });
}

function whyNot(request: ServiceRequest): Result<never> {
  const { applicantId, state } = request;
  if (applicantId === null) return refuse('requests.no-applicant');
  return openStates.includes(state) && existsForStaff(request)
    ? refuse('requests.not-allowed')
    : refuse('requests.not-in-this-state', { state });
}

async function list(deps: ConversationDeps, tx: Tx, actor: Actor, asked: Talked): Promise<Result<Conversation>> {
  const entered = await enter(deps, tx, actor, asked);
  if (!entered.ok) return entered;
  const { request, side, mayWrite } = entered.value;
  const marks = await selectMarks(tx, request);
  const read = marks.get(side)?.getTime() ?? 0;
  const messages: Message[] = [];
  const kept = await selectMessages(tx, request, mostShown);
  const sealed = kept.map(({ id, body }) => ({ place: placeOfBody(id), sealed: body }));
  const texts = await openWords(deps.vault, tx, request.id, sealed);
  for (const [index, { id, side: from, staffId, at }] of kept.entries())
    messages.push({ id, side: from, staffId, text: texts[index] ?? null, at });
  return ok({
    messages,
    unread: messages.filter(message => message.side !== side && message.at.getTime() > read).length,
    readByOther: marks.get(side === 'office' ? 'applicant' : 'office') ?? null,
    open: mayWrite,
  });
}

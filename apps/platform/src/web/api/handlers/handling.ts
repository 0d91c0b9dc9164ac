import {
  may,
  ok,
  type PersonId,
  type RequestId,
  type Result,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import { getOffice, listStaffNames, placeOf } from '../../../modules/organisation/index.ts';
import type { Conversation, Opinion, QueueLine } from '../../../modules/requests/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { HandlingActionValue, HandlingView } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { viewMessage, viewOpinion, viewQueueLine, viewStep } from '../views/queue-view.ts';

/** What was said and done about a request, read anew; the reading is recorded. Refused: `requests.not-found`. */
export async function readHandling(
  { db, clock, desk }: ApiDeps,
  actor: StaffActor,
  requestId: RequestId,
): Promise<Result<HandlingView>> {
  const now = clock();
  return db.transaction({ communeId: actor.communeId }, async tx => {
    const found = await desk.queues.line(tx, actor, requestId);
    if (!found.ok) return found;
    const line = found.value;
    const { request } = line;
    await desk.timeline.recordReading(tx, actor, request, await desk.concernedBy(tx, request), now);
    // An applicant who is none, or a service without them: the room says so, and there is nothing to show.
    const talked = await desk.conversation.list(tx, actor, { requestId });
    const opinions = await desk.opinions.list(tx, actor, requestId);
    const timeline = await desk.timeline.read(tx, actor, { requestId });
    if (!talked.ok) return talked;
    if (!opinions.ok) return opinions;
    if (!timeline.ok) return timeline;
    const names = await listStaffNames(tx, actor.communeId, staffIn(talked.value, opinions.value));
    const called = await desk.namesOf(tx, [request]);
    const open = await desk.doubts.countOpen(tx, actor.communeId, [requestId]);
    return ok({
      line: viewQueueLine(actor, line, {
        names: called.get(requestId) ?? [],
        doubts: open.get(requestId) ?? 0,
      }),
      correction: request.correction && { note: request.correction.note, fields: [...request.correction.fields] },
      refusal: request.refusal,
      actions: await actionsOf(tx, actor, { line, open: talked.value.open }),
      verbs: [...(await desk.requests.verbsFor(tx, actor, request))],
      conversation: {
        messages: talked.value.messages.map(message => viewMessage(names, message)),
        unread: talked.value.unread,
        readByApplicantAt: talked.value.readByOther?.toISOString() ?? null,
      },
      opinions: opinions.value.map(opinion => viewOpinion(actor, names, opinion)),
      timeline: timeline.value.map(viewStep),
      now: now.toISOString(),
    });
  });
}

function staffIn({ messages }: Conversation, opinions: readonly Opinion[]): readonly StaffId[] {
  const ids = [
    ...messages.flatMap(({ staffId }) => staffId ?? []),
    ...opinions.flatMap(({ askedBy, askedOf }) => [askedBy, askedOf]),
  ];
  return [...new Set(ids)];
}

/** What the reader may do about it now: the buttons to enable. */
async function actionsOf(
  tx: Tx,
  actor: StaffActor,
  { line, open }: { readonly line: QueueLine; readonly open: boolean },
): Promise<HandlingActionValue[]> {
  const { request, holder, handedAt } = line;
  const place = placeOf(await getOffice(tx, request.communeId, request.officeId));
  const write: HandlingActionValue[] = open ? ['write'] : [];
  if (request.state !== 'queued' && request.state !== 'refusing') return write;
  const assign: HandlingActionValue[] = may(actor, 'requests.assign', place) ? ['assign'] : [];
  if (!may(actor, 'requests.handle', place)) return [...assign, ...write];
  const mine = holder?.staffId === actor.staffId;
  const handle: HandlingActionValue[] = mine ? ['renew', 'release'] : holder ? [] : ['claim'];
  const hand: HandlingActionValue[] = handedAt === null && (mine || !holder) ? ['hand'] : [];
  return [...handle, ...assign, ...hand, 'prioritise', 'ask', ...write];
}

/** Records that a member of staff opened the file of a request, for its applicant and the persons whose data it shows. */
export function recordOpened(
  { clock, desk }: ApiDeps,
  tx: Tx,
  actor: StaffActor,
  opened: {
    readonly request: Parameters<ApiDeps['desk']['timeline']['recordReading']>[2];
    readonly persons: readonly PersonId[];
  },
): Promise<void> {
  return desk.timeline.recordReading(tx, actor, opened.request, opened.persons, clock());
}

/**
 * What a member of staff is shown of a request (a page, the draft, a signature, marks), by whichever way they came to it: where they may see it, it is
 * a reading of the file like any other.
 */
export async function recordShown<T>(
  deps: ApiDeps,
  actor: StaffActor,
  requestId: RequestId,
  shown: Promise<Result<T>>,
): Promise<Result<T>> {
  const result = await shown;
  if (!result.ok) return result;
  const { db, desk } = deps;
  await db.transaction({ communeId: actor.communeId }, async tx => {
    const found = await desk.requests.read(tx, actor, requestId);
    if (!found.ok) return;
    const request = found.value;
    await recordOpened(deps, tx, actor, { request, persons: await desk.concernedBy(tx, request) });
  });
  return result;
}

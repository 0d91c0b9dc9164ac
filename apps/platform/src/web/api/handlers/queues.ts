import { asId, ok, type OfficeId, refuse, type RequestId, type Result, type StaffId } from '../../../kernel/index.ts';
import { findOffice, placeOf } from '../../../modules/organisation/index.ts';
import {
  applyToEach,
  type BulkAction,
  type Correction,
  type OpinionId,
  type QueueKey,
  type QueueQuery,
  runCommand,
} from '../../../modules/requests/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type BulkBody, routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { viewRefusal } from '../problem.ts';
import { type Api, type Call, serve } from '../serve.ts';
import { viewCounts, viewQueueLine, writeKey } from '../views/queue-view.ts';
import { readHandling } from './handling.ts';
import type { Reader } from './overview.ts';

/** Queues: what waits, how much, and one thing done to several. */
export function mountQueues(api: Api, deps: ApiDeps): void {
  const { db, clock, desk } = deps;
  serve(api, routes.listQueue, call => listQueue(deps, call));
  serve(api, routes.countQueue, ({ actor, query }) =>
    db.transaction({ communeId: actor.communeId }, async tx => {
      const counts = await desk.queues.count(tx, actor, query.office === undefined ? undefined : asId(query.office));
      return counts.ok ? ok(viewCounts(counts.value)) : counts;
    }),
  );
  serve(api, routes.listColleagues, async ({ actor, params }) => {
    const { communeId } = actor;
    const colleagues = await db.transaction({ communeId }, async tx => {
      const office = await findOffice(tx, communeId, asId<OfficeId>(params.officeId));
      return office ? desk.colleaguesAt(tx, placeOf(office), clock()) : [];
    });
    return ok({ colleagues: colleagues.map(({ id, name }) => ({ id, name })) });
  });
  serve(api, routes.handleSeveral, async call => handleSeveral(deps, call));
}

/** What is done about one request. */
export function mountHandling(api: Api, deps: ApiDeps): void {
  const { clock, desk } = deps;
  const { handling, opinions, conversation, requests } = desk;
  const { run } = runner(deps);
  serve(api, routes.readHandling, call => readHandling(deps, call.actor, asId(call.params.requestId)));
  for (const [route, what] of [
    [routes.claimRequest, 'claim'],
    [routes.renewClaim, 'renew'],
    [routes.releaseRequest, 'release'],
    [routes.handRequest, 'hand'],
  ] as const)
    serve(api, route, call =>
      run(call, what, (tx, requestId) => handling[what](tx, call.actor, { requestId }, clock())),
    );
  serve(api, routes.assignRequest, call =>
    run(call, 'assign', (tx, requestId) =>
      handling.assign(tx, call.actor, { requestId, to: asId(call.body.to) }, clock()),
    ),
  );
  serve(api, routes.prioritiseRequest, call =>
    run(call, 'prioritise', (tx, requestId) =>
      handling.prioritise(tx, call.actor, { requestId, ...call.body }, clock()),
    ),
  );
  serve(api, routes.askOpinion, call =>
    run(call, 'ask-opinion', (tx, requestId) =>
      opinions.ask(tx, call.actor, { requestId, of: asId(call.body.of), question: call.body.question }, clock()),
    ),
  );
  serve(api, routes.answerOpinion, call => {
    const opinionId = asId<OpinionId>(call.params.opinionId);
    return run(call, 'answer-opinion', (tx, requestId) =>
      opinions.answer(tx, call.actor, { requestId, opinionId, answer: call.body.answer }, clock()),
    );
  });
  serve(api, routes.writeMessage, call =>
    run(call, 'write', (tx, requestId) =>
      conversation.send(tx, call.actor, { requestId, text: call.body.text }, clock()),
    ),
  );
  serve(api, routes.markMessagesRead, call =>
    run(call, 'mark-read', (tx, requestId) => conversation.markRead(tx, call.actor, { requestId }, clock())),
  );
  serve(api, routes.resubmitRequest, call =>
    run(call, 'resubmit', (tx, requestId) =>
      requests.change(tx, call.actor, { requestId, version: call.body.version }, { verb: 'resubmit' }, clock()),
    ),
  );
  serve(api, routes.returnRequest, call => {
    const { version, ...correction } = call.body;
    return run(call, 'return', (tx, requestId) =>
      requests.change(tx, call.actor, { requestId, version }, { verb: 'return', correction }, clock()),
    );
  });
}

/** A call on one request. */
type OnOne = Reader & { readonly params: { readonly requestId: string }; readonly key: string; readonly body: unknown };

/** Runs a command on one request once, and answers the request as it then stands. */
function runner(deps: ApiDeps) {
  const { db, clock } = deps;
  const run = async (call: OnOne, what: string, work: (tx: Tx, requestId: RequestId) => Promise<Result<unknown>>) => {
    const requestId = asId<RequestId>(call.params.requestId);
    const command = { key: call.key, name: `requests.${what}`, payload: [requestId, call.body] };
    const done = await runCommand(db, call.actor, command, clock(), async tx => {
      const worked = await work(tx, requestId);
      return worked.ok ? ok(null) : worked;
    });
    return done.ok ? readHandling(deps, call.actor, requestId) : done;
  };
  return { run };
}

async function listQueue(deps: ApiDeps, { actor, query }: Call<typeof routes.listQueue>) {
  const { db, clock, desk } = deps;
  const after = query.after === undefined ? undefined : readKey(query.after);
  if (after === null) return refuse('api.malformed');
  const { office, days, holder, limit, state, service, nature, channel, priority, late, handed } = query;
  const asked: QueueQuery = {
    limit,
    state,
    service,
    nature,
    channel,
    priority,
    late,
    handed,
    after,
    officeId: office === undefined ? undefined : asId(office),
    waitingDays: days,
    holder:
      holder === 'me' ? actor.staffId : holder === 'nobody' || holder === undefined ? holder : asId<StaffId>(holder),
  };
  return db.transaction({ communeId: actor.communeId }, async tx => {
    const page = await desk.queues.list(tx, actor, asked);
    if (!page.ok) return page;
    const { lines, next } = page.value;
    const names = await desk.namesOf(
      tx,
      lines.map(({ request }) => request),
    );
    const doubts = await desk.doubts.countOpen(
      tx,
      actor.communeId,
      lines.map(({ request }) => request.id),
    );
    return ok({
      lines: lines.map(line => {
        const { id } = line.request;
        return viewQueueLine(actor, line, { names: names.get(id) ?? [], doubts: doubts.get(id) ?? 0 });
      }),
      next: next && writeKey(next),
      now: clock().toISOString(),
    });
  });
}

/** Where a page ended; null for a word that no page gave. */
function readKey(word: string): QueueKey | null {
  try {
    const [rank, at, id]: unknown[] = JSON.parse(Buffer.from(word, 'base64url').toString());
    const whole = typeof rank === 'number' && typeof at === 'string' && typeof id === 'string';
    return whole && !Number.isNaN(Date.parse(at)) ? { rank, at, id: asId(id) } : null;
  } catch {
    return null;
  }
}

async function handleSeveral({ db, clock, desk }: ApiDeps, { actor, t, body, key }: Call<typeof routes.handleSeveral>) {
  const action = actionOf(body);
  if (!action) return refuse('api.malformed');
  const requests = body.requests.map(({ id, version }) => ({ requestId: asId<RequestId>(id), version }));
  const now = clock();
  const command = { key, name: 'requests.several', payload: body };
  const done = await runCommand(db, actor, command, now, tx => applyToEach(desk, tx, actor, { requests, action }, now));
  if (!done.ok) return done;
  return ok({
    outcomes: done.value.map(({ requestId, refusal }) => ({
      id: requestId,
      refusal: refusal && viewRefusal(t, requestId, refusal),
    })),
  });
}

/** What is to be done to each; undefined where a part of it was left out. */
function actionOf({ what, to, priority, reason, correction }: BulkBody): BulkAction | undefined {
  switch (what) {
    case 'assign':
      return to === undefined ? undefined : { what, to: asId<StaffId>(to) };
    case 'prioritise':
      return priority && reason ? { what, priority, reason } : undefined;
    case 'return':
      return correction && { what, correction: correction satisfies Correction };
    default:
      return { what };
  }
}

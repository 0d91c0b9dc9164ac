import { asId, ok, type PageId, type RequestId, type Result, type StaffActor } from '../../../kernel/index.ts';
import { listStaffNames } from '../../../modules/organisation/index.ts';
import { type DoubtId, runCommand } from '../../../modules/requests/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type DoubtsAnswer, routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { recordShown } from './handling.ts';
import { type Api, serve } from '../serve.ts';
import { viewDoubts } from '../views/doubt-view.ts';

/** Marks of doubt: each command answers the marks as they then stand. */
export function mountDoubts(api: Api, deps: ApiDeps): void {
  const { clock, desk } = deps;
  const { doubts } = desk;
  serve(api, routes.listDoubts, ({ actor, params }) => {
    const requestId = asId<RequestId>(params.requestId);
    return recordShown(deps, actor, requestId, read(deps, actor, requestId));
  });
  serve(api, routes.markDoubt, call => {
    const { pageId, place, reason, words } = call.body;
    const at = place && { x: place.xMm, y: place.yMm, width: place.widthMm, height: place.heightMm };
    return run(deps, call, 'mark-doubt', (tx, requestId) =>
      doubts.mark(tx, call.actor, { requestId, pageId: asId<PageId>(pageId), place: at, reason, words }, clock()),
    );
  });
  for (const [route, what] of [
    [routes.withdrawDoubt, 'withdraw'],
    [routes.settleDoubt, 'settle'],
  ] as const)
    serve(api, route, call =>
      run(deps, call, `${what}-doubt`, (tx, requestId) =>
        doubts[what](tx, call.actor, { requestId, doubtId: asId<DoubtId>(call.params.doubtId) }, clock()),
      ),
    );
}

interface OnOne {
  readonly actor: StaffActor;
  readonly params: { readonly requestId: string };
  readonly key: string;
  readonly body: unknown;
}

async function run(
  deps: ApiDeps,
  { actor, params, key, body }: OnOne,
  what: string,
  work: (tx: Tx, requestId: RequestId) => Promise<Result<unknown>>,
): Promise<Result<DoubtsAnswer>> {
  const requestId = asId<RequestId>(params.requestId);
  const command = { key, name: `requests.${what}`, payload: [params, body] };
  const done = await runCommand(deps.db, actor, command, deps.clock(), async tx => {
    const worked = await work(tx, requestId);
    return worked.ok ? ok(null) : worked;
  });
  return done.ok ? read(deps, actor, requestId) : done;
}

function read({ db, desk }: ApiDeps, actor: StaffActor, requestId: RequestId): Promise<Result<DoubtsAnswer>> {
  const { communeId } = actor;
  return db.transaction({ communeId }, async tx => {
    const found = await desk.doubts.list(tx, actor, requestId);
    if (!found.ok) return found;
    const staff = found.value.doubts.flatMap(({ markedBy, end }) => (end ? [markedBy, end.by] : [markedBy]));
    return ok(viewDoubts(found.value, await listStaffNames(tx, communeId, [...new Set(staff)])));
  });
}

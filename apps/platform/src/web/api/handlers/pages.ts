import { asId, ok, type PageId, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import type { SentFile } from '../../../modules/documents/index.ts';
import type { Upload } from '../../../modules/requests/index.ts';
import { routes } from '../contract/index.ts';
import type { UploadAnswer, UploadReport } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type ListedRefusal, say, viewRefusal } from '../problem.ts';
import { type Api, type Call, serve } from '../serve.ts';
import { recordShown } from './handling.ts';
import { answerChanged, readRequestView } from './overview.ts';
import { at } from './requests.ts';

/** The paper of a request, page by page. */
export function mountPages(api: Api, deps: ApiDeps): void {
  const { pages } = deps;
  serve(api, routes.uploadFiles, call => upload(deps, call));
  serve(api, routes.pagePicture, ({ actor, params, query }) =>
    recordShown(
      deps,
      actor,
      asId(params.requestId),
      pages.picture(actor, { ...pageOf(params), width: query.width, original: false }),
    ),
  );
  serve(api, routes.pageOriginal, ({ actor, params, query }) =>
    recordShown(
      deps,
      actor,
      asId(params.requestId),
      pages.picture(actor, { ...pageOf(params), width: query.width, original: true }),
    ),
  );
  serve(api, routes.editPage, async call => {
    const { rotation, crop } = call.body;
    const command = { ...at(call), pageId: asId<PageId>(call.params.pageId), rotation, crop };
    return answerChanged(deps, call, await pages.turnAndCrop(call.actor, command));
  });
  serve(api, routes.removePage, async call => {
    const command = { ...at(call), pageId: asId<PageId>(call.params.pageId) };
    return answerChanged(deps, call, await pages.takeOut(call.actor, command));
  });
  serve(api, routes.restorePage, async call => {
    const command = { ...at(call), pageId: asId<PageId>(call.params.pageId) };
    return answerChanged(deps, call, await pages.putBack(call.actor, command));
  });
  serve(api, routes.orderPages, async call => {
    const pageIds = call.body.pageIds.map(id => asId<PageId>(id));
    return answerChanged(deps, call, await pages.arrange(call.actor, { ...at(call), pageIds }));
  });
  serve(api, routes.removeDocument, async call =>
    answerChanged(deps, call, await pages.takeOutAll(call.actor, at(call))),
  );
}

function pageOf(params: { readonly requestId: string; readonly pageId: string }) {
  return { requestId: asId<RequestId>(params.requestId), pageId: asId<PageId>(params.pageId) };
}

type UploadCall = Call<typeof routes.uploadFiles>;

/** A session that ended while the files travelled: nothing is kept, and the same form with the same key goes on after sign-in. */
async function upload(deps: ApiDeps, call: UploadCall): Promise<Result<UploadAnswer, ListedRefusal>> {
  const files: SentFile[] = [];
  for (const file of call.form.file) files.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  if (!(await isStillSignedIn(deps, call))) return refuse('session.sign-in-needed');
  const requestId = asId<RequestId>(call.params.requestId);
  const uploaded = await deps.pages.upload(call.actor, {
    key: call.key,
    requestId,
    version: call.form.version,
    files,
  });
  if (!uploaded.ok) return uploaded;
  if (!uploaded.value.changed) return { ok: false, refusal: allRefused(uploaded.value) };
  const request = await readRequestView(deps, call, requestId);
  return request.ok ? ok({ request: request.value, report: reportOf(call, uploaded.value) }) : request;
}

async function isStillSignedIn({ identity }: ApiDeps, { actor }: UploadCall): Promise<boolean> {
  return (await identity.listSessions(actor)).some(session => session.id === actor.sessionId);
}

function allRefused({ refused }: Upload): ListedRefusal {
  const errors = refused.map(({ name, refusal }) => ({ field: name, code: refusal.code, params: refusal.params }));
  return { code: 'api.all-refused', params: { count: refused.length }, errors };
}

function reportOf({ t }: UploadCall, { stored, refused }: Upload): UploadReport {
  return {
    received: stored.map(({ name, pages, notices }) => ({
      name,
      pages: pages.length,
      notices: notices.map(notice => ({ code: notice.code, params: { ...notice.params }, detail: say(t, notice) })),
    })),
    refused: refused.map(({ name, refusal }) => viewRefusal(t, name, refusal)),
  };
}

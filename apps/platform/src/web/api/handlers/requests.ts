import { asId, type OfficeId, ok, type PersonId, type RequestId } from '../../../kernel/index.ts';
import { listHolding } from '../../../modules/acts/index.ts';
import type { IdentityDocumentId } from '../../../modules/identity/index.ts';
import type { RequestLine } from '../contract/index.ts';
import { routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import type { ListedRefusal } from '../problem.ts';
import { type Api, type Call, serve } from '../serve.ts';
import { viewCertificationLine } from '../views/certification-view.ts';
import { viewLine } from '../views/request-view.ts';
import { recordShown } from './handling.ts';
import { answerChanged, readRequestView } from './overview.ts';

type OnRequest = Pick<Call<typeof routes.submitRequest>, 'key' | 'params' | 'body'>;

/** The request that a command is for, the version it was made on, and the intention's key. */
export function at({ key, params, body }: OnRequest): {
  readonly key: string;
  readonly requestId: RequestId;
  readonly version: number;
} {
  return { key, requestId: asId<RequestId>(params.requestId), version: body.version };
}

/** The life of a request at the counter. */
export function mountRequests(api: Api, deps: ApiDeps): void {
  const { legalisation } = deps;
  serve(api, routes.openRequest, async call => {
    const opened = await legalisation.open(call.actor, { key: call.key, officeId: asId(call.body.officeId) });
    return answerChanged(deps, call, opened);
  });
  serve(api, routes.listRequests, call => listRequests(deps, call));
  serve(api, routes.readRequest, call => readRequestView(deps, call, asId(call.params.requestId)));
  serve(api, routes.changeOptions, async call => {
    const { version: _, stampPlace, ...rest } = call.body;
    const place = stampPlace && { page: stampPlace.page, x: stampPlace.xMm, y: stampPlace.yMm };
    const options = { ...rest, ...(stampPlace !== undefined && { stampPlace: place }) };
    return answerChanged(deps, call, await legalisation.changeOptions(call.actor, { ...at(call), options }));
  });
  serve(api, routes.draftPreview, ({ actor, params }) => {
    const requestId = asId<RequestId>(params.requestId);
    return recordShown(deps, actor, requestId, deps.drafts.print(actor, requestId));
  });
  serve(api, routes.submitRequest, async call => {
    const submitted = await legalisation.submit(call.actor, at(call));
    return submitted.ok ? answerChanged(deps, call, submitted) : { ok: false, refusal: listed(submitted.refusal) };
  });
  serve(api, routes.reopenRequest, async call =>
    answerChanged(deps, call, await legalisation.reopen(call.actor, at(call))),
  );
  serve(api, routes.readWarning, async call =>
    answerChanged(deps, call, await legalisation.readWarning(call.actor, { ...at(call), warning: call.body.warning })),
  );
  serve(api, routes.openAgain, async call => {
    const command = { key: call.key, requestId: asId<RequestId>(call.params.requestId) };
    return answerChanged(deps, call, await legalisation.openAgain(call.actor, command));
  });
  serve(api, routes.abandonRequest, async call =>
    answerChanged(deps, call, await legalisation.abandon(call.actor, at(call))),
  );
  serve(api, routes.refuseRequest, async call => {
    const { reason, note } = call.body;
    return answerChanged(
      deps,
      call,
      await deps.refusals.propose(call.actor, { ...at(call), refusal: { reason, note } }),
    );
  });
  serve(api, routes.reconsiderRequest, async call =>
    answerChanged(deps, call, await deps.refusals.reconsider(call.actor, at(call))),
  );
}

/** Those who sign: identified, drawing, consenting. */
export function mountSignatories(api: Api, deps: ApiDeps): void {
  const { legalisation } = deps;
  serve(api, routes.addSignatory, async call => {
    const { personId, identityDocumentId } = call.body;
    const command = {
      ...at(call),
      personId: asId<PersonId>(personId),
      identityDocumentId: asId<IdentityDocumentId>(identityDocumentId),
    };
    return answerChanged(deps, call, await legalisation.addSignatory(call.actor, command));
  });
  serve(api, routes.removeSignatory, async call => {
    const personId = asId<PersonId>(call.params.personId);
    return answerChanged(deps, call, await legalisation.removeSignatory(call.actor, { ...at(call), personId }));
  });
  serve(api, routes.drawSignature, async call => {
    const { pad, strokes } = call.body;
    const command = { ...at(call), personId: asId<PersonId>(call.params.personId), drawn: { pad, strokes } };
    return answerChanged(deps, call, await legalisation.keepSignature(call.actor, command));
  });
  serve(api, routes.signaturePicture, ({ actor, params }) => {
    const requestId = asId<RequestId>(params.requestId);
    const shown = legalisation.readSignature(actor, { requestId, personId: asId(params.personId) });
    return recordShown(deps, actor, requestId, shown);
  });
  serve(api, routes.consent, async call => {
    const { sentence, language } = call.body;
    const command = { ...at(call), personId: asId<PersonId>(call.params.personId), sentence, language };
    return answerChanged(deps, call, await legalisation.consent(call.actor, command));
  });
}

/** A refusal that names everything missing keeps its list. */
export function listed(refusal: ListedRefusal & { readonly missing?: ListedRefusal['errors'] }): ListedRefusal {
  return refusal.missing ? { ...refusal, errors: refusal.missing } : refusal;
}

async function listRequests(deps: ApiDeps, { actor, params, query }: Call<typeof routes.listRequests>) {
  const asked = { officeId: asId<OfficeId>(params.officeId), state: query.state };
  const lines = await deps.legalisation.list(actor, asked);
  if (!lines.ok) return lines;
  const copies = await deps.certification.list(actor, asked);
  if (!copies.ok) return copies;
  const waiting = query.state === 'queued' || query.state === 'refusing';
  const queued = waiting ? [...lines.value, ...copies.value].map(line => line.request.id) : [];
  const { communeId } = actor;
  const { holding, doubts } = await deps.db.transaction({ communeId }, async tx => ({
    holding: await listHolding(tx, communeId, queued),
    doubts: await deps.desk.doubts.countOpen(tx, communeId, queued),
  }));
  const standing = (id: RequestId) => ({ preparationId: holding.get(id) ?? null, doubts: doubts.get(id) ?? 0 });
  const requests = [
    ...lines.value.map(line => viewLine(line, standing(line.request.id))),
    ...copies.value.map(line => viewCertificationLine(line, standing(line.request.id))),
  ].toSorted(query.state === 'queued' ? oldestFirst : latestFirst);
  return ok({ requests, now: deps.clock().toISOString() });
}

/** As each service lists its own: what waits longest first in the queue, the latest first elsewhere. */
function oldestFirst(a: RequestLine, b: RequestLine): number {
  return (a.queuedAt ?? '').localeCompare(b.queuedAt ?? '') || a.id.localeCompare(b.id);
}

function latestFirst(a: RequestLine, b: RequestLine): number {
  return b.openedAt.localeCompare(a.openedAt) || b.id.localeCompare(a.id);
}

import { asId, ok, type RequestId, type Result, type StaffActor } from '../../../kernel/index.ts';
import { listHolding, viewActOfRequest } from '../../../modules/acts/index.ts';
import { findOffice, placeOf } from '../../../modules/organisation/index.ts';
import type { ChangedRequest } from '../../../modules/requests/index.ts';
import type { Translator } from '../../../platform/messages/index.ts';
import type { RequestView } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { viewSigning } from '../views/office-view.ts';
import { viewRequest } from '../views/request-view.ts';

/** Who reads, and in which language. */
export interface Reader {
  readonly actor: StaffActor;
  readonly t: Translator;
}

/** A request as its screens show it, read anew. Refused: `requests.not-found`. */
export async function readRequestView(
  deps: ApiDeps,
  { actor, t }: Reader,
  requestId: RequestId,
): Promise<Result<RequestView>> {
  const overview = await deps.legalisation.readOverview(actor, requestId);
  if (!overview.ok) return overview;
  const { communeId, officeId, state } = overview.value.request;
  const around = await deps.db.transaction({ communeId }, async tx => {
    const act = state === 'done' || state === 'refused' ? await viewActOfRequest(tx, actor, requestId) : undefined;
    const holding =
      state === 'queued' || state === 'refusing' ? await listHolding(tx, communeId, [requestId]) : undefined;
    const office = await findOffice(tx, communeId, officeId);
    const signing = office && (await viewSigning(t, tx, actor, { place: placeOf(office), now: deps.clock() }));
    return {
      act: act?.ok ? act.value : undefined,
      preparationId: holding?.get(requestId) ?? null,
      maySign: signing?.state === 'valid',
    };
  });
  return ok(viewRequest(t, overview.value, around));
}

/** After a command: the request as it now stands. What a repeated command answers is read anew too, so that it is never stale. */
export async function answerChanged(
  deps: ApiDeps,
  reader: Reader,
  changed: Result<ChangedRequest>,
): Promise<Result<RequestView>> {
  // An answer remembered from the database is plain JSON: its id is an id again here.
  return changed.ok ? readRequestView(deps, reader, asId(changed.value.requestId)) : changed;
}

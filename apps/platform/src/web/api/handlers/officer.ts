import {
  asId,
  type ActId,
  ok,
  type PreparationId,
  type RequestId,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import { type PreparationView as Preparation, viewAct } from '../../../modules/acts/index.ts';
import { labelSizes } from '../../../modules/sealing/index.ts';
import { routes } from '../contract/index.ts';
import type { PreparationView } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, type Call, serve } from '../serve.ts';
import { viewActFully } from '../views/act-view.ts';
import { viewPreparation } from '../views/preparation-view.ts';
import type { Reader } from './overview.ts';

/** What an officer signs. */
export function mountOfficer(api: Api, deps: ApiDeps): void {
  const { acts, clock } = deps;
  serve(api, clock, routes.prepare, call => prepare(deps, call));
  serve(api, clock, routes.readPreparation, async call =>
    answerPreparation(deps, call, await acts.getPreparation(call.actor, asId(call.params.preparationId))),
  );
  serve(api, clock, routes.finalFile, ({ actor, params }) =>
    acts.openFinalPages(actor, asId<PreparationId>(params.preparationId), asId<ActId>(params.actId)),
  );
  serve(api, clock, routes.confirm, async call => {
    const { id, response } = call.body.assertion;
    const { clientDataJSON, authenticatorData, signature } = response;
    const assertion = { credentialId: id, clientDataJSON, authenticatorData, signature };
    return answerPreparation(deps, call, await acts.confirm(call.actor, asId(call.params.preparationId), assertion));
  });
  serve(api, clock, routes.cancelPreparation, async call =>
    answerPreparation(deps, call, await acts.cancel(call.actor, asId(call.params.preparationId))),
  );
}

/** Papers of recorded acts. */
export function mountActs(api: Api, deps: ApiDeps): void {
  const { acts, clock, papers } = deps;
  serve(api, clock, routes.readAct, async ({ actor, params }) => {
    const act = await findAct(deps, actor, asId(params.actId));
    return act.ok ? ok(viewActFully(act.value.act, act.value.exemplars, deps.publicUrl)) : act;
  });
  serve(api, clock, routes.sealedFile, async ({ actor, params }) => {
    const sealed = await acts.openSealed(actor, asId(params.actId));
    return sealed.ok ? ok(sealed.value.bytes) : sealed;
  });
  serve(api, clock, routes.labelPaper, async ({ actor, params, query }) => {
    const found = await findAct(deps, actor, asId(params.actId));
    if (!found.ok) return found;
    const exemplar = exemplarOf(query.exemplar, found.value.exemplars);
    return ok(await papers.label({ face: found.value.act.face, exemplar, size: labelSizes.roll }));
  });
  serve(api, clock, routes.overprintPaper, async ({ actor, params, query }) => {
    const found = await findAct(deps, actor, asId(params.actId));
    if (!found.ok) return found;
    return ok(
      await papers.overprint({
        face: found.value.act.face,
        exemplar: exemplarOf(query.exemplar, found.value.exemplars),
      }),
    );
  });
}

function exemplarOf(asked: number, exemplars: number): { readonly k: number; readonly n: number } {
  return { k: Math.min(asked, exemplars), n: exemplars };
}

async function findAct({ db, legalisation }: ApiDeps, actor: StaffActor, actId: ActId) {
  const act = await db.transaction({ communeId: actor.communeId }, tx => viewAct(tx, actor, actId));
  if (!act.ok) return act;
  const overview = await legalisation.readOverview(actor, act.value.requestId);
  return ok({ act: act.value, exemplars: overview.ok ? overview.value.legalisation.exemplars : 1 });
}

async function prepare(deps: ApiDeps, call: Call<typeof routes.prepare>): Promise<Result<PreparationView>> {
  const requests = call.body.requests.map(({ id, version }) => ({ requestId: asId<RequestId>(id), version }));
  return answerPreparation(deps, call, await deps.acts.prepare(call.actor, requests));
}

async function answerPreparation(
  deps: ApiDeps,
  reader: Reader,
  preparation: Result<Preparation>,
): Promise<Result<PreparationView>> {
  if (!preparation.ok) return preparation;
  const ids = preparation.value.acts.map(act => act.requestId);
  const references = await deps.legalisation.readReferences(reader.actor, ids);
  const { simulatedAuthenticator } = deps;
  return ok(viewPreparation(reader.t, preparation.value, { now: deps.clock(), simulatedAuthenticator, references }));
}

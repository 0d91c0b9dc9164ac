import {
  asId,
  type ActId,
  ok,
  type PreparationId,
  type RequestId,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import type { PreparationView as Preparation } from '../../../modules/acts/index.ts';
import { labelSizes } from '../../../modules/sealing/index.ts';
import { routes } from '../contract/index.ts';
import type { PreparationView } from '../contract/index.ts';
import { createOnce } from '../once.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, type Call, serve } from '../serve.ts';
import { viewActFully } from '../views/act-view.ts';
import { viewPreparation } from '../views/preparation-view.ts';
import type { Reader } from './overview.ts';

/** What an officer signs. */
export function mountOfficer(api: Api, deps: ApiDeps): void {
  const { acts, clock } = deps;
  const once = createOnce<Preparation>(clock);
  serve(api, routes.prepare, call => prepare(deps, once, call));
  serve(api, routes.readPreparation, async call =>
    answerPreparation(deps, call, await acts.getPreparation(call.actor, asId(call.params.preparationId))),
  );
  serve(api, routes.finalFile, ({ actor, params }) =>
    acts.openFinalPages(actor, asId<PreparationId>(params.preparationId), asId<ActId>(params.actId)),
  );
  serve(api, routes.confirm, async call => answerPreparation(deps, call, await confirm(deps, call)));
  serve(api, routes.cancelPreparation, async call =>
    answerPreparation(deps, call, await acts.cancel(call.actor, asId(call.params.preparationId))),
  );
}

/** Papers of recorded acts. */
export function mountActs(api: Api, deps: ApiDeps): void {
  const { acts, papers } = deps;
  serve(api, routes.readAct, async ({ actor, params }) => {
    const act = await findAct(deps, actor, asId(params.actId));
    return act.ok ? ok(viewActFully(act.value.act, act.value.exemplars, deps.publicUrl)) : act;
  });
  serve(api, routes.sealedFile, async ({ actor, params }) => {
    const sealed = await acts.openSealed(actor, asId(params.actId));
    return sealed.ok ? ok(sealed.value.bytes) : sealed;
  });
  serve(api, routes.labelPaper, async ({ actor, params, query }) => {
    const found = await findAct(deps, actor, asId(params.actId));
    if (!found.ok) return found;
    const { exemplars } = found.value;
    const exemplar = query.exemplar === 'all' ? everyExemplar(exemplars) : exemplarOf(query.exemplar, exemplars);
    return ok(await papers.label({ face: found.value.act.face, exemplar, size: labelSizes.roll }));
  });
  serve(api, routes.overprintPaper, async ({ actor, params, query }) => {
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

function everyExemplar(n: number): readonly { readonly k: number; readonly n: number }[] {
  return Array.from({ length: n }, (_, index) => ({ k: index + 1, n }));
}

async function findAct({ acts, legalisation }: ApiDeps, actor: StaffActor, actId: ActId) {
  const act = await acts.getPrintable(actor, actId);
  if (!act.ok) return act;
  const overview = await legalisation.readOverview(actor, act.value.requestId);
  // A copy is printed whole: nothing of it goes onto paper originals.
  return ok({ act: act.value, exemplars: overview.ok ? overview.value.legalisation.exemplars : 1 });
}

async function prepare(
  deps: ApiDeps,
  once: ReturnType<typeof createOnce<Preparation>>,
  call: Call<typeof routes.prepare>,
): Promise<Result<PreparationView>> {
  const requests = call.body.requests.map(({ id, version }) => ({ requestId: asId<RequestId>(id), version }));
  const key = `${call.actor.staffId}/${call.key}`;
  return answerPreparation(deps, call, await once(key, () => deps.acts.prepare(call.actor, requests)));
}

/** Confirms; the same gesture sent again, after a lost answer, is answered with how far it has come. */
async function confirm(
  { acts }: ApiDeps,
  { actor, params, body }: Call<typeof routes.confirm>,
): Promise<Result<Preparation>> {
  const { id, response } = body.assertion;
  const { clientDataJSON, authenticatorData, signature } = response;
  const preparationId = asId<PreparationId>(params.preparationId);
  const confirmed = await acts.confirm(actor, preparationId, {
    credentialId: id,
    clientDataJSON,
    authenticatorData,
    signature,
  });
  const again = !confirmed.ok && confirmed.refusal.code === 'acts.already-confirmed';
  return again ? acts.getPreparation(actor, preparationId) : confirmed;
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

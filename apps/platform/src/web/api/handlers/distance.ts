import {
  asId,
  civilDate,
  type OfficeId,
  ok,
  type RequestId,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import {
  decideRule,
  type DistanceRule,
  legalisationService,
  listDistanceRules,
  ruleInForce,
} from '../../../modules/legalisation/index.ts';
import { listOffices, listStaffNames, recordScreening } from '../../../modules/organisation/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type DistanceAnswer, type DistanceRuleView, routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, type Call, serve } from '../serve.ts';
import { answerChanged } from './overview.ts';
import { listed } from './requests.ts';

/** Legalisation at a distance: the office's checks, and what a commune has opened. */
export function mountDistance(api: Api, deps: ApiDeps): void {
  const { legalisation, clock } = deps;
  serve(api, routes.checkRequest, async call => {
    const checked = await legalisation.checkAtOffice(call.actor, commandOf(call));
    return checked.ok ? answerChanged(deps, call, checked) : { ok: false, refusal: listed(checked.refusal) };
  });
  const within = <T>({ communeId }: StaffActor, work: (tx: Tx) => Promise<T>): Promise<T> =>
    deps.db.transaction({ communeId }, work);
  serve(api, routes.readDistance, ({ actor }) => within(actor, tx => readDistance(deps, tx, actor)));
  serve(api, routes.decideDistance, ({ actor, body }) =>
    within(actor, async tx => {
      const now = clock();
      const { communeId } = actor;
      const office =
        body.office.kind === 'fixed'
          ? { kind: 'fixed' as const, officeId: asId<OfficeId>(body.office.officeId) }
          : body.office;
      const decided = await decideRule(tx, actor, { ...body, communeId, office }, now);
      if (!decided.ok) return decided;
      await recordScreening(tx, actor, 'distance-decided', now);
      return readDistance(deps, tx, actor);
    }),
  );
}

function commandOf({ key, params, body }: Call<typeof routes.checkRequest>) {
  const { version, checks, stampLanguages, stampPlace } = body;
  const place = stampPlace && { page: stampPlace.page, x: stampPlace.xMm, y: stampPlace.yMm };
  const said = { checks, stampLanguages, stampPlace: place };
  return { key, requestId: asId<RequestId>(params.requestId), version, said };
}

async function readDistance({ catalogue, clock }: ApiDeps, tx: Tx, actor: StaffActor): Promise<Result<DistanceAnswer>> {
  const { communeId } = actor;
  const rules = await listDistanceRules(tx, actor, communeId);
  if (!rules.ok) return rules;
  const now = clock();
  const deciders = rules.value.flatMap(({ decidedBy }) => decidedBy ?? []);
  const names = await listStaffNames(tx, communeId, [...new Set(deciders)]);
  const view = ({ id, enabled, basis, validFrom, validUntil, office, ...taken }: DistanceRule): DistanceRuleView => ({
    id,
    enabled,
    basis,
    validFrom,
    validUntil,
    office,
    decidedBy: taken.decidedBy === null ? null : (names.get(taken.decidedBy) ?? null),
    decidedAt: taken.decidedAt.toISOString(),
  });
  const natures = await catalogue.listNatures(tx, communeId, legalisationService, now);
  const offices = await listOffices(tx, communeId);
  return ok({
    natures: natures.map(({ code, label, rule }) => {
      const today = ruleInForce(rules.value, code, civilDate(now));
      return {
        code,
        label,
        refused: rule === 'refuse',
        today: today ? view(today) : null,
        rules: rules.value.filter(({ nature }) => nature === code).map(view),
      };
    }),
    offices: offices.map(({ id, code, name }) => ({ id, code, name })),
  });
}

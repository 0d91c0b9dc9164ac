import { ok, type Result, type StaffActor } from '../../../kernel/index.ts';
import { readServiceRules, setNatureRule, switchReason } from '../../../modules/catalogue/index.ts';
import { listStaffNames, recordScreening } from '../../../modules/organisation/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { routes, type ScreeningAnswer } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, serve } from '../serve.ts';
import { type ScreenedService, viewScreening } from '../views/screening-view.ts';

/** What a commune allows, warns about and refuses: for whoever administers the whole of it. */
export function mountScreening(api: Api, deps: ApiDeps): void {
  const { catalogue, clock } = deps;
  const within = <T>({ communeId }: StaffActor, work: (tx: Tx) => Promise<T>): Promise<T> =>
    deps.db.transaction({ communeId }, work);
  serve(api, routes.readScreening, ({ actor }) => within(actor, tx => readScreening(deps, tx, actor)));
  serve(api, routes.setNatureRule, ({ actor, body }) =>
    within(actor, async tx => {
      const now = clock();
      const set = await setNatureRule(catalogue, tx, actor, { asked: body, now });
      if (!set.ok) return set;
      await recordScreening(tx, actor, 'nature-rule-set', now);
      return readScreening(deps, tx, actor);
    }),
  );
  serve(api, routes.switchReason, ({ actor, body }) =>
    within(actor, async tx => {
      const now = clock();
      const switched = await switchReason(catalogue, tx, actor, { ...body, now });
      if (!switched.ok) return switched;
      if (switched.value === 'set')
        await recordScreening(tx, actor, body.offered ? 'reason-offered' : 'reason-withdrawn', now);
      return readScreening(deps, tx, actor);
    }),
  );
}

async function readScreening(
  { catalogue, clock }: ApiDeps,
  tx: Tx,
  actor: StaffActor,
): Promise<Result<ScreeningAnswer>> {
  const now = clock();
  const services: ScreenedService[] = [];
  for (const { code, name } of catalogue.services) {
    const rules = await readServiceRules(catalogue, tx, actor, { service: code, at: now });
    if (!rules.ok) return rules;
    services.push({ code, name, ...rules.value });
  }
  const set = services.flatMap(({ rules, switches }) => [...rules, ...switches].map(({ setBy }) => setBy));
  const names = await listStaffNames(tx, actor.communeId, [...new Set(set)]);
  return ok(viewScreening(services, { names, now }));
}

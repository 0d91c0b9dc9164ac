import { asId, type OfficeId, ok, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import {
  listLanguageRules,
  readServiceRules,
  setLanguageRule,
  setNatureRule,
  switchReason,
} from '../../../modules/catalogue/index.ts';
import { writtenLanguages } from '../../../modules/documents/index.ts';
import { findOffice, listOffices, listStaffNames, recordScreening } from '../../../modules/organisation/index.ts';
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
  serve(api, routes.setLanguageRule, ({ actor, body }) =>
    within(actor, async tx => {
      const now = clock();
      const officeId = body.officeId === null ? null : asId<OfficeId>(body.officeId);
      if (officeId !== null && !(await findOffice(tx, actor.communeId, officeId)))
        return refuse('organisation.office-unknown');
      if (!body.set?.reads.every(code => writtenLanguages.some(each => each === code)) && body.set !== null)
        return refuse('api.malformed');
      const set = await setLanguageRule(tx, actor, { officeId, set: body.set }, now);
      if (!set.ok) return set;
      await recordScreening(tx, actor, 'languages-set', now);
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
  const languages = await listLanguageRules(tx, actor);
  if (!languages.ok) return languages;
  const set = services.flatMap(({ rules, switches }) => [...rules, ...switches].map(({ setBy }) => setBy));
  const setLanguages = languages.value.map(({ setBy }) => setBy);
  const names = await listStaffNames(tx, actor.communeId, [...new Set([...set, ...setLanguages])]);
  const offices = await listOffices(tx, actor.communeId);
  return ok(viewScreening(services, { names, now, offices, languages: languages.value }));
}

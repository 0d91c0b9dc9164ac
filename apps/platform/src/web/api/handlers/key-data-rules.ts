import { ok } from '../../../kernel/index.ts';
import { listKeyDataRules, setKeyDataRule } from '../../../modules/identity/index.ts';
import { recordSecondPerson } from '../../../modules/organisation/index.ts';
import { routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, serve } from '../serve.ts';
import { readSurrounding } from './surrounding.ts';

/** How many people a change of somebody's file takes in a commune: for whoever administers the whole of it. */
export function mountKeyDataRules(api: Api, deps: ApiDeps): void {
  const { db, clock } = deps;
  serve(api, routes.listKeyDataRules, async call => {
    const around = await readSurrounding(deps, call);
    if (!around.ok) return around;
    const { actor } = call;
    const rules = await db.transaction({ communeId: actor.communeId }, tx => listKeyDataRules(tx, actor));
    return rules.ok ? ok({ rules: [...rules.value] }) : rules;
  });
  serve(api, routes.setKeyDataRule, async call => {
    const around = await readSurrounding(deps, call);
    if (!around.ok) return around;
    const { actor, body } = call;
    return db.transaction({ communeId: actor.communeId }, async tx => {
      const set = await setKeyDataRule(tx, actor, body);
      if (!set.ok) return set;
      const kind = `second-${body.secondPerson ? 'needed' : 'lifted'}-${body.field}` as const;
      if (set.value === 'set') await recordSecondPerson(tx, actor, kind, clock());
      return ok({ done: true } as const);
    });
  });
}

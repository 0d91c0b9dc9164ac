import { asId, type OfficeId, ok, type Result } from '../../../kernel/index.ts';
import {
  type AccessLimitId,
  liftLimit,
  listLimits,
  registerStation,
  revokeStation,
  setLimit,
  type StationId,
} from '../../../modules/organisation/index.ts';
import { routes } from '../contract/index.ts';
import type { LimitsAnswer } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, type Call, serve } from '../serve.ts';
import { placeNameOf, roleNameIn, viewSomeone } from '../views/administration-view.ts';
import { readRole, readSurrounding } from './surrounding.ts';

const done = { done: true } as const;

/** Where the roles of a commune may be used from. */
export function mountLimits(api: Api, deps: ApiDeps): void {
  const { db, clock } = deps;
  serve(api, routes.listLimits, call => readLimits(deps, call));
  serve(api, routes.setLimit, async ({ actor, body, from }) => {
    const { networks, stationNeeded } = body;
    const role = body.role === null ? ok(null) : readRole(body.role);
    if (!role.ok) return role;
    const officeId = body.officeId === null ? null : asId<OfficeId>(body.officeId);
    const limit = { role: role.value, officeId, networks, stationNeeded };
    return answerDone(
      await db.transaction({ communeId: actor.communeId }, tx => setLimit(tx, actor, limit, { from, now: clock() })),
    );
  });
  serve(api, routes.liftLimit, async ({ actor, params }) =>
    answerDone(
      await db.transaction({ communeId: actor.communeId }, tx =>
        liftLimit(tx, actor, asId<AccessLimitId>(params.limitId), clock()),
      ),
    ),
  );
  serve(api, routes.registerStation, async ({ actor, body, keepStation }) => {
    const station = { officeId: asId<OfficeId>(body.officeId), name: body.name };
    const registered = await db.transaction({ communeId: actor.communeId }, tx =>
      registerStation(tx, actor, station, clock()),
    );
    if (registered.ok) keepStation(registered.value.token);
    return answerDone(registered);
  });
  serve(api, routes.revokeStation, async ({ actor, params }) =>
    answerDone(
      await db.transaction({ communeId: actor.communeId }, tx =>
        revokeStation(tx, actor, asId<StationId>(params.stationId), clock()),
      ),
    ),
  );
}

function answerDone(result: Result<unknown>): Result<typeof done> {
  return result.ok ? ok(done) : result;
}

async function readLimits(deps: ApiDeps, call: Call<typeof routes.listLimits>): Promise<Result<LimitsAnswer>> {
  const around = await readSurrounding(deps, call);
  if (!around.ok) return around;
  const { actor, from } = call;
  const found = await deps.db.transaction({ communeId: actor.communeId }, tx => listLimits(tx, actor));
  if (!found.ok) return found;
  const officeName = (officeId: OfficeId) => placeNameOf(around.value, { level: 'office', officeId });
  return ok({
    limits: found.value.limits.map(({ id, role, officeId, networks, stationNeeded }) => ({
      id,
      role: role === null ? null : roleNameIn(around.value, role),
      office: officeId === null ? null : officeName(officeId),
      networks: [...networks],
      stationNeeded,
    })),
    stations: found.value.stations.map(station => ({
      id: station.id,
      name: station.name,
      office: officeName(station.officeId),
      registeredBy: viewSomeone(around.value, station.registeredBy),
      registeredAt: station.registeredAt.toISOString(),
      expiresAt: station.expiresAt.toISOString(),
    })),
    address: from.address,
  });
}

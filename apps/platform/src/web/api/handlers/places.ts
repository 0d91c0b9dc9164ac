import {
  type ArrondissementId,
  asId,
  civilDate,
  covers,
  ok,
  type OfficeId,
  type PersonName,
  type Result,
} from '../../../kernel/index.ts';
import {
  type Authority,
  type AuthorityId,
  endAuthority,
  enterAuthority,
  findAuthority,
  listAuthorities,
  listStampSettings,
  listTrainingOffices,
  placeOf,
  setStampLanguages,
  type OfficeOnRecord,
  type StampSetting,
} from '../../../modules/organisation/index.ts';
import { routes } from '../contract/index.ts';
import type { AuthorityView, OfficeRecordView } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, serve } from '../serve.ts';
import { placeNameOf, type Surrounding, viewSomeone } from '../views/administration-view.ts';
import { readSurrounding } from './surrounding.ts';

const done = { done: true } as const;

/** What administrators do about the places of their commune, and who is in office there. */
export function mountPlaces(api: Api, deps: ApiDeps): void {
  const { administration, db, clock } = deps;
  serve(api, routes.listPlaces, async call => {
    const around = await readSurrounding(deps, call);
    if (!around.ok) return around;
    const { commune, arrondissements, offices, now } = around.value;
    const [training, stamps] = await db.transaction({ communeId: commune.id }, async tx => [
      await listTrainingOffices(tx, commune.id),
      await listStampSettings(tx, commune.id),
    ]);
    const inOffice = await db.transaction({ communeId: commune.id }, async tx => {
      const found = new Map<ArrondissementId, PersonName>();
      for (const { id } of arrondissements) {
        const authority = await findAuthority(tx, commune.id, id, now);
        if (authority) found.set(id, authority.name);
      }
      return found;
    });
    return ok({
      commune: commune.name,
      stamps: stamps.get(null) ?? 'as-paper',
      arrondissements: arrondissements.map(({ id, code, name }) => ({
        id,
        code,
        name,
        offices: offices.filter(office => office.arrondissementId === id && office.closedOn === null).length,
        authority: inOffice.get(id) ?? null,
      })),
      offices: offices.map(office =>
        viewOfficeRecord(around.value, office, {
          training: training.has(office.id),
          stamps: stamps.get(office.id) ?? 'as-commune',
        }),
      ),
    });
  });
  serve(api, routes.openOffice, async ({ actor, body, key }) => {
    const arrondissementId = body.arrondissementId === null ? null : asId<ArrondissementId>(body.arrondissementId);
    return answerDone(await administration.openOffice(actor, { ...body, arrondissementId }, key));
  });
  serve(api, routes.changeOffice, async ({ actor, params, body, key }) =>
    answerDone(await administration.changeOffice(actor, { ...body, officeId: asId<OfficeId>(params.officeId) }, key)),
  );
  serve(api, routes.closeOffice, async ({ actor, params, key }) =>
    answerDone(await administration.closeOffice(actor, asId(params.officeId), key)),
  );
  serve(api, routes.setOfficeTraining, async ({ actor, params, body, key }) =>
    answerDone(await administration.setOfficeTraining(actor, { officeId: asId(params.officeId), ...body }, key)),
  );
  serve(api, routes.setStamps, async ({ actor, body }) => {
    const { communeId } = actor;
    const set = { ...body, officeId: body.officeId === null ? null : asId<OfficeId>(body.officeId) };
    return answerDone(await db.transaction({ communeId }, tx => setStampLanguages(tx, actor, set, clock())));
  });
  mountAuthorities(api, deps);
}

function mountAuthorities(api: Api, deps: ApiDeps): void {
  const { db, clock } = deps;
  serve(api, routes.listAuthorities, async call => {
    const around = await readSurrounding(deps, call);
    if (!around.ok) return around;
    const { communeId } = call.actor;
    const authorities = await db.transaction({ communeId }, tx => listAuthorities(tx, communeId));
    return ok({ authorities: authorities.map(authority => viewAuthority(around.value, authority)) });
  });
  serve(api, routes.enterAuthority, async ({ actor, body }) => {
    const { communeId } = actor;
    const arrondissementId = body.arrondissementId === null ? null : asId<ArrondissementId>(body.arrondissementId);
    return answerDone(
      await db.transaction({ communeId }, tx =>
        enterAuthority(tx, actor, { ...body, communeId, arrondissementId }, clock()),
      ),
    );
  });
  serve(api, routes.endAuthority, async ({ actor, params, body }) => {
    const { communeId } = actor;
    const asked = { communeId, authorityId: asId<AuthorityId>(params.authorityId), lastOn: body.lastOn };
    return answerDone(await db.transaction({ communeId }, tx => endAuthority(tx, actor, asked, clock())));
  });
}

function answerDone(result: Result<unknown>): Result<typeof done> {
  return result.ok ? ok(done) : result;
}

function viewOfficeRecord(
  around: Surrounding,
  office: OfficeOnRecord,
  set: { readonly training: boolean; readonly stamps: StampSetting },
): OfficeRecordView {
  const { now, roster } = around;
  const there = [...roster.values()].filter(({ postings }) =>
    postings.some(
      ({ jurisdiction, validFrom, validUntil }) =>
        jurisdiction.level === 'office' &&
        covers(jurisdiction, placeOf(office)) &&
        validFrom <= now &&
        (validUntil === null || now < validUntil),
    ),
  );
  const { id, code, name, address, kind, organised, arrondissementId, openedOn, closedOn } = office;
  const away = there.filter(({ awayUntil }) => awayUntil !== null);
  return {
    id,
    code,
    name,
    address,
    kind,
    organised,
    arrondissementId,
    openedOn,
    closedOn,
    ...set,
    staffed: there.length,
    away: away.flatMap(({ staff }) => viewSomeone(around, staff.id) ?? []),
  };
}

function viewAuthority(around: Surrounding, authority: Authority): AuthorityView {
  const { id, arrondissementId, name, title, deed, firstOn, lastOn } = authority;
  const jurisdiction =
    arrondissementId === null
      ? ({ level: 'commune' } as const)
      : ({ level: 'arrondissement', arrondissementId } as const);
  const today = civilDate(around.now);
  const begun = firstOn <= today ? 'in-force' : 'coming';
  const state = lastOn !== null && lastOn < today ? 'ended' : begun;
  return { id, arrondissementId, place: placeNameOf(around, jurisdiction), name, title, deed, firstOn, lastOn, state };
}

import { asId, civilDate, ok, type PersonId } from '../../../kernel/index.ts';
import {
  getCommune,
  listArrondissements,
  listOffices,
  getStaff,
  listEnding,
  listPostings,
} from '../../../modules/organisation/index.ts';
import { routes } from '../contract/index.ts';
import type { MeView, OfficeView } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, type Call, serve } from '../serve.ts';
import { roleNameIn } from '../views/administration-view.ts';
import { viewCatalogue } from '../views/catalogue-view.ts';
import { viewOffice } from '../views/office-view.ts';
import { viewPerson } from '../views/person-view.ts';
import { viewEnding } from './delegations.ts';
import { printSlip } from './slip.ts';

/** The member of staff, the day's catalogue, and the people who come to the counter. */
export function mountPeople(api: Api, deps: ApiDeps): void {
  const { identity } = deps;
  serve(api, routes.me, async call => ok(await viewMe(deps, call)));
  serve(api, routes.catalogue, async ({ actor: { communeId } }) =>
    deps.db.transaction({ communeId }, async tx =>
      ok(await viewCatalogue(deps.catalogue, tx, { communeId, at: deps.clock() })),
    ),
  );
  serve(api, routes.searchPeople, async ({ actor, body }) => {
    const found = await identity.searchByName(actor, body.name);
    return found.ok ? ok({ people: [...found.value] }) : found;
  });
  serve(api, routes.findPerson, async ({ actor, body }) => {
    const found = await identity.findByDocument(actor, body);
    return found.ok ? ok({ person: found.value ? viewPerson(found.value) : null }) : found;
  });
  serve(api, routes.openPerson, async ({ actor, params }) => {
    const file = await identity.getFile(actor, asId(params.personId));
    return file.ok ? ok(viewPerson(file.value)) : file;
  });
  serve(api, routes.addDocument, async ({ actor, params, body }) => {
    const personId = asId<PersonId>(params.personId);
    const added = await identity.addDocument(actor, { personId, document: body });
    if (!added.ok) return added;
    const file = await identity.getFile(actor, personId);
    return file.ok ? ok(viewPerson(file.value)) : file;
  });
  serve(api, routes.printSlip, call => printSlip(deps, call));
}

async function viewMe(
  { db, clock, administration }: ApiDeps,
  { actor, t, language }: Call<typeof routes.me>,
): Promise<MeView> {
  const now = clock();
  const { communeId, staffId } = actor;
  return db.transaction({ communeId }, async tx => {
    const commune = await getCommune(tx, communeId);
    const book = await administration.readBook(tx, communeId);
    const arrondissements = await listArrondissements(tx, communeId);
    const offices: OfficeView[] = [];
    for (const office of await listOffices(tx, communeId)) {
      const view = await viewOffice(t, tx, actor, { office, arrondissements, now });
      if (view) offices.push(view);
    }
    const { name } = await getStaff(tx, communeId, staffId);
    const ending = await listEnding(tx, communeId, { subject: staffId, now });
    const postings = await listPostings(tx, communeId, staffId);
    const held = postings.filter(
      ({ validFrom, validUntil }) => validFrom <= now && (validUntil === null || now < validUntil),
    );
    return {
      staffId,
      name,
      language,
      roles: [...new Set(held.map(posting => roleNameIn({ t, language, book }, posting.role)))],
      commune: { id: communeId, name: commune.name, mark: commune.mark },
      offices,
      ending: ending.map(each => viewEnding(each, name)),
      now: now.toISOString(),
      today: civilDate(now),
    };
  });
}

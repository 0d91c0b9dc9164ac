import { asId, ok, type StaffId } from '../../../kernel/index.ts';
import {
  type AbsenceId,
  cancelAbsence,
  enterAbsence,
  findDelegation,
  type GivenPosting,
  listAbsences,
  listStaffNames,
  permissionsOf,
  type RoleBook,
} from '../../../modules/organisation/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, type Call, serve } from '../serve.ts';
import { roleNameIn } from '../views/administration-view.ts';

const done = { done: true } as const;

/** Who is away, and who stands in. */
export function mountAbsences(api: Api, deps: ApiDeps): void {
  const { db, clock } = deps;
  serve(api, routes.listAbsences, call => readAbsences(deps, call));
  serve(api, routes.enterAbsence, async ({ actor, body }) => {
    const absence = { ...body, staffId: asId<StaffId>(body.staffId) };
    const entered = await db.transaction({ communeId: actor.communeId }, tx =>
      enterAbsence(tx, actor, absence, clock()),
    );
    return entered.ok ? ok(done) : entered;
  });
  serve(api, routes.cancelAbsence, async ({ actor, params }) => {
    const cancelled = await db.transaction({ communeId: actor.communeId }, tx =>
      cancelAbsence(tx, actor, asId<AbsenceId>(params.absenceId), clock()),
    );
    return cancelled.ok ? ok(done) : cancelled;
  });
}

async function readAbsences(deps: ApiDeps, { actor, t, language }: Call<typeof routes.listAbsences>) {
  const { db, clock, administration } = deps;
  const now = clock();
  const { communeId } = actor;
  return db.transaction({ communeId }, async tx => {
    const { absences, staff } = await listAbsences(tx, actor, now);
    const book = await administration.readBook(tx, communeId);
    const involved = absences.flatMap(({ staffId, covers }) => [staffId, ...covers.map(each => each.staffId)]);
    const names = await listStaffNames(tx, communeId, [...new Set(involved)]);
    const named = (id: StaffId) => ({ id, name: names.get(id) ?? { arabic: '', latin: '' } });
    const views = [];
    for (const { id, staffId, firstOn, lastOn, covers } of absences) {
      const standIns = [];
      for (const posting of covers) {
        const role = roleNameIn({ t, language, book }, posting.role);
        standIns.push({ ...named(posting.staffId), role, delegated: await maySign(tx, { posting, book, now }) });
      }
      views.push({ id, staff: named(staffId), firstOn, lastOn, covers: standIns });
    }
    return ok({ absences: views, staff: staff.map(({ id, name }) => ({ id, name })) });
  });
}

/** Whether whoever stands in holds a delegation there, where their role opens the signing screen; null where it does not. */
async function maySign(
  tx: Tx,
  { posting, book, now }: { readonly posting: GivenPosting; readonly book: RoleBook; readonly now: Date },
): Promise<boolean | null> {
  const { communeId, staffId, role, jurisdiction } = posting;
  if (!permissionsOf(book, role).includes('acts.sign') || jurisdiction.level !== 'office') return null;
  const occasion = { officer: staffId, office: jurisdiction.officeId, nature: 'legalisation', at: now } as const;
  return (await findDelegation(tx, { ...occasion, communeId })).ok;
}

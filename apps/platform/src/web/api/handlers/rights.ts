import { asId, type OfficeId, ok, type Result, refuse, type StaffId } from '../../../kernel/index.ts';
import { placeOf, reasonsFor } from '../../../modules/organisation/index.ts';
import type { ComposedRoleId } from '../../../modules/organisation/index.ts';
import { routes } from '../contract/index.ts';
import type { PostingView } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, serve } from '../serve.ts';
import { type Surrounding, viewPosting, viewRoles } from '../views/administration-view.ts';
import { inPlainNames, readSurrounding } from './surrounding.ts';

/** Roles, and why somebody may do something. */
export function mountRights(api: Api, deps: ApiDeps): void {
  serve(api, routes.listRoles, async call => {
    const around = await readSurrounding(deps, call);
    return around.ok ? ok(viewRoles(around.value)) : around;
  });
  serve(api, routes.proposeRole, async ({ actor, body, key, t }) => {
    const roleId = body.roleId === null ? null : asId<ComposedRoleId>(body.roleId);
    const proposed = inPlainNames(t, await deps.administration.proposeRole(actor, { ...body, roleId }, key));
    return proposed.ok ? ok({ outcome: proposed.value.outcome }) : proposed;
  });
  serve(api, routes.explainRights, async call => {
    const around = await readSurrounding(deps, call);
    if (!around.ok) return around;
    const { staff, permission, office } = call.query;
    const reasons = reasonsOf(around.value, { permission, officeId: asId(office) }, asId(staff));
    return reasons.ok ? ok({ reasons: reasons.value }) : reasons;
  });
  serve(api, routes.listHolders, async call => {
    const around = await readSurrounding(deps, call);
    if (!around.ok) return around;
    const asked = { permission: call.query.permission, officeId: asId<OfficeId>(call.query.office) };
    const holders = [];
    for (const { staff } of around.value.roster.values()) {
      const reasons = reasonsOf(around.value, asked, staff.id);
      if (!reasons.ok) return reasons;
      if (reasons.value.length > 0) holders.push({ id: staff.id, name: staff.name, reasons: reasons.value });
    }
    return ok({ holders });
  });
}

function reasonsOf(
  around: Surrounding,
  { permission, officeId }: { readonly permission: string; readonly officeId: OfficeId },
  staffId: StaffId,
): Result<PostingView[]> {
  const office = around.offices.find(({ id }) => id === officeId);
  if (!office) return refuse('organisation.office-unknown');
  const entry = around.roster.get(staffId);
  if (!entry) return refuse('organisation.staff-unknown');
  const asked = { permission, place: placeOf(office), now: around.now };
  return ok(reasonsFor(entry.postings, around.book, asked).map(posting => viewPosting(around, posting)));
}

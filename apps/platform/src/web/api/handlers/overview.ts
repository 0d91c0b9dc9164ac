import {
  asId,
  ok,
  type PersonId,
  type PersonName,
  type RequestId,
  type Result,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import { listHolding, viewActOfRequest } from '../../../modules/acts/index.ts';
import { type ActNature, findOffice, findStaff, placeOf } from '../../../modules/organisation/index.ts';
import type { ChangedRequest, ServiceRequest } from '../../../modules/requests/index.ts';
import type { Translator } from '../../../platform/messages/index.ts';
import type { RequestView } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { recordOpened } from './handling.ts';
import { viewSigning } from '../views/office-view.ts';
import { viewCertification } from '../views/certification-view.ts';
import { type RequestSurroundings, viewRequest } from '../views/request-view.ts';

/** Who reads, and in which language. */
export interface Reader {
  readonly actor: StaffActor;
  readonly t: Translator;
}

/** A request as its screens show it, read anew, whatever its service. Refused: `requests.not-found`, `.person-erased`. */
export async function readRequestView(
  deps: ApiDeps,
  reader: Reader,
  requestId: RequestId,
): Promise<Result<RequestView>> {
  const { actor, t } = reader;
  const legalisation = await deps.legalisation.readOverview(actor, requestId);
  if (legalisation.ok) {
    const persons = legalisation.value.signatories.map(({ personId }) => personId);
    const concerned = { nature: 'legalisation', persons } as const;
    return ok(
      viewRequest(t, legalisation.value, await readAround(deps, reader, legalisation.value.request, concerned)),
    );
  }
  // Not there for one service, it may be of the other; whatever else is refused is final.
  if (legalisation.refusal.code !== 'requests.not-found') return legalisation;
  const certification = await deps.certification.readOverview(actor, requestId);
  if (!certification.ok) return certification;
  const { request, checks } = certification.value;
  const around = await readAround(deps, reader, request, { nature: 'certification', persons: [] });
  const staff = await readStaff(
    deps,
    actor,
    checks.map(({ madeBy }) => madeBy),
  );
  return ok(viewCertification(t, certification.value, { ...around, staff }));
}

/** What a request's view needs beside its file. */
function readAround(
  deps: ApiDeps,
  { actor, t }: Reader,
  request: ServiceRequest,
  { nature, persons }: { readonly nature: ActNature; readonly persons: readonly PersonId[] },
): Promise<RequestSurroundings> {
  const { communeId, id, officeId, state } = request;
  return deps.db.transaction({ communeId }, async tx => {
    await recordOpened(deps, tx, actor, { request, persons });
    const act = state === 'done' || state === 'refused' ? await viewActOfRequest(tx, actor, id) : undefined;
    const holding = state === 'queued' || state === 'refusing' ? await listHolding(tx, communeId, [id]) : undefined;
    const office = await findOffice(tx, communeId, officeId);
    const signing = office && (await viewSigning(t, tx, actor, { place: placeOf(office), now: deps.clock(), nature }));
    return {
      act: act?.ok ? act.value : undefined,
      preparationId: holding?.get(id) ?? null,
      maySign: signing?.state === 'valid',
    };
  });
}

function readStaff(
  { db }: ApiDeps,
  { communeId }: StaffActor,
  staffIds: readonly StaffId[],
): Promise<ReadonlyMap<StaffId, PersonName>> {
  return db.transaction({ communeId }, async tx => {
    const names = new Map<StaffId, PersonName>();
    for (const staffId of new Set(staffIds)) {
      const staff = await findStaff(tx, communeId, staffId);
      if (staff) names.set(staffId, staff.name);
    }
    return names;
  });
}

/** After a command: the request as it now stands. What a repeated command answers is read anew too, so that it is never stale. */
export async function answerChanged(
  deps: ApiDeps,
  reader: Reader,
  changed: Result<ChangedRequest>,
): Promise<Result<RequestView>> {
  // An answer remembered from the database is plain JSON: its id is an id again here.
  return changed.ok ? readRequestView(deps, reader, asId(changed.value.requestId)) : changed;
}

import { requireStaff } from '../session/index.ts';
import { routes } from './contract/index.ts';
import { mountCertification } from './handlers/certification.ts';
import { mountAbsences } from './handlers/absences.ts';
import { mountAccess } from './handlers/access.ts';
import { mountAdministration } from './handlers/administration.ts';
import { mountDelegations } from './handlers/delegations.ts';
import { mountMerging } from './handlers/merging.ts';
import { mountCalendars } from './handlers/calendars.ts';
import { mountActs, mountOfficer } from './handlers/officer.ts';
import { mountOrganisations } from './handlers/organisations.ts';
import { mountDistance } from './handlers/distance.ts';
import { mountDoubts } from './handlers/doubts.ts';
import { mountFiles } from './handlers/files.ts';
import { mountKeyDataRules } from './handlers/key-data-rules.ts';
import { mountLimits } from './handlers/limits.ts';
import { mountPages } from './handlers/pages.ts';
import { mountPlaces } from './handlers/places.ts';
import { mountCorrections, mountExtracts, mountRegister } from './handlers/register.ts';
import { mountRights } from './handlers/rights.ts';
import { mountPeople } from './handlers/people.ts';
import { mountPreEnrolments } from './handlers/pre-enrolments.ts';
import { mountHandling, mountQueues } from './handlers/queues.ts';
import { mountRequests, mountSignatories } from './handlers/requests.ts';
import { mountAwaited, mountRecognition } from './handlers/signatories.ts';
import { mountVisits } from './handlers/visits.ts';
import { mountScreening } from './handlers/screening.ts';
import { mountOwnSignatures } from './handlers/own-signatures.ts';
import { mountWithdrawals } from './handlers/withdrawals.ts';
import { mountStatements } from './handlers/statements.ts';
import { mountDescription } from './openapi.ts';
import type { ApiDeps } from './ports.ts';
import { answerRefusal } from './problem.ts';
import { describeSignIn } from './sign-in-description.ts';
import { type Api, createApi } from './serve.ts';

/** A full disk, as Node and PostgreSQL (class 53, disk_full) name it. */
const diskFull = new Set(['ENOSPC', '53100']);

/** The first part of every declared route's path: none is forgotten at the door. */
const parts = new Set(Object.values(routes).map(({ path }) => path.split('/')[1]));

/**
 * The staff API under /api/v1, for a session that `readSession` has put into the context and a language that `chooseLanguage` has
 * chosen. The description is public; everything else is for members of staff. Mount it after other routes under /api/v1.
 */
export function apiRoutes(deps: ApiDeps): Api['app'] {
  const api = createApi(deps.clock, deps);
  const { app } = api;
  describeSignIn(api);
  mountDescription(api);
  for (const part of parts) {
    app.use(`/api/v1/${part}`, requireStaff);
    app.use(`/api/v1/${part}/*`, requireStaff);
  }
  mountPeople(api, deps);
  mountVisits(api, deps);
  mountPreEnrolments(api, deps);
  mountOrganisations(api, deps);
  mountRequests(api, deps);
  mountQueues(api, deps);
  mountHandling(api, deps);
  mountDoubts(api, deps);
  mountSignatories(api, deps);
  mountRecognition(api, deps);
  mountAwaited(api, deps);
  mountPages(api, deps);
  mountCertification(api, deps);
  mountOfficer(api, deps);
  mountActs(api, deps);
  mountFiles(api, deps);
  mountMerging(api, deps);
  mountStatements(api, deps);
  mountDelegations(api, deps);
  mountOwnSignatures(api, deps);
  mountAdministration(api, deps);
  mountPlaces(api, deps);
  mountRights(api, deps);
  mountLimits(api, deps);
  mountKeyDataRules(api, deps);
  mountCalendars(api, deps);
  mountAbsences(api, deps);
  mountAccess(api, deps);
  mountScreening(api, deps);
  mountDistance(api, deps);
  mountRegister(api, deps);
  mountCorrections(api, deps);
  mountExtracts(api, deps);
  mountWithdrawals(api, deps);
  app.all('/api/v1/*', c => answerRefusal(c, { code: 'api.unknown-route', params: {} }));
  app.onError((error, c) => {
    deps.onFailure(error);
    const full = 'code' in error && diskFull.has(String(error.code));
    const refusal = { code: full ? 'api.disk-full' : 'api.broken', params: {} };
    return answerRefusal(c, refusal);
  });
  return app;
}

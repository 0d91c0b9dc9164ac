import { accessRoutes } from './access-routes.ts';
import { administrationRoutes } from './administration-routes.ts';
import { mergingRoutes } from './merging-routes.ts';
import { certificationRoutes } from './certification-routes.ts';
import { distanceRoutes } from './distance-routes.ts';
import { doubtRoutes } from './doubt-routes.ts';
import { filesRoutes } from './files-routes.ts';
import { officerRoutes } from './officer-routes.ts';
import { organisationRoutes } from './organisation-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { preEnrolmentRoutes } from './pre-enrolment-routes.ts';
import { registerRoutes } from './register-routes.ts';
import { queueRoutes } from './queue-routes.ts';
import { requestRoutes } from './request-routes.ts';
import { screeningRoutes } from './screening-routes.ts';
import { signatoryRoutes } from './signatory-routes.ts';
import { visitRoutes } from './visit-routes.ts';
import { delegationRoutes } from './delegation-routes.ts';
import { statementRoutes } from './statement-routes.ts';
import { withdrawalRoutes } from './withdrawal-routes.ts';

/** Every route for staff, by name. */
export const routes = {
  ...peopleRoutes,
  ...preEnrolmentRoutes,
  ...requestRoutes,
  ...signatoryRoutes,
  ...queueRoutes,
  ...organisationRoutes,
  ...pageRoutes,
  ...officerRoutes,
  ...visitRoutes,
  ...filesRoutes,
  ...mergingRoutes,
  ...statementRoutes,
  ...delegationRoutes,
  ...administrationRoutes,
  ...accessRoutes,
  ...certificationRoutes,
  ...screeningRoutes,
  ...distanceRoutes,
  ...doubtRoutes,
  ...registerRoutes,
  ...withdrawalRoutes,
} as const;

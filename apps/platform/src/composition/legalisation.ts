import type { Catalogue } from '../modules/catalogue/index.ts';
import { readOwnSpecimen } from '../modules/enrolment/index.ts';
import type { ContactCodes, IdentityService, Mandates } from '../modules/identity/index.ts';
import {
  createDistance,
  createLegalisation,
  type DistanceService,
  type LegalisationDeps,
  type LegalisationService,
  type Parties,
} from '../modules/legalisation/index.ts';
import type { Mailer, NotificationService } from '../modules/notifications/index.ts';
import { openParties } from './parties.ts';
import type { Surroundings } from './surroundings.ts';

/** What certifies signatures: at the counter, at a distance, and those whom a request awaits. */
export interface Signing {
  readonly legalisation: LegalisationService;
  readonly parties: Parties;
  readonly distance: DistanceService;
}

/** Opens the legalisation of signatures over what every service stands on. */
export function openSigning(
  surroundings: Surroundings,
  given: Omit<LegalisationDeps, 'parties'>,
  parts: {
    readonly catalogue: Catalogue;
    readonly identity: IdentityService;
    readonly contactCodes: ContactCodes;
    readonly mandates: Mandates;
    readonly mailer: Mailer;
    readonly notifications: Pick<NotificationService, 'notifyRequest'>;
  },
): Signing {
  const { db, clock, blobs, requests } = given;
  const { identity } = parts;
  const parties = openParties(surroundings, { db, clock, blobs, requests, ...parts });
  const deps = { ...given, parties };
  const distance = createDistance({
    ...deps,
    ...parts,
    readSpecimen: actor => readOwnSpecimen({ db, identity }, actor),
  });
  return { legalisation: createLegalisation(deps), parties, distance };
}

import {
  type ContactCodes,
  createPersonSecurity,
  type IdentityDependencies,
  type IdentityService,
  type PersonSecurity,
} from '../modules/identity/index.ts';
import { createSecurityNotices, type Mailer, type SecurityNotices } from '../modules/notifications/index.ts';
import { openMessenger } from './messenger.ts';
import type { Surroundings } from './surroundings.ts';

/** The safety of persons' accounts, and word to them of what happens to it. */
export function openSecurity(
  surroundings: Surroundings,
  deps: IdentityDependencies,
  {
    identity,
    contactCodes,
    mailer,
  }: {
    readonly identity: IdentityService;
    readonly contactCodes: ContactCodes;
    readonly mailer: Mailer;
  },
): { readonly security: PersonSecurity; readonly securityNotices: SecurityNotices } {
  const { db, clock } = deps;
  const messenger = openMessenger(surroundings, mailer);
  const { publicUrl } = surroundings.config;
  return {
    security: createPersonSecurity({ ...deps, contactCodes }),
    securityNotices: createSecurityNotices({ db, clock, identity, messenger, publicUrl }),
  };
}

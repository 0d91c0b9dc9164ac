import type { KeyObject } from 'node:crypto';
import type { AccountId, Actor, Clock, PersonName } from '../../kernel/index.ts';
import type { Assertion, CeremonySigner, Staff } from '../../modules/organisation/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { StaffData } from './people.ts';

/** What the loader is given: the services' own doors, and the simulators of the demo. */
export interface CityDependencies {
  readonly db: Database;
  readonly clock: Clock;
  /** Host name that the staff's passkeys belong to. */
  readonly rpId: string;
  /** What the sealer pins, and its private half. */
  readonly ceremonyKey: KeyObject;
  readonly ceremony: CeremonySigner;
  /** Opens an account and registers a simulated passkey for it; a killed loader may ask again for the same person. */
  createStaffAccount(person: { readonly name: PersonName }): Promise<AccountId>;
  /** The passkey of such an account: credential id and COSE key, base64url. */
  getStaffPasskey(accountId: AccountId): Promise<{ readonly credentialId: string; readonly publicKey: string }>;
  /** Has the simulated authenticator sign a challenge with that passkey. */
  assert(credentialId: string, challenge: Uint8Array): Promise<Assertion>;
  /** Makes an officer's key, which stays with the sealer, and answers the DER certificate. */
  issueOfficerCertificate(name: PersonName): Promise<Uint8Array>;
}

/** The loader acts as the platform itself. */
export const loader: Actor = { kind: 'system', task: 'load-demo' };

/** Somebody of the demo, taken on. */
export interface Hired {
  readonly data: StaffData;
  readonly staff: Staff;
}

import type { Biometrics, Exports, Helping, Profile, Rights } from '../../../modules/identity/index.ts';
import type { AccountDeps } from '../page.tsx';

/** What the pages over one's own file need beside the account's. */
export interface FilePagesDeps extends AccountDeps {
  readonly profile: Profile;
  readonly rights: Rights;
  readonly exports: Exports;
  readonly helping: Helping;
  readonly fingerprints: Pick<Biometrics, 'state' | 'erase'>;
}

import type { CommuneId, PersonName, StaffId } from '../../kernel/index.ts';
import type { RoleName } from '../../modules/organisation/index.ts';
import { staffIdOf } from './load.ts';
import { demoStaff } from './people.ts';
import { communeIdOf } from './places/index.ts';

export type { CityDependencies } from './dependencies.ts';
export { loadCity } from './load.ts';
export { communeIdOf, officeIdOf } from './places/index.ts';
export { simulatedStaff } from './simulated-staff.ts';

/** Somebody to sign in as, for the banner and the demo's sign-in page. */
export interface DemoPerson {
  readonly key: string;
  readonly communeId: CommuneId;
  readonly staffId: StaffId;
  readonly name: PersonName;
  readonly role: RoleName;
  /** Where they work and what is special about them, in English. */
  readonly office: string;
}

/** Everybody who works in the demo city. */
export const demoPeople: readonly DemoPerson[] = demoStaff.flatMap(({ key, commune, name, postings, office }) => {
  const [posting] = postings;
  return posting
    ? [{ key, communeId: communeIdOf(commune), staffId: staffIdOf(key), name, role: posting.role, office }]
    : [];
});

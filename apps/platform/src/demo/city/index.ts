import type { CommuneId, Jurisdiction, LocalizedText, PersonName, StaffId } from '../../kernel/index.ts';
import type { RoleName } from '../../modules/organisation/index.ts';
import { staffIdOf } from './load.ts';
import { demoStaff } from './people.ts';
import { communeIdOf, demoCommunes } from './places/index.ts';

export { loadAdministration } from './administration.ts';
export type { CityDependencies } from './dependencies.ts';
export { loadDistance } from './distance.ts';
export { loadOrganisations } from './organisations.ts';
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
  /** The office, arrondissement or commune of their first posting. */
  readonly place: LocalizedText;
  /** Where they work and what is special about them, in English. */
  readonly office: string;
}

/** Everybody who works in the demo city. */
export const demoPeople: readonly DemoPerson[] = demoStaff.flatMap(({ key, commune, name, postings, office }) => {
  const [posting] = postings;
  return posting
    ? [
        {
          key,
          communeId: communeIdOf(commune),
          staffId: staffIdOf(key),
          name,
          role: posting.role,
          place: placeOf(commune, posting.jurisdiction),
          office,
        },
      ]
    : [];
});

function placeOf(code: string, jurisdiction: Jurisdiction): LocalizedText {
  const setUp = demoCommunes.find(({ commune }) => commune.code === code);
  if (!setUp) throw new Error(`no demo commune ${code}`);
  const { commune, arrondissements, offices } = setUp;
  if (jurisdiction.level === 'office')
    return offices.find(({ id }) => id === jurisdiction.officeId)?.name ?? commune.name;
  if (jurisdiction.level === 'commune') return commune.name;
  return arrondissements.find(({ id }) => id === jurisdiction.arrondissementId)?.name ?? commune.name;
}

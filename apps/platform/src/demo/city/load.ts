import { asId, type CommuneId, getValue, type StaffId } from '../../kernel/index.ts';
import {
  findStaff,
  installCommune,
  installPosting,
  installStaff,
  type PostingId,
  type Staff,
} from '../../modules/organisation/index.ts';
import { enterAuthorities } from './authorities.ts';
import { type CityDependencies, type Hired, loader } from './dependencies.ts';
import { demoId } from './ids.ts';
import { demoStaff, type StaffData } from './people.ts';
import { communeIdOf, demoCommunes } from './places/index.ts';
import { stateAdministrators, stateOfficer } from './state.ts';

/**
 * Loads the demo city through the rooms' services: communes and offices, staff with accounts, then the signed statements
 * under which officers may sign. Every step is kept on its own and skipped when it is there: a loader that was killed is
 * finished by the next one, and a second run changes nothing. Throws on a refusal, which would be a bug.
 */
export async function loadCity(deps: CityDependencies): Promise<void> {
  for (const setUp of demoCommunes) {
    const installed = await deps.db.transaction({ communeId: setUp.commune.id }, tx =>
      installCommune(tx, loader, setUp),
    );
    getValue(installed);
    await enterAuthorities(deps, setUp);
    const hired: Hired[] = [];
    for (const data of demoStaff.filter(({ commune }) => commune === setUp.commune.code)) {
      hired.push({ data, staff: await hire(deps, data) });
    }
    const signers = await stateAdministrators(deps, hired.filter(isAdministrator));
    for (const officer of hired) await stateOfficer(deps, officer, signers);
  }
}

function isAdministrator({ data }: Hired): boolean {
  return data.postings.some(({ role }) => role === 'administrator');
}

/** Id of the demo's member of staff with this key. */
export function staffIdOf(key: string): StaffId {
  return asId(demoId(`staff/${key}`));
}

async function hire(deps: CityDependencies, data: StaffData): Promise<Staff> {
  const communeId = communeIdOf(data.commune);
  const id = staffIdOf(data.key);
  const known = await deps.db.transaction({ communeId }, tx => findStaff(tx, communeId, id));
  if (known) return known;
  const staff = { communeId, id, accountId: await deps.createStaffAccount(data), name: data.name };
  await deps.db.transaction({ communeId }, async tx => {
    getValue(await installStaff(tx, loader, staff));
    for (const posting of postingsOf(data, communeId, deps.clock()))
      getValue(await installPosting(tx, loader, posting));
  });
  return staff;
}

function postingsOf(data: StaffData, communeId: CommuneId, now: Date): readonly Parameters<typeof installPosting>[2][] {
  return data.postings.map(({ role, jurisdiction }, index) => ({
    communeId,
    id: asId<PostingId>(demoId(`posting/${data.key}/${index}`)),
    staffId: staffIdOf(data.key),
    role,
    jurisdiction,
    validFrom: now,
    validUntil: null,
  }));
}

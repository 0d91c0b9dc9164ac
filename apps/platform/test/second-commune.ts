import {
  type AccountId,
  type CommuneId,
  getValue,
  isTraining,
  newId,
  type OfficeId,
  type StaffActor,
  type StaffId,
} from '../src/kernel/index.ts';
import { installCommune, installStaff } from '../src/modules/organisation/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { roles } from '../src/roles.ts';

const system = { kind: 'system', task: 'test' } as const;
const said = (ar: string, fr: string) => ({ ar, fr, zgh: fr, en: fr });

/** Fès beside the commune of a test: one office, and a clerk who works there. */
export interface SecondCommune {
  readonly communeId: CommuneId;
  readonly officeId: OfficeId;
  readonly clerk: StaffActor;
  /** Another member of its staff with a role there. */
  hire(role: keyof typeof roles): Promise<StaffActor>;
}

/** Installs the second commune in the database of a test; `id` and `code` for one more. */
export async function secondCommune(
  db: Database,
  given: { readonly id?: CommuneId; readonly code?: string } = {},
): Promise<SecondCommune> {
  const now = new Date();
  const { id: communeId = newId<CommuneId>(now), code = 'FES' } = given;
  const officeId = newId<OfficeId>(now);
  const office = {
    communeId,
    id: officeId,
    arrondissementId: null,
    code: 'FES02',
    name: said('ملحقة النرجس', 'Annexe Narjiss'),
    address: said('النرجس', 'Narjiss'),
    kind: 'annex',
    organised: 'clerk-and-officer',
    openedOn: '2020-01-01',
  } as const;
  const commune = {
    id: communeId,
    code,
    name: said('جماعة فاس', 'Commune de Fès'),
    mark: isTraining(communeId) ? 'training' : null,
  } as const;
  await db.transaction({ communeId }, async tx =>
    getValue(await installCommune(tx, system, { commune, prefectures: [], arrondissements: [], offices: [office] })),
  );
  const hire: SecondCommune['hire'] = async role => {
    const actor: StaffActor = {
      kind: 'staff',
      accountId: newId<AccountId>(now),
      sessionId: newId(now),
      staffId: newId<StaffId>(now),
      communeId,
      grants: roles[role].map(permission => ({ permission, jurisdiction: { level: 'office', officeId } })),
    };
    const { staffId: id, accountId } = actor;
    const name = { arabic: 'هند برادة', latin: 'Hind BERRADA' };
    await db.transaction({ communeId }, async tx =>
      getValue(await installStaff(tx, system, { communeId, id, accountId, name })),
    );
    return actor;
  };
  return { communeId, officeId, clerk: await hire('clerk'), hire };
}

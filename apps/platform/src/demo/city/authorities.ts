import { type ArrondissementId, asId, getValue, type PersonName } from '../../kernel/index.ts';
import {
  type AuthorityId,
  type CommuneSetUp,
  enterAuthority,
  grantorOf,
  listAuthorities,
} from '../../modules/organisation/index.ts';
import { type CityDependencies, loader } from './dependencies.ts';
import { demoId } from './ids.ts';
import { arrondissementIdOf } from './places/index.ts';

interface AuthorityData {
  readonly name: PersonName;
  readonly arrondissementId: ArrondissementId | null;
}

/** In whose name the demo's officers sign: invented presidents, where the demo's officers work. */
const demoAuthorities: Readonly<Record<string, readonly AuthorityData[]>> = {
  CAS: [
    { name: { arabic: 'نعيمة السقاط', latin: 'Naïma SEKKAT' }, arrondissementId: arrondissementIdOf('MAA') },
    { name: { arabic: 'حسن المرنيسي', latin: 'Hassan MERNISSI' }, arrondissementId: arrondissementIdOf('ANF') },
    { name: { arabic: 'رشيدة العبدي', latin: 'Rachida ABDI' }, arrondissementId: arrondissementIdOf('HHA') },
  ],
  MOH: [{ name: { arabic: 'مصطفى القدميري', latin: 'Mostafa KADMIRI' }, arrondissementId: null }],
};

/** Enters the authorities of a commune that are not there yet. */
export async function enterAuthorities({ db, clock }: CityDependencies, { commune }: CommuneSetUp): Promise<void> {
  await db.transaction({ communeId: commune.id }, async tx => {
    const known = new Set((await listAuthorities(tx, commune.id)).map(({ id }) => id));
    for (const [index, data] of (demoAuthorities[commune.code] ?? []).entries()) {
      const id = asId<AuthorityId>(demoId(`authority/${commune.code}/${index}`));
      if (known.has(id)) continue;
      const term = { deed: 'PV d’élection (DEMO)', firstOn: '2024-10-01', lastOn: null };
      const title = grantorOf(data.arrondissementId === null ? 'commune' : 'arrondissement');
      getValue(await enterAuthority(tx, loader, { ...data, ...term, id, communeId: commune.id, title }, clock()));
    }
  });
}

import { type ArrondissementId, asId, type CommuneId, type OfficeId } from '../../../kernel/index.ts';
import type {
  Arrondissement,
  Commune,
  CommuneSetUp,
  Office,
  Prefecture,
  PrefectureId,
} from '../../../modules/organisation/index.ts';
import { demoId } from '../ids.ts';
import { type ArrondissementData, casablanca, type PlaceName } from './casablanca.ts';
import { mohammedia } from './mohammedia.ts';
import { addressOf, annexName, arrondissementName, communeName, prefectureName, seatName } from './names.ts';

const casablancaName: PlaceName = ['الدار البيضاء', 'Casablanca', 'ⵜⵉⴳⵎⵎⵉ ⵜⵓⵎⵍⵉⵍⵜ'];
const mohammediaName: PlaceName = ['المحمدية', 'Mohammedia', 'ⵍⵎⵓⵃⵎⵎⴰⴷⵉⵢⴰ'];

/** Annexes where one person serves and signs; elsewhere a clerk hands over to an officer. */
const onePerson: ReadonlySet<string> = new Set(['HHA02', 'SBA05', 'MOH04']);

/** Opening day of every demo office. */
const openedOn = '2026-01-05';

/** Id of the demo commune with this code: CAS or MOH. */
export function communeIdOf(code: string): CommuneId {
  return asId(demoId(`commune/${code}`));
}

/** Id of the demo arrondissement with this code. */
export function arrondissementIdOf(code: string): ArrondissementId {
  return asId(demoId(`arrondissement/${code}`));
}

/** Id of the demo office with this code. */
export function officeIdOf(code: string): OfficeId {
  return asId(demoId(`office/${code}`));
}

function communeOf(code: string, name: PlaceName): Commune {
  return { id: communeIdOf(code), code, name: communeName(name), mark: 'demo' };
}

/** Offices of one territory: number 1 is the seat, the annexes follow. */
function officesOf(
  { code, name, annexes }: ArrondissementData,
  {
    communeId,
    seat,
    within,
  }: {
    readonly communeId: CommuneId;
    readonly seat: 'commune' | 'arrondissement';
    readonly within: readonly PlaceName[];
  },
): readonly Office[] {
  const office = (index: number, kind: Office['kind'], place: PlaceName | null): Office => {
    const officeCode = `${code}${String(index).padStart(2, '0')}`;
    return {
      communeId,
      id: officeIdOf(officeCode),
      arrondissementId: seat === 'arrondissement' ? arrondissementIdOf(code) : null,
      code: officeCode,
      name: place === null ? seatName(seat) : annexName(place),
      address: addressOf([...(place === null ? [] : [place]), name, ...within]),
      kind,
      organised: onePerson.has(officeCode) ? 'one-person' : 'clerk-and-officer',
      openedOn,
    };
  };
  return [office(1, 'seat', null), ...annexes.map((annex, index) => office(index + 2, 'annex', annex))];
}

function casablancaSetUp(): CommuneSetUp {
  const commune = communeOf('CAS', casablancaName);
  const communeId = commune.id;
  const prefectures: Prefecture[] = [];
  const arrondissements: Arrondissement[] = [];
  const offices: Office[] = [];
  for (const prefecture of casablanca) {
    const prefectureId = asId<PrefectureId>(demoId(`prefecture/${prefecture.key}`));
    prefectures.push({ communeId, id: prefectureId, name: prefectureName(prefecture.name) });
    for (const data of prefecture.arrondissements) {
      const { code, name } = data;
      arrondissements.push({
        communeId,
        id: arrondissementIdOf(code),
        prefectureId,
        code,
        name: arrondissementName(name),
      });
      offices.push(...officesOf(data, { communeId, seat: 'arrondissement', within: [casablancaName] }));
    }
  }
  return { commune, prefectures, arrondissements, offices };
}

function mohammediaSetUp(): CommuneSetUp {
  const commune = communeOf('MOH', mohammediaName);
  const data = { code: 'MOH', name: mohammediaName, annexes: mohammedia };
  const offices = officesOf(data, { communeId: commune.id, seat: 'commune', within: [] });
  return { commune, prefectures: [], arrondissements: [], offices };
}

/** The two communes of the demonstration, side by side so that what separates them can be seen. */
export const demoCommunes: readonly CommuneSetUp[] = [casablancaSetUp(), mohammediaSetUp()];

import type { Jurisdiction, PersonName } from '../../kernel/index.ts';
import type { Council, Gender, RoleName } from '../../modules/organisation/index.ts';
import { arrondissementIdOf, officeIdOf } from './places/index.ts';

/** What a member of staff of the demo may sign, and where; `ended` already when the city is loaded. */
export interface DelegationData {
  readonly offices: readonly string[];
  readonly number: number;
  readonly ended?: true;
}

/** A member of staff of the demo. `key` never changes: the ids are made from it. */
export interface StaffData {
  readonly key: string;
  readonly commune: 'CAS' | 'MOH';
  readonly name: PersonName;
  /** Arabic and French agree the capacity with it. */
  readonly gender: Gender;
  readonly postings: readonly { readonly role: RoleName; readonly jurisdiction: Jurisdiction }[];
  readonly delegation?: DelegationData;
  /** Where they work and what is special about them, for who tries the demo. */
  readonly office: string;
}

const at = (role: RoleName, ...offices: readonly string[]): StaffData['postings'] =>
  offices.map(code => ({ role, jurisdiction: { level: 'office', officeId: officeIdOf(code) } }));
const over = (role: RoleName): StaffData['postings'] => [{ role, jurisdiction: { level: 'commune' } }];

const yacoubElMansour = 'Yacoub El Mansour annex, Maârif (MAA03)';

/** Everybody who works in the demo: every role, and the cases in which a signature must be refused. */
export const demoStaff: readonly StaffData[] = [
  {
    key: 'maarif-clerk',
    commune: 'CAS',
    name: { arabic: 'سلمى الوردي', latin: 'Salma OUARDI' },
    gender: 'feminine',
    postings: at('clerk', 'MAA03'),
    office: yacoubElMansour,
  },
  {
    key: 'maarif-officer',
    commune: 'CAS',
    name: { arabic: 'هشام برادة', latin: 'Hicham BERRADA' },
    gender: 'masculine',
    postings: at('officer', 'MAA03'),
    delegation: { offices: ['MAA03'], number: 14 },
    office: yacoubElMansour,
  },
  {
    key: 'maarif-head',
    commune: 'CAS',
    name: { arabic: 'لطيفة زنيبر', latin: 'Latifa ZNIBER' },
    gender: 'feminine',
    postings: at('head-of-office', 'MAA03'),
    office: yacoubElMansour,
  },
  {
    key: 'maarif-officer-ended',
    commune: 'CAS',
    name: { arabic: 'عمر التازي', latin: 'Omar TAZI' },
    gender: 'masculine',
    postings: at('officer', 'MAA03'),
    delegation: { offices: ['MAA03'], number: 9, ended: true },
    office: `${yacoubElMansour}; delegation ended`,
  },
  {
    key: 'bourgogne-officer',
    commune: 'CAS',
    name: { arabic: 'المهدي الشرايبي', latin: 'Mehdi CHRAÏBI' },
    gender: 'masculine',
    postings: at('officer', 'ANF02', 'MAA03'),
    delegation: { offices: ['ANF02'], number: 21 },
    office: 'Bourgogne annex, Anfa (ANF02); helps at MAA03 without a delegation there',
  },
  {
    key: 'bourgogne-clerk',
    commune: 'CAS',
    name: { arabic: 'رشيد الوزاني', latin: 'Rachid OUAZZANI' },
    gender: 'masculine',
    postings: at('clerk', 'ANF02'),
    office: 'Bourgogne annex, Anfa (ANF02)',
  },
  {
    key: 'oulfa-officer-clerk',
    commune: 'CAS',
    name: { arabic: 'فاطمة الزهراء الإدريسي', latin: 'Fatima-Zahra EL IDRISSI' },
    gender: 'feminine',
    postings: at('officer-clerk', 'HHA02'),
    delegation: { offices: ['HHA02'], number: 33 },
    office: 'Oulfa annex, Hay Hassani (HHA02); one-person office',
  },
  {
    key: 'maarif-cashier',
    commune: 'CAS',
    name: { arabic: 'كريم الصفريوي', latin: 'Karim SEFRIOUI' },
    gender: 'masculine',
    postings: at('cashier', 'MAA03'),
    office: yacoubElMansour,
  },
  {
    key: 'maarif-supervisor',
    commune: 'CAS',
    name: { arabic: 'عبد الحق لحلو', latin: 'Abdelhak LAHLOU' },
    gender: 'masculine',
    postings: [
      { role: 'supervisor', jurisdiction: { level: 'arrondissement', arrondissementId: arrondissementIdOf('MAA') } },
    ],
    office: 'Arrondissement of Maârif',
  },
  {
    key: 'casablanca-auditor',
    commune: 'CAS',
    name: { arabic: 'مريم القباج', latin: 'Meryem KABBAJ' },
    gender: 'feminine',
    postings: over('auditor'),
    office: 'Commune of Casablanca',
  },
  {
    key: 'casablanca-data-protection',
    commune: 'CAS',
    name: { arabic: 'نادية الصقلي', latin: 'Nadia SQALLI' },
    gender: 'feminine',
    postings: over('data-protection-officer'),
    office: 'Commune of Casablanca',
  },
  {
    key: 'casablanca-administrator-1',
    commune: 'CAS',
    name: { arabic: 'يونس الفاسي', latin: 'Younès EL FASSI' },
    gender: 'masculine',
    postings: over('administrator'),
    office: 'Commune of Casablanca',
  },
  {
    key: 'casablanca-administrator-2',
    commune: 'CAS',
    name: { arabic: 'أسماء بنيس', latin: 'Asmaa BENNIS' },
    gender: 'feminine',
    postings: over('administrator'),
    office: 'Commune of Casablanca',
  },
  {
    key: 'mohammedia-clerk',
    commune: 'MOH',
    name: { arabic: 'هاجر المنصوري', latin: 'Hajar EL MANSOURI' },
    gender: 'feminine',
    postings: at('clerk', 'MOH01'),
    office: 'Seat of the commune, Mohammedia (MOH01)',
  },
  {
    key: 'mohammedia-officer',
    commune: 'MOH',
    name: { arabic: 'إدريس العمراني', latin: 'Driss LAMRANI' },
    gender: 'masculine',
    postings: at('officer', 'MOH01'),
    delegation: { offices: ['MOH01', 'MOH02', 'MOH03', 'MOH04'], number: 3 },
    office: 'Seat of the commune, Mohammedia (MOH01)',
  },
  {
    key: 'mohammedia-administrator-1',
    commune: 'MOH',
    name: { arabic: 'سمير حجي', latin: 'Samir HAJJI' },
    gender: 'masculine',
    postings: over('administrator'),
    office: 'Commune of Mohammedia',
  },
  {
    key: 'mohammedia-administrator-2',
    commune: 'MOH',
    name: { arabic: 'إلهام بوعزة', latin: 'Ilham BOUAZZA' },
    gender: 'feminine',
    postings: over('administrator'),
    office: 'Commune of Mohammedia',
  },
];

/** Whose council delegates in each commune of the demo. */
export const councils: Readonly<Record<StaffData['commune'], Council>> = { CAS: 'arrondissement', MOH: 'commune' };

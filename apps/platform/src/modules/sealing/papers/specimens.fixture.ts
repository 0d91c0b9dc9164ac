import type { LocalizedText } from '../../../kernel/index.ts';
import type { ActFace, Signatory, SignatoryCapacity } from './face.ts';
import type { SlipFace } from './slip.ts';
import { currentWording } from './wording.ts';

// Invented faces for the tests of papers, from the ordinary to the unreasonable.

export const text = (ar: string, fr: string, zgh = fr, en = fr): LocalizedText => ({ ar, fr, zgh, en });

export const zineb: Signatory = {
  name: { arabic: 'زينب العمراني', latin: 'Zineb EL AMRANI' },
  document: { type: 'cnie', number: 'BK482913' },
  mode: 'presence',
};
export const abderrahim: Signatory = {
  name: { arabic: 'عبد الرحيم الإدريسي', latin: 'Abderrahim EL IDRISSI' },
  document: { type: 'residence', number: 'G038812H' },
  mode: 'distance',
};
export const fatima: Signatory = {
  name: { arabic: 'فاطمة الزهراء ناجي', latin: 'Fatima Zahra NAJI' },
  document: { type: 'passport', number: 'UX7402215' },
  mode: 'witnesses',
};
export const endless: Signatory = {
  name: {
    arabic: 'مولاي عبد الرحمان سيدي محمد بن عبد السلام العلوي الإسماعيلي البوعناني التازي الفاسي الفهري',
    latin: 'Moulay Abderrahmane Sidi Mohammed BEN ABDESLAM EL ALAOUI EL ISMAÏLI EL BOUANANI TAZI EL FASSI EL FIHRI',
  },
  document: { type: 'residence', number: 'G123456789012H' },
  mode: 'presence',
};

const manager: SignatoryCapacity = {
  role: 'manager',
  roleWords: null,
  kind: 'company',
  organisation: { arabic: 'أطلس للاستشارات ش.م.م', latin: 'Atlas Conseil SARL' },
  register: { type: 'trade', number: '12345', place: { arabic: 'الدار البيضاء', latin: 'Casablanca' } },
};
const chair: SignatoryCapacity = {
  role: 'other',
  roleWords: {
    arabic: 'النائب الأول لرئيس المجلس الإداري المكلف بالشؤون القانونية',
    latin: 'Premier vice-président du conseil d’administration chargé des affaires juridiques',
  },
  kind: 'cooperative',
  organisation: {
    arabic: 'التعاونية الفلاحية النسوية لإنتاج وتسويق زيت الأركان والمنتوجات المحلية بإداوتنان',
    latin: 'Coopérative agricole féminine de production et de commercialisation d’huile d’argan des Ida Outanane',
  },
  register: {
    type: 'cooperatives',
    number: '2026/000123456',
    place: { arabic: 'القصر الكبير', latin: 'Ksar El Kébir' },
  },
};

/** An ordinary act of one signatory. */
export const act: ActFace = {
  kind: 'legalisation',
  wording: currentWording,
  number: '2026/MAA-03/000127',
  code: '7K3D9QTMX2WR5HCA',
  verifyUrl: 'https://shubbak.example/v/7K3D9QTMX2WR5HCA/4T8J2NPV6SGQ0BXK7W1MHZ3RC5',
  host: 'shubbak.example/v',
  instant: new Date('2026-11-10T09:42:00Z'),
  office: {
    commune: text('جماعة الدار البيضاء', 'Commune de Casablanca', 'ⵜⴰⴳⵔⴰⵡⵜ ⵏ ⵜⵉⴳⵎⵎⵉ ⵜⵓⵎⵍⵉⵍⵜ', 'Commune of Casablanca'),
    arrondissement: text('مقاطعة المعاريف', 'Arrondissement de Maârif', 'ⵍⵎⵄⴰⵕⵉⴼ', 'District of Maârif'),
    name: text('ملحقة يعقوب المنصور', 'Annexe Yacoub El Mansour', 'ⵢⴰⵄⵇⵓⴱ ⵍⵎⴰⵏⵚⵓⵔ', 'Yacoub El Mansour branch'),
  },
  officer: {
    name: { arabic: 'نادية الصقلي', latin: 'Nadia SQALLI' },
    capacity: text(
      'موظفة مفوضة من رئيس مجلس المقاطعة',
      'Déléguée du président du conseil',
      'ⵙ ⵓⵙⵙⵉⵇⵍ ⵏ ⵓⵏⵎⵀⴰⵍ ⵏ ⵓⵙⵇⵇⵉⵎ',
      'Delegate of the council’s president',
    ),
    delegation: '2026/DEL-MAA/014',
  },
  signatories: [zineb],
  fee: 200,
  pages: 1,
  mark: null,
};

/** A draft of the same act: no number, code, address or minute. */
export const draft: ActFace = { ...act, number: null, code: null, verifyUrl: null, instant: null };

/** Three signatories, each in another manner, with two witnesses. */
export const many: ActFace = {
  ...act,
  signatories: [zineb, abderrahim, fatima],
  witnesses: [
    { name: { arabic: 'سعيد حجي', latin: 'Saïd HAJJI' }, document: { type: 'cnie', number: 'BE220174' } },
    { name: { arabic: 'مليكة شرف', latin: 'Malika CHRAF' }, document: { type: 'cnie', number: 'BH118206' } },
  ],
  fee: 600,
};

/** Names, offices, numbers and capacities longer than any real one. */
export const long: ActFace = {
  ...act,
  number: '2026/ABCDEFGH-123/00012345',
  office: {
    commune: text(
      'الجماعة الحضرية لمولاي يعقوب سيدي بوزيد الساحل أولاد حريز',
      'Commune urbaine de Moulay Yacoub Sidi Bouzid Sahel Oulad Hriz',
    ),
    arrondissement: text(
      'مقاطعة سيدي مومن مولاي رشيد أهل الغلام التشارك',
      'Arrondissement de Sidi Moumen Moulay Rachid Ahl Loghlam Attacharouk',
    ),
    name: text(
      'الملحقة الإدارية الثالثة والعشرون بحي السلامة والتشارك والأمل',
      'Vingt-troisième annexe administrative du quartier Salama, Attacharouk et Al Amal',
    ),
  },
  officer: {
    name: endless.name,
    capacity: text(
      'موظف مفوض من رئيس مجلس المقاطعة في الإشهاد على صحة الإمضاء ومطابقة نسخ الوثائق لأصولها',
      'Fonctionnaire délégué du président du conseil de l’arrondissement pour la légalisation des signatures et la certification des copies',
    ),
    delegation: '2026/DELEGATION-SIDI-MOUMEN-MOULAY-RACHID/000014-BIS',
  },
  signatories: [endless],
  fee: 123_456_700,
};

/** Somebody who signs for a company. */
export const represented: ActFace = { ...act, signatories: [{ ...zineb, capacity: manager }] };

/** Two who sign together for an organisation with an endless name, and one who signs for herself. */
export const together: ActFace = {
  ...act,
  signatories: [{ ...abderrahim, mode: 'presence', capacity: chair }, { ...endless, capacity: chair }, zineb],
};

/** A request refused, with the officer's words in French and in Arabic. */
export const refused: ActFace = {
  ...act,
  kind: 'refusal',
  fee: 0,
  refusal: {
    reference: 'MAA03-7K3D',
    service: text('الإشهاد على صحة الإمضاء', 'Légalisation de signature'),
    nature: text('وكالة تتعلق بعقار أو بحق عيني', 'Procuration sur un bien immobilier ou un droit réel'),
    reason: text(
      'المحرَّر يتعلق بحق عيني عقاري أو بوكالة خاصة به',
      'L’écrit porte sur un droit réel immobilier ou sur une procuration le concernant',
    ),
    basis: text(
      'القانون 39.08، المادة 4، كما تُمّمت بالقانون 69.16: محرر رسمي أو محرر ثابت التاريخ يحرره محام مؤهل، تحت طائلة البطلان.',
      'Loi 39-08, art. 4, complétée par la loi 69-16 : acte authentique ou acte à date certaine d’un avocat habilité, sous peine de nullité.',
    ),
    note: 'La procuration autorise la vente d’un appartement (titre 12345/C).\nتوجهوا إلى موثق أو عدل أو محام مؤهل.',
  },
};

/** A refusal with as much in it as the catalogue and the officer may write, to several people with endless names. */
export const refusedAtLength: ActFace = {
  ...long,
  kind: 'refusal',
  fee: 0,
  signatories: [endless, zineb, abderrahim, endless],
  refusal: {
    ...(refused.refusal ?? { reference: '', nature: null, reason: text('', ''), basis: null, note: '' }),
    service: text('الإشهاد على صحة الإمضاء', 'Légalisation de signature'),
    basis: text('تحت طائلة البطلان يجب أن '.repeat(36), 'sous peine de nullité, acte authentique '.repeat(23)),
    note: 'Le document présenté ne peut pas être légalisé en l’état. '.repeat(17),
  },
};

/** Many signatories with endless names: the stamp grows. */
export const crowd: ActFace = { ...long, signatories: [endless, zineb, endless, abderrahim, fatima] };

/** An ordinary slip: a fee, and an account to open. */
export const slip: SlipFace = {
  wording: currentWording,
  office: act.office,
  instant: new Date('2026-11-10T09:44:00Z'),
  second: 'fr',
  receipt: {
    number: '2026/MAA-03/Q/000913',
    lines: [
      {
        label: text(
          'الإشهاد على صحة الإمضاء',
          'Légalisation de signature',
          'ⴰⵙⵉⴷⵜ ⵏ ⵓⵣⵎⵓⵍ',
          'Certification of signature',
        ),
        quantity: 1,
        amount: 200,
      },
    ],
    payment: 'cash',
    cashier: { arabic: 'حسن بركة', latin: 'Hassan BARAKA' },
  },
  account: {
    name: zineb.name,
    number: '4071 8829 350',
    activationCode: 'KD7M-2XQ9',
    validUntil: new Date('2026-11-17T15:30:00Z'),
    activationUrl: 'https://shubbak.example/activate/4071-8829-350',
  },
  helpline: '+212 522-00-00-00',
  mark: null,
};

/** A signature drawn by hand: two strokes and a dot, on a pad of 120 by 50 millimetres. */
export const flourish = [
  Array.from({ length: 60 }, (_, index) => [10 + index * 1.5, 25 + 9 * Math.sin(index / 3) - index / 6] as const),
  [[12, 34] as const, [96, 28] as const],
  [[100, 30] as const],
];

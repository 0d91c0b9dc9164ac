import type { LocalizedText } from '../../../kernel/index.ts';

/** Whose council delegates: an arrondissement's where the city has them (organic law 113-14, art. 216), else the commune's. */
export type Council = 'arrondissement' | 'commune';
/** Arabic and French agree the capacity with it. */
export type Gender = 'feminine' | 'masculine';
/** As whom an officer signs: those to whom a president may delegate. */
export const capacityKinds = ['official', 'director', 'vice-president'] as const;
export type CapacityKind = (typeof capacityKinds)[number];

const councils = {
  arrondissement: { ar: 'المقاطعة', fr: 'd’arrondissement', zgh: 'ⵜⵎⵏⴰⴹⵜ', en: 'arrondissement' },
  commune: { ar: 'الجماعة', fr: 'communal', zgh: 'ⵜⴳⵔⴰⵡⵜ', en: 'communal' },
} as const;

/** In whose name officers sign, as stamps print it (proposal-1: the wording awaits a jurist). */
export function grantorOf(council: Council): LocalizedText {
  const { ar, fr, zgh, en } = councils[council];
  return {
    ar: `رئيس مجلس ${ar}`,
    fr: `Le président du conseil ${fr}`,
    zgh: `ⴰⵏⵎⵀⴰⵍ ⵏ ⵓⵙⵇⵇⵉⵎ ⵏ ${zgh}`,
    en: `The president of the ${en} council`,
  };
}

/** The capacity in which an officer signs, as stamps print it under the name (proposal-1: the wording awaits a jurist). */
export function capacityOf(
  kind: CapacityKind,
  { council, gender }: { council: Council; gender: Gender },
): LocalizedText {
  const of = councils[council];
  const feminine = gender === 'feminine';
  if (kind === 'vice-president') {
    return {
      ar: `${feminine ? 'نائبة' : 'نائب'} رئيس مجلس ${of.ar}`,
      fr: `${feminine ? 'Vice-présidente déléguée' : 'Vice-président délégué'} du conseil ${of.fr}`,
      zgh: `ⴰⵏⴰⴱ ⵏ ⵓⵏⵎⵀⴰⵍ ⵏ ⵓⵙⵇⵇⵉⵎ ⵏ ${of.zgh}`,
      en: `Delegated vice-president of the ${of.en} council`,
    };
  }
  const [ar, fr, en] =
    kind === 'director'
      ? [
          feminine ? 'مديرة المصالح المفوَّض لها' : 'مدير المصالح المفوَّض له',
          feminine ? 'Directrice des services déléguée' : 'Directeur des services délégué',
          'Director of services delegated',
        ]
      : [
          feminine ? 'موظفة مفوَّض لها' : 'موظف مفوَّض له',
          feminine ? 'Fonctionnaire déléguée' : 'Fonctionnaire délégué',
          'Official delegated',
        ];
  return {
    ar: `${ar} من رئيس مجلس ${of.ar}`,
    fr: `${fr} par le président du conseil ${of.fr}`,
    zgh: `ⵙ ⵓⵏⴰⴱ ⵏ ⵓⵏⵎⵀⴰⵍ ⵏ ⵓⵙⵇⵇⵉⵎ ⵏ ${of.zgh}`,
    en: `${en} by the president of the ${of.en} council`,
  };
}

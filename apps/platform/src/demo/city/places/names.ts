import type { LocalizedText } from '../../../kernel/index.ts';
import type { PlaceName } from './casablanca.ts';

/** "de Maârif", "d’Anfa". */
function of(name: string): string {
  return /^[AEIOUÉÈÂ]/.test(name) ? `d’${name}` : `de ${name}`;
}

/** Official name of a commune, as stamps print it. */
export function communeName([arabic, latin, tifinagh]: PlaceName): LocalizedText {
  return { ar: `جماعة ${arabic}`, fr: `Commune ${of(latin)}`, zgh: `ⵜⴰⴳⵔⴰⵡⵜ ⵏ ${tifinagh}`, en: `Commune of ${latin}` };
}

/** Official name of a préfecture d'arrondissements. */
export function prefectureName([arabic, latin, tifinagh]: PlaceName): LocalizedText {
  return {
    ar: `عمالة مقاطعات ${arabic}`,
    fr: `Préfecture d’arrondissements ${of(latin)}`,
    zgh: `ⵜⴰⵎⵏⴱⴰⴹⵜ ⵏ ⵜⵎⵏⴰⴹⵉⵏ ⵏ ${tifinagh}`,
    en: `Prefecture of arrondissements of ${latin}`,
  };
}

/** Official name of an arrondissement. */
export function arrondissementName([arabic, latin, tifinagh]: PlaceName): LocalizedText {
  return {
    ar: `مقاطعة ${arabic}`,
    fr: `Arrondissement ${of(latin)}`,
    zgh: `ⵜⴰⵎⵏⴰⴹⵜ ⵏ ${tifinagh}`,
    en: `Arrondissement of ${latin}`,
  };
}

/** Name of the office at the seat of a commune or arrondissement. */
export function seatName(of: 'commune' | 'arrondissement'): LocalizedText {
  return of === 'commune'
    ? { ar: 'مقر الجماعة', fr: 'Siège de la commune', zgh: 'ⴰⵙⵉⵔⴰ ⵏ ⵜⴳⵔⴰⵡⵜ', en: 'Seat of the commune' }
    : { ar: 'مقر المقاطعة', fr: 'Siège de l’arrondissement', zgh: 'ⴰⵙⵉⵔⴰ ⵏ ⵜⵎⵏⴰⴹⵜ', en: 'Seat of the arrondissement' };
}

/** Name of an annex. */
export function annexName([arabic, latin, tifinagh]: PlaceName): LocalizedText {
  return { ar: `ملحقة ${arabic}`, fr: `Annexe ${latin}`, zgh: `ⴰⵙⵉⵔⴰ ⵏ ${tifinagh}`, en: `${latin} annex` };
}

/** An address, from the nearest place to the widest. */
export function addressOf(places: readonly PlaceName[]): LocalizedText {
  const latin = places.map(place => place[1]).join(', ');
  return {
    ar: places.map(place => place[0]).join('، '),
    fr: latin,
    zgh: places.map(place => place[2]).join(', '),
    en: latin,
  };
}

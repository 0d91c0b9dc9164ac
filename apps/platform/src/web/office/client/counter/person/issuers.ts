import type { Language } from '../../../../../kernel/language.ts';

/** Countries whose papers come to a counter most often, before all others (ISO 3166-1 alpha-2). */
const near = [
  'MA',
  'FR',
  'ES',
  'IT',
  'BE',
  'NL',
  'DE',
  'CA',
  'US',
  'GB',
  'DZ',
  'TN',
  'SN',
  'CI',
  'ML',
  'GN',
  'CM',
  'CD',
  'SY',
  'TR',
];

const others =
  'AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BF BG BH BI BJ BN BO BR BS BT BW BY BZ CF CG CH CL CN CO CR CU CV CY CZ DJ DK DM DO EC EE EG ER ET FI FJ FM GA GD GE GH GM GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MC MD ME MG MH MK MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SO SR SS ST SV SZ TD TG TH TJ TL TM TO TT TV TZ UA UG UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW'.split(
    ' ',
  );

/** The countries that issue documents, named in the reader's language as far as the browser can. */
export function issuersIn(language: Language): readonly { readonly value: string; readonly label: string }[] {
  // Browsers know no names of countries in Tamazight: French ones are read at every counter.
  const names = new Intl.DisplayNames([language === 'zgh' ? 'fr' : language], { type: 'region' });
  const named = (codes: readonly string[]) => codes.map(value => ({ value, label: names.of(value) ?? value }));
  const rest = named(others).toSorted((a, b) => a.label.localeCompare(b.label, language));
  return [...named(near), ...rest];
}

/** A language as a document may be written in it: a tag of BCP 47. Amazigh has two scripts, which are read by different people. */
export const writtenLanguages = ['ar', 'fr', 'zgh', 'zgh-Latn', 'en', 'es', 'de', 'it', 'pt', 'nl'] as const;
export type WrittenLanguage = (typeof writtenLanguages)[number];

/** Each in itself, whoever reads. */
export const writtenLanguageNames: Readonly<Record<WrittenLanguage, string>> = {
  ar: 'العربية',
  fr: 'Français',
  zgh: 'ⵜⴰⵎⴰⵣⵉⵖⵜ',
  'zgh-Latn': 'Tamaziɣt',
  en: 'English',
  es: 'Español',
  de: 'Deutsch',
  it: 'Italiano',
  pt: 'Português',
  nl: 'Nederlands',
};

/** The languages that share the Latin alphabet; the others are known by their script. */
export type LatinLanguage = Exclude<WrittenLanguage, 'ar' | 'zgh'>;

/** The small words that every text of a language is full of, chosen by hand. A word that several languages have counts for less. */
export const stopWords: Readonly<Record<LatinLanguage, readonly string[]>> = {
  fr: listOf(
    'le la les un une des du de et est sont dans pour par sur avec sans sous ce cet cette ces son sa ses leur leurs je il elle nous vous ils elles que qui dont où ne pas plus au aux en ou mais donc été être avoir ont fait ainsi présente présent soussigné entre chez né née',
  ),
  en: listOf(
    'the of and to in is are was were be been for on with by this that these those it its as at from or an which who whom has have had not will shall may i we he she they their his her hereby between under',
  ),
  es: listOf(
    'el la los las un una unos unas de del y e es son en por para con sin sobre este esta estos estas ese esa su sus que quien quienes cuyo no más al lo se como ha han ser sido fue entre desde hasta yo nosotros ellos presente abajo firmante don doña',
  ),
  de: listOf(
    'der die das den dem des ein eine einer eines einem einen und ist sind in im von vom zu zum zur mit für auf aus bei nach nicht wird werden wurde hat haben sich auch als wie oder dass ich wir er sie es ihr ihre hiermit zwischen',
  ),
  it: listOf(
    'il lo la i gli le un uno una di del della dei degli delle e è sono in nel nella per con su sul da dal dalla che chi cui non più al alla ai si come ha hanno essere stato stata questo questa questi suo sua io noi sottoscritto sottoscritta tra',
  ),
  pt: listOf(
    'o a os as um uma de do da dos das e é são em no na nos nas por para com sem sobre este esta estes estas seu sua seus suas que quem cujo não mais ao à se como foi ser sido tem têm entre eu nós ele ela eles pelo pela abaixo assinado',
  ),
  nl: listOf(
    'de het een en van in is zijn was werd worden dat die dit deze te voor met op aan bij door naar uit om niet ook als of hij zij wij ik hun haar wordt heeft hebben tussen ondergetekende',
  ),
  'zgh-Latn': listOf(
    'n d s ad ur ara deg seg ɣef ɣer γef γer akken akked akk ayen ayi wa ta wi nni agi nnes nsen yella tella llan yellan mi imi ma maca neɣ neγ nekk nettat netta yiwen yiwet ass dagi anda',
  ),
};

function listOf(words: string): readonly string[] {
  return words.split(' ');
}

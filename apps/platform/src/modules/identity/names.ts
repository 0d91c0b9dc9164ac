import { ok, type PersonName, refuse, type Result } from '../../kernel/index.ts';

const maximum = 120;
// Three marks on a letter are more than any name bears (a shadda and a vowel sign); heaps of them would paint over the stamp's other lines.
const arabicWord = /^(?:[[\p{L}&&\p{Script=Arabic}]ـ]\p{M}{0,3})+$/v;
const latinWord = /^(?:[[\p{L}&&\p{Script=Latin}].]\p{M}{0,3})+$/v;

/**
 * Checks a name in both scripts and tidies its spaces. Nothing is transliterated or recased: the name is what the
 * document says. Refuses a missing name, a name in the wrong script (digits and signs included) and one over 120 letters.
 */
export function readName(typed: PersonName): Result<PersonName> {
  const arabic = tidy(typed.arabic);
  const latin = tidy(typed.latin);
  if (arabic === '') return refuse('identity.name-arabic-missing');
  if (latin === '') return refuse('identity.name-latin-missing');
  if (Math.max(arabic.length, latin.length) > maximum) return refuse('identity.name-too-long', { max: maximum });
  if (!words(arabic).every(word => arabicWord.test(word))) return refuse('identity.name-arabic-script');
  if (!words(latin).every(word => latinWord.test(word))) return refuse('identity.name-latin-script');
  return ok({ arabic, latin });
}

/** A text without invisible marks and with single spaces, in one Unicode spelling. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Hyphens and apostrophes join parts of a name (El-Fassi, N'Diaye): parts are words. */
function words(text: string): string[] {
  return text.split(/[\s\p{Pd}'’ʿʾ`]+/u).filter(word => word !== '');
}

/**
 * Folds a text into the words that a search compares. Arabic: vowel signs and tatweel go, the forms of alef are one,
 * final ya and alef maqsura are one, ta marbuta and ha are one, hamza carriers lose their hamza. Latin: case, accents,
 * hyphens and apostrophes go. Folding a folded word changes nothing.
 */
export function searchWords(text: string): string[] {
  const folded = words(text.replace(/\p{Cf}/gu, '')).map(foldWord);
  return [...new Set(folded.filter(word => word !== ''))];
}

/** The words under which a name is found: those of both scripts, and Arabic ones without their article too. */
export function indexWords(name: PersonName): string[] {
  const all = [...searchWords(name.arabic), ...searchWords(name.latin)];
  const bare = all.filter(word => word.startsWith('ال') && word.length > 4).map(word => word.slice(2));
  return [...new Set([...all, ...bare])];
}

function foldWord(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/[\p{M}ـ.]/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ٱآأإ]/gu, 'ا')
    .replace(/[ىئیې]/gu, 'ي')
    .replace(/ؤ/gu, 'و')
    .replace(/ة/gu, 'ه')
    .replace(/ک/gu, 'ك')
    .replace(/ء/gu, '')
    .replace(/œ/gu, 'oe')
    .replace(/æ/gu, 'ae')
    .replace(/ß/gu, 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

import { randomInt } from 'node:crypto';
import type { Language } from '../apps/platform/src/kernel/index.ts';
import type { Citizen } from '../apps/platform/src/processes/demo/people.ts';

/** A syllable for each digit, in both scripts: every number has its own pronounceable name. */
const syllables = [
  ['ba', 'با'],
  ['di', 'دي'],
  ['fa', 'فا'],
  ['ra', 'را'],
  ['ka', 'كا'],
  ['la', 'لا'],
  ['mi', 'مي'],
  ['nou', 'نو'],
  ['sa', 'سا'],
  ['ta', 'تا'],
] as const;

/** Somebody whom no office knows yet, with a card number and a family name that nobody else has. */
export function newCitizen(language: Language, contacts: Citizen['contacts'] = {}): Citizen {
  const digits = String(randomInt(100_000, 1_000_000));
  const family = Array.from(digits, digit => syllables[Number(digit)] ?? syllables[0]);
  const latin = family.map(([each]) => each).join('');
  const arabic = family.map(([, each]) => each).join('');
  return {
    name: { latin: `Amal EL ${latin.toUpperCase()}`, arabic: `أمل ${arabic}` },
    birthDate: '1985-04-17',
    language,
    document: { type: 'cnie', number: `JY${digits}`, expiresOn: '2034-05-31' },
    contacts,
  };
}

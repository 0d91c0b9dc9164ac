import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import { ok, type PersonName, refuse, type Result } from '../../../kernel/index.ts';

/** Fewest characters of a password; there is no rule of composition (ASVS 5.0, 6.2.1 and 6.2.5; NIST SP 800-63B §3.1.1.2). */
export const passwordMinimum = 12;
const passwordMaximum = 200;

/**
 * Argon2id, 19 MiB, two passes, one lane: the least that OWASP's Password Storage Cheat Sheet asks for, and RFC 9106's way of trading passes for
 * memory on a server that many sign in to at once.
 */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** What people here choose first, folded, besides what the list of breached passwords knows. */
const common = new Set([
  ...dictionary['passwords-common'].map(fold),
  'motdepasse',
  'azertyuiop',
  'qwertzuiop',
  'rajacasablanca',
  'wydadcasablanca',
  'bismillah',
  'bismillahirrahmanirrahim',
  'hamdoulah',
  'alhamdulillah',
  'inchallah',
  'bienvenue',
  'jetaime',
  'realmadrid',
  'administrateur',
  'abcdefghij',
  'كلمةالسر',
  'كلمةالمرور',
  'الحمدلله',
  'بسمالله',
]);

/** What a password here may not be made of: the product, the country, its cities and clubs. Whose account it is adds to them. */
const placeWords = [
  'shubbak',
  'chebbak',
  'شباك',
  'commune',
  'guichet',
  'legalisation',
  'maroc',
  'morocco',
  'المغرب',
  'casablanca',
  'الدارالبيضاء',
  'marrakech',
  'rabat',
  'tanger',
  'agadir',
  'wydad',
  'raja',
];
/** Letters that must remain of a password without such words and without its digits. */
const leastBeyondWords = 8;

/** Whose password it is going to be. */
export interface PasswordOwner {
  readonly accountNumber: string;
  /** In both scripts; absent while it is not known that the account is this person's. */
  readonly name?: PersonName | undefined;
}

/**
 * Checks a password somebody chooses: length in characters, not a common or breached one, not one sign or a run of neighbours,
 * not the account number, not made of one's name, the commune's or ours. Refusals say which.
 */
export function readPassword(typed: string, owner: PasswordOwner): Result<string> {
  const password = typed.normalize('NFKC');
  const length = Array.from(password).length;
  if (length < passwordMinimum) return refuse('identity.password-too-short', { min: passwordMinimum });
  if (length > passwordMaximum) return refuse('identity.password-too-long', { max: passwordMaximum });
  if (owner.accountNumber !== '' && password.replace(/\D/g, '').includes(owner.accountNumber))
    return refuse('identity.password-is-account-number');
  const folded = fold(password);
  if (isGuessable(folded)) return refuse('identity.password-common');
  return checkWords(folded, owner) ?? ok(password);
}

/** Letters and digits only, lower case, without marks: what people vary last. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function isGuessable(folded: string): boolean {
  // A common word with a few digits around it is still the common word.
  const stem = folded.replace(/^\d{0,6}|\d{0,6}$/g, '');
  if (common.has(folded) || common.has(stem)) return true;
  const codes = Array.from(folded, sign => sign.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  const isRun = steps.size <= 1 || /^(?:0123456789|1234567890|9876543210|0987654321)/.test(folded);
  return isRun || new Set(codes).size < 4;
}

/** Refuses what is little more than words that anybody would try for this account. */
function checkWords(folded: string, { name }: PasswordOwner): Result<never> | undefined {
  const own = `${name?.arabic ?? ''} ${name?.latin ?? ''}`
    .split(/\s+/)
    .map(fold)
    .filter(word => word.length > 2);
  const left = (words: readonly string[]): number => {
    const longestFirst = words.toSorted((one, other) => other.length - one.length);
    const rest = longestFirst.reduce((text, word) => text.replaceAll(word, ''), folded);
    return rest.replace(/\p{N}/gu, '').length;
  };
  if (own.some(word => folded.includes(word)) && left([...own, ...placeWords]) < leastBeyondWords)
    return refuse('identity.password-has-name');
  const hasPlace = placeWords.some(word => folded.includes(word));
  return hasPlace && left(placeWords) < leastBeyondWords ? refuse('identity.password-has-place') : undefined;
}

/** The hash to keep, in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let decoy: Promise<string> | undefined;

/**
 * Whether `typed` opens `kept`. Without a hash the same work is done against a decoy, so that the time of an answer
 * does not tell whether the account exists.
 */
export async function checkPassword(kept: string | null | undefined, typed: string): Promise<boolean> {
  decoy ??= hash('no password opens this', cost);
  const matches = await verify(kept ?? (await decoy), typed.normalize('NFKC').slice(0, passwordMaximum * 2));
  return matches && kept !== null && kept !== undefined;
}

import { hash, verify } from '@node-rs/argon2';
import { ok, refuse, type Result } from '../../kernel/index.ts';

/** Fewest characters of a password; there is no rule of composition (NIST SP 800-63B §5.1.1.2). */
export const passwordMinimum = 10;
const passwordMaximum = 200;

/** Argon2id, 19 MiB, two passes: OWASP's first choice for a server that many sign in to at once. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** What people choose first, folded: letters and digits only, lower case. Matched whole or as the stem of a longer one. */
const common = new Set([
  'password',
  'passw0rd',
  'motdepasse',
  'azertyuiop',
  'qwertyuiop',
  'qwertzuiop',
  'azerty',
  'qwerty',
  'casablanca',
  'maroc',
  'morocco',
  'marrakech',
  'rabat',
  'tanger',
  'agadir',
  'wydad',
  'raja',
  'rajacasablanca',
  'wydadcasablanca',
  'shubbak',
  'chebbak',
  'bismillah',
  'hamdoulah',
  'mohamed',
  'mohammed',
  'fatima',
  'welcome',
  'bienvenue',
  'iloveyou',
  'jetaime',
  'football',
  'barcelona',
  'realmadrid',
  'administrator',
  'administrateur',
  'letmein',
  'abcdefghij',
  'secret',
]);

/**
 * Checks a password somebody chooses: length in characters, not a common one, not one sign or a run of neighbours, not
 * the account number. Refusals say which.
 */
export function readPassword(typed: string, accountNumber: string): Result<string> {
  const password = typed.normalize('NFKC');
  const length = Array.from(password).length;
  if (length < passwordMinimum) return refuse('identity.password-too-short', { min: passwordMinimum });
  if (length > passwordMaximum) return refuse('identity.password-too-long', { max: passwordMaximum });
  if (password.replace(/\D/g, '').includes(accountNumber)) return refuse('identity.password-is-account-number');
  return isGuessable(password) ? refuse('identity.password-common') : ok(password);
}

function isGuessable(password: string): boolean {
  const folded = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  // A common word with a few digits around it is still the common word.
  const stem = folded.replace(/^\d{0,6}|\d{0,6}$/g, '');
  if (common.has(folded) || common.has(stem)) return true;
  const codes = Array.from(folded, sign => sign.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  const isRun = steps.size <= 1 || /^(?:0123456789|1234567890|9876543210|0987654321)/.test(folded);
  return isRun || new Set(codes).size < 4;
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

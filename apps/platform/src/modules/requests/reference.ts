import { randomInt } from 'node:crypto';

/** Crockford's base 32 without letters that are heard or read as another sign. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new reference for an office ("MAA03-7K3D"). Short enough to say aloud: two offices never share one, and the store refuses a repeat. */
export function newReference(officeCode: string): string {
  const tail = Array.from({ length: 4 }, () => signs.charAt(randomInt(signs.length))).join('');
  return `${officeCode}-${tail}`;
}

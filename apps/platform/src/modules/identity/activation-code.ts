import { randomBytes } from 'node:crypto';
import { crockford, groupCode } from '../../kernel/index.ts';

const length = 16;

/** How long a printed slip works. */
export const activationDays = 30;
/** Wrong codes typed against one slip before it is dead and a new one must be printed. */
export const activationAttempts = 20;

/** A new single-use code of 80 random bits, grouped for typing: "7KQ2-9XMD-0F3T-W8RA". */
export function newActivationCode(): string {
  const letters = Array.from(randomBytes(length), byte => crockford[byte & 31] ?? '').join('');
  return groupCode(letters);
}

/** A code as typed, spelt as it was made: capitals, without separators, I and L read as 1, O as 0. */
export function normaliseActivationCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
}

import { createHash, randomBytes } from 'node:crypto';

/** A registered computer's secret: 256 random bits, which stay in its browser. */
export function newStationToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Only the digest is kept: the database makes no computer a registered one. */
export function digestOfStation(token: string): Buffer {
  return createHash('sha256').update(`station\0${token}`).digest();
}

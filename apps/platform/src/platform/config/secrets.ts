import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

/** Keys that live outside the database, each a file of 32 random bytes in hex. */
const secretNames = [
  /** Blind index of document numbers and contacts. */
  'index-key',
  /** Envelope key of document numbers and contacts at rest. */
  'envelope-key',
  /** KEY of the printed verification address: HMAC(key, act, generation). */
  'access-key',
  /** Binds forms to sessions against cross-site requests. */
  'form-key',
] as const;
export type SecretName = (typeof secretNames)[number];

/** Passwords of the database logins, kept beside the keys. */
export const databaseLogins = ['migrator', 'app', 'worker', 'jobs', 'sealer', 'verify', 'backup'] as const;
export type DatabaseLogin = (typeof databaseLogins)[number];

/**
 * Makes the secrets that are missing. The demo makes them all; production makes only the database passwords, because
 * a key that appears by itself would hide a lost one: it throws, naming the file to provide.
 */
export function prepareSecrets(config: Config): void {
  mkdirSync(config.secretsDir, { recursive: true, mode: 0o700 });
  for (const login of databaseLogins) makeOnce(join(config.secretsDir, `database-${login}`));
  for (const name of secretNames) {
    const path = join(config.secretsDir, name);
    if (config.mode === 'production' && !existsSync(path)) {
      throw new Error(
        `Missing secret ${path}: write 64 hexadecimal characters from a safe generator there (mode 0600).`,
      );
    }
    makeOnce(path);
  }
}

function makeOnce(path: string): void {
  if (existsSync(path)) return;
  writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
}

/** A key of 32 bytes. Throws when the file is missing or malformed. */
export function readSecret(config: Pick<Config, 'secretsDir'>, name: SecretName): Buffer {
  const text = readFileSync(join(config.secretsDir, name), 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`Secret ${name} is not 64 hexadecimal characters.`);
  return Buffer.from(text, 'hex');
}

/** The password of a database login. */
export function readDatabasePassword(config: Pick<Config, 'secretsDir'>, login: DatabaseLogin): string {
  return readFileSync(join(config.secretsDir, `database-${login}`), 'utf8').trim();
}

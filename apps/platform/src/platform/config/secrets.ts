import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

/** Keys that live outside the database, each a file of 32 random bytes in hex. */
const secretNames = [
  /** Blind index of document numbers and contacts; by derivation, digests of commands. */
  'index-key',
  /** KEY of the printed verification address: HMAC(key, act, generation). */
  'access-key',
  /** Binds forms to sessions against cross-site requests. */
  'form-key',
] as const;
/**
 * First key of the ring that seals the data keys of persons and organisations. Further ones are `envelope-key-2`,
 * `envelope-key-3`…: the highest number seals, all of them open.
 */
const firstRingKey = 'envelope-key';
const ringKeyPattern = /^envelope-key(?:-([1-9]\d{0,3}))?$/;

export type SecretName = (typeof secretNames)[number];

/** Passwords of the database logins, kept beside the keys. */
export const databaseLogins = [
  'migrator',
  'app',
  'worker',
  'jobs',
  'sealer',
  'verify',
  'biometrics',
  'backup',
] as const;
export type DatabaseLogin = (typeof databaseLogins)[number];

/**
 * Makes the secrets that are missing. The demo makes them all; production makes only the database passwords, because
 * a key that appears by itself would hide a lost one: it throws, naming the file to provide.
 */
export function prepareSecrets(config: Config): void {
  mkdirSync(config.secretsDir, { recursive: true, mode: 0o700 });
  for (const login of databaseLogins) makeOnce(join(config.secretsDir, `database-${login}`));
  for (const name of [...secretNames, ...(ringKeyNames(config).length === 0 ? [firstRingKey] : [])]) {
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
  return readKey(config, name);
}

/** The key of the digests that are kept of commands: derived from the index key for this purpose alone. */
export function deriveDigestKey(config: Pick<Config, 'secretsDir'>): Buffer {
  return createHmac('sha256', readSecret(config, 'index-key')).update('shubbak command digests').digest();
}

/** The keys of the ring, oldest first; the last one seals. Throws when one is malformed. */
export function readRingKeys(config: Pick<Config, 'secretsDir'>): readonly Buffer[] {
  return ringKeyNames(config).map(name => readKey(config, name));
}

/** Makes the ring's next key and answers the name of its file: from the next reading on it seals. */
export function addRingKey(config: Pick<Config, 'secretsDir'>): string {
  const newest = ringKeyNames(config).at(-1);
  const name = newest === undefined ? firstRingKey : `${firstRingKey}-${turnOf(newest) + 1}`;
  makeOnce(join(config.secretsDir, name));
  return name;
}

function ringKeyNames({ secretsDir }: Pick<Config, 'secretsDir'>): readonly string[] {
  const names = readdirSync(secretsDir).filter(name => ringKeyPattern.test(name));
  return names.toSorted((one, other) => turnOf(one) - turnOf(other));
}

function turnOf(name: string): number {
  return Number(ringKeyPattern.exec(name)?.[1] ?? 1);
}

function readKey(config: Pick<Config, 'secretsDir'>, name: string): Buffer {
  const text = readFileSync(join(config.secretsDir, name), 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`Secret ${name} is not 64 hexadecimal characters.`);
  return Buffer.from(text, 'hex');
}

/** The password of a database login. */
export function readDatabasePassword(config: Pick<Config, 'secretsDir'>, login: DatabaseLogin): string {
  return readFileSync(join(config.secretsDir, `database-${login}`), 'utf8').trim();
}

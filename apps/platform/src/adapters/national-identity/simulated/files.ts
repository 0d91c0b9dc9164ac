import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** SIMULATED: what the provider and its one client keep from one start to the next. */
export interface SimulatedFiles {
  /** Private key in PEM with which the provider signs. */
  readonly providerKey: string;
  /** Private key in PEM by which the platform shows who it is. */
  readonly clientKey: string;
  /** Secret of its cookies and of the names by which it calls people. */
  readonly salt: string;
}

/** SIMULATED: reads the files under `dataDir`, and makes those that are missing. */
export function openSimulatedFiles(dataDir: string): SimulatedFiles {
  const folder = join(dataDir, 'demo-national');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keep = (name: string, make: () => string): string => {
    const path = join(folder, name);
    if (!existsSync(path)) writeFileSync(path, make(), { mode: 0o600, flag: 'wx' });
    return readFileSync(path, 'utf8');
  };
  const newKey = (): string =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    providerKey: keep('provider-key.pem', newKey),
    clientKey: keep('client-key.pem', newKey),
    salt: keep('salt', () => randomBytes(32).toString('hex')),
  };
}

import { type DatabaseLogin, deriveDigestKey } from '../platform/config/index.ts';
import { type Database, loginUrl, openDatabase } from '../platform/db/index.ts';
import type { Surroundings } from './surroundings.ts';

/** A pool of `size` connections under a login for processes that run commands: it knows the key of their digests. */
export function openPool(
  { config, addresses }: Pick<Surroundings, 'config' | 'addresses'>,
  login: DatabaseLogin,
  size: number,
): Database {
  return openDatabase(loginUrl(addresses.database, config, login), { size, digestKey: deriveDigestKey(config) });
}

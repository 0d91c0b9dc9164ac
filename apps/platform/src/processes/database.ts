import { join } from 'node:path';
import type { Config } from '../platform/config/index.ts';
import { loginUrl, migrate, provision } from '../platform/db/index.ts';
import { startEmbeddedPostgres } from '../platform/postgres/index.ts';

/** The PostgreSQL server in use, provisioned and migrated. */
export interface DatabaseServer {
  /** Its address without credentials. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Starts the embedded server, or reaches the one DATABASE_URL names, and brings roles and tables up to date. */
export async function startDatabase(config: Config): Promise<DatabaseServer> {
  const embedded =
    config.databaseUrl === undefined ? await startEmbeddedPostgres(join(config.dataDir, 'postgres')) : undefined;
  const provisioningUrl = embedded?.url ?? config.databaseUrl ?? '';
  try {
    await provision(provisioningUrl, config);
    await migrate(loginUrl(provisioningUrl, config, 'migrator'), loginUrl(provisioningUrl, config, 'jobs'));
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  const address = new URL(provisioningUrl);
  address.username = '';
  address.password = '';
  return { address: address.toString(), stop: async () => embedded?.stop() };
}

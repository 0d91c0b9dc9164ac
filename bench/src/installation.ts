import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Config,
  type DatabaseLogin,
  deriveDigestKey,
  prepareSecrets,
  readConfig,
} from '../../apps/platform/src/platform/config/index.ts';
import {
  type Database,
  loginUrl,
  migrate,
  openDatabase,
  provision,
} from '../../apps/platform/src/platform/db/index.ts';
import { startEmbeddedPostgres } from '../../apps/platform/src/platform/postgres/index.ts';

/** An installation of the bench's own, empty but for its tables, on the disk of DATA_DIR and as durable as a real one. */
export interface Installation {
  readonly config: Config;
  /** A short folder, because the address of a socket may not be longer than 108 octets. */
  readonly sockets: string;
  /** The address of the PostgreSQL server, as the supervisor hands it to processes. */
  readonly databaseUrl: string;
  url(login: DatabaseLogin): string;
  /** A pool under a login, closed with the installation. */
  open(login: DatabaseLogin): Database;
  close(): Promise<void>;
}

/** Starts PostgreSQL with fsync in a new folder beneath DATA_DIR, and migrates it. */
export async function openInstallation(): Promise<Installation> {
  const { dataDir } = readConfig({ DATA_DIR: process.env['DATA_DIR'] });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const config = readConfig({ DATA_DIR: mkdtempSync(join(dataDir, 'bench-')), LOG_LEVEL: 'error' });
  const sockets = mkdtempSync(join(tmpdir(), 'shubbak-bench-'));
  const remove = (): void => [config.dataDir, sockets].forEach(path => rmSync(path, { recursive: true, force: true }));
  process.on('exit', remove);
  prepareSecrets(config);
  const server = await startEmbeddedPostgres(join(config.dataDir, 'postgres'));
  await provision(server.url, config);
  const url = (login: DatabaseLogin): string => loginUrl(server.url, config, login);
  await migrate(url('migrator'), url('jobs'));
  const opened: Database[] = [];
  return {
    config,
    sockets,
    databaseUrl: server.url,
    url,
    open: login => {
      const database = openDatabase(url(login), { size: 5, digestKey: deriveDigestKey(config) });
      opened.push(database);
      return database;
    },
    close: async () => {
      await Promise.all(opened.map(database => database.close()));
      await server.stop();
      remove();
    },
  };
}

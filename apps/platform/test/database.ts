import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { type Config, type DatabaseLogin, deriveDigestKey, readConfig } from '../src/platform/config/index.ts';
import {
  type Database,
  databaseName,
  ensureDatabase,
  loginUrl,
  openDatabase,
  withClient,
} from '../src/platform/db/index.ts';

/** A migrated database of a test file's own. */
export interface TestDatabase {
  /** The platform's configuration, whose data folder and secrets are the run's. */
  readonly config: Config;
  /** A pool under one of the platform's logins, closed after the file. */
  readonly as: (login: DatabaseLogin) => Database;
  /** The address for one login: for a child process. */
  readonly url: (login: DatabaseLogin) => string;
}

/** Copies the migrated database for the calling test file and drops the copy when the file is done. */
export async function testDatabase(): Promise<TestDatabase> {
  const { url: serverUrl, dataDir } = inject('testServer');
  const config = readConfig({ DATA_DIR: dataDir });
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(serverUrl, client => ensureDatabase(client, name, databaseName));
  const opened: Database[] = [];
  afterAll(async () => {
    await Promise.all(opened.map(database => database.close()));
    await withClient(serverUrl, client => client.query(`drop database ${name} with (force)`));
  });
  const url = (login: DatabaseLogin): string => loginUrl(serverUrl, config, login, name);
  return {
    config,
    url,
    as: login => {
      const database = openDatabase(url(login), { size: 5, digestKey: deriveDigestKey(config) });
      opened.push(database);
      return database;
    },
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readConfig, prepareSecrets } from '../src/platform/config/index.ts';
import { loginUrl, migrate, provision } from '../src/platform/db/index.ts';
import { startEmbeddedPostgres } from '../src/platform/postgres/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly testServer: { readonly url: string; readonly dataDir: string };
  }
}

/** One real PostgreSQL for the run, migrated once; each test file copies the migrated database (see database.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'shubbak-test-'));
  const config = readConfig({ DATA_DIR: dataDir });
  prepareSecrets(config);
  // Nothing here must survive a power failure, so the disk need not be waited for.
  const server = await startEmbeddedPostgres(join(dataDir, 'postgres'), { fast: true });
  await provision(server.url, config);
  await migrate(loginUrl(server.url, config, 'migrator'), loginUrl(server.url, config, 'jobs'));
  project.provide('testServer', { url: server.url, dataDir });
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

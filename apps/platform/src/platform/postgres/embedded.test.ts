import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { withClient } from '../db/index.ts';
import { startEmbeddedPostgres } from './embedded.ts';

const directory = mkdtempSync(join(tmpdir(), 'shubbak-postgres-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const count = (url: string): Promise<number> =>
  withClient(
    url,
    async client => (await client.query<{ n: number }>('select count(*)::int as n from kept')).rows[0]?.n ?? 0,
  );

test('an embedded server that is killed comes back with every committed row, and its folder serves the next start', async () => {
  const server = await startEmbeddedPostgres(directory);
  await withClient(server.url, client =>
    client.query('create table kept (n int); insert into kept select generate_series(1, 1000)'),
  );
  const pid = readFileSync(join(directory, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';
  execFileSync('kill', ['-9', pid]);
  await vi.waitFor(async () => expect(await count(server.url)).toBe(1000), { timeout: 20_000, interval: 100 });
  await server.stop();

  const again = await startEmbeddedPostgres(directory);
  expect(await count(again.url)).toBe(1000);
  await again.stop();
});

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keepPort } from './free.ts';

const folder = mkdtempSync(join(tmpdir(), 'shubbak-port-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a port is kept from one start to the next, until somebody else has it', async () => {
  const path = join(folder, 'deep', 'port');
  const first = await keepPort(path);
  expect(await keepPort(path)).toBe(first);
  const squatter = createServer();
  await new Promise<void>(resolve => void squatter.listen(first, '127.0.0.1', resolve));
  const other = await keepPort(path);
  expect(other).not.toBe(first);
  await new Promise<void>(resolve => void squatter.close(() => resolve()));
  expect(await keepPort(path)).toBe(other);
});

import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const hook = new URL('./register.ts', import.meta.url).href;
const page = fileURLToPath(new URL('./testing/page.tsx', import.meta.url));

/** Runs a file in a new Node process with the hook. The tests themselves may run through Vite, which has its own. */
function runTsx(file: string, ...args: string[]): Promise<{ stdout: string }> {
  return promisify(execFile)(process.execPath, ['--import', hook, file, ...args]);
}

test('a process runs a .tsx file', async () => {
  expect((await runTsx(page)).stdout.trim()).toBe('<h1 lang="ar">شباك</h1>');
});

test('a stack trace names the line of the .tsx file', async () => {
  await expect(runTsx(page, '--throw')).rejects.toThrow(/page\.tsx:13:/);
});

test('a .tsx file that does not parse is refused with its path', async () => {
  const broken = join(await mkdtemp(join(tmpdir(), 'tsx-')), 'broken.tsx');
  await writeFile(broken, 'export const broken = <p>;');
  await expect(runTsx(broken)).rejects.toThrow(/SyntaxError: .*broken\.tsx/);
});

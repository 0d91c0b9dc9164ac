import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const platform = fileURLToPath(new URL('../..', import.meta.url));
const repository = fileURLToPath(new URL('../../../..', import.meta.url));
const output = join(platform, 'dist', 'client');

/** Everything that the browser's bundles are made from. */
const inputs = [
  'apps/platform/src/**/*.{ts,tsx,json,css}',
  'packages/design/src/**/*',
  'package-lock.json',
  'apps/platform/vite.config.ts',
];

/** Builds the browser's bundles (staff screens, islands) unless the ones there were made from the same sources. */
export async function buildClient(): Promise<void> {
  const digest = digestOfInputs();
  const marker = join(output, '.inputs');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === digest) return;
  if (process.env['TRY_NO_BUILD']) return;
  const { build } = await import('vite');
  await build({ configFile: join(platform, 'vite.config.ts'), root: platform, logLevel: 'error' });
  writeFileSync(marker, digest);
}

function digestOfInputs(): string {
  const hash = createHash('sha256');
  const files = inputs.flatMap(pattern => globSync(pattern, { cwd: repository })).toSorted();
  for (const file of files) {
    if (/\.test\.tsx?$/.test(file)) continue;
    const path = join(repository, file);
    try {
      hash.update(file).update('\0').update(readFileSync(path)).update('\0');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    }
  }
  return hash.digest('hex');
}

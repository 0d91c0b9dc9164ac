import { createHash } from 'node:crypto';
import { existsSync, globSync, lstatSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const platform = fileURLToPath(new URL('../..', import.meta.url));
const repository = fileURLToPath(new URL('../../../..', import.meta.url));
const dist = join(platform, 'dist');
/** What web reads at its start: a link to the build of the current sources. */
const served = join(dist, 'client');

/** Everything that the browser's bundles are made from. */
const inputs = [
  'apps/platform/src/**/*.{ts,tsx,json,css}',
  'packages/design/src/**/*',
  'package-lock.json',
  'apps/platform/vite.config.ts',
];

/**
 * Builds the browser's bundles (staff screens, islands) unless there are some made from the same sources. Two starts may
 * build at once: each works in a folder of its own, and what is served changes from one whole build to another.
 */
export async function buildClient(): Promise<void> {
  const name = `client-${digestOfInputs().slice(0, 16)}`;
  const finished = join(dist, name);
  if (!existsSync(finished)) {
    const { build } = await import('vite');
    const outDir = join(dist, `.building-${process.pid}`);
    await build({ configFile: join(platform, 'vite.config.ts'), root: platform, logLevel: 'error', build: { outDir } });
    moveInto(outDir, finished);
  }
  pointTo(name);
}

function moveInto(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    // Another start was as fast with the same sources.
    if (!existsSync(to)) throw error;
    rmSync(from, { recursive: true });
  }
}

/** Makes `dist/client` mean the build called `name`, in one step, and forgets older builds. */
function pointTo(name: string): void {
  if (lstatSync(served, { throwIfNoEntry: false })?.isDirectory()) rmSync(served, { recursive: true });
  if (lstatSync(served, { throwIfNoEntry: false }) && readlinkSync(served) === name) return;
  const link = join(dist, `.link-${process.pid}`);
  rmSync(link, { force: true });
  symlinkSync(name, link);
  renameSync(link, served);
  for (const old of globSync('client-*', { cwd: dist })) {
    if (old !== name) rmSync(join(dist, old), { recursive: true, force: true });
  }
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

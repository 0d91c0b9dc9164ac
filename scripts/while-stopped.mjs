import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { node24, root, run } from './node24.mjs';

const alreadyRunning = 75;

/** Runs one of the platform's programs with this command's arguments, unless the platform runs on the same data; then ends. */
export async function runWhileStopped(program) {
  await ensureInstalled();
  const dataDir = resolve(root, process.env.DATA_DIR || '.data');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  // The platform's own lock: its database cannot be started twice.
  const lock = ['--no-fork', '--nonblock', '--conflict-exit-code', String(alreadyRunning), `${dataDir}/lock`];
  const platform = `${root}apps/platform/src`;
  const command = [node24(), '--import', `${platform}/platform/tsx/register.ts`, `${platform}/processes/${program}.ts`];
  const code = await run('flock', [...lock, ...command, ...process.argv.slice(2)], {
    // npm runs us in the project's folder; a file's path is relative to where the person stands.
    cwd: process.env.INIT_CWD || process.cwd(),
    env: { ...process.env, DATA_DIR: dataDir },
  });
  if (code === alreadyRunning) console.error(`Shubbak is running on ${dataDir}. Stop it, then run this again.`);
  process.exit(code);
}

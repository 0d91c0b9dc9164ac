// npm run install-commune -- FILE.json: installs a commune in a production that is stopped.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { node24, root, run } from './node24.mjs';

const alreadyRunning = 75;

await ensureInstalled();
const dataDir = resolve(root, process.env.DATA_DIR || '.data');
mkdirSync(dataDir, { recursive: true, mode: 0o700 });
// The platform's own lock: its database cannot be started twice.
const lock = ['--no-fork', '--nonblock', '--conflict-exit-code', String(alreadyRunning), `${dataDir}/lock`];
const program = [
  node24(),
  '--import',
  `${root}apps/platform/src/platform/tsx/register.ts`,
  `${root}apps/platform/src/processes/install-commune.ts`,
];
const code = await run('flock', [...lock, ...program, ...process.argv.slice(2)], {
  // npm runs us in the project's folder; the file's path is relative to where the person stands.
  cwd: process.env.INIT_CWD || process.cwd(),
  env: { ...process.env, DATA_DIR: dataDir },
});
if (code === alreadyRunning) console.error(`Shubbak is running on ${dataDir}. Stop it, then run this again.`);
process.exit(code);

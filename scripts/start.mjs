// npm start: installs if needed, then runs the platform under Node 24, alone on its data folder.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { node24, root, run } from './node24.mjs';

const alreadyRunning = 75;

await ensureInstalled();
const dataDir = resolve(root, process.env.DATA_DIR || '.data');
mkdirSync(dataDir, { recursive: true, mode: 0o700 });
// The kernel holds this lock for as long as the platform or one of its children lives, and frees it however they die.
const lock = ['--no-fork', '--timeout', '20', '--conflict-exit-code', String(alreadyRunning), `${dataDir}/lock`];
// When this process dies, even by kill -9, the platform is told to end in order.
const leash = ['setpriv', '--pdeathsig', 'TERM'];
const platform = [
  node24(),
  '--import',
  `${root}apps/platform/src/platform/tsx/register.ts`,
  `${root}apps/platform/src/processes/start.ts`,
];
const code = await run('flock', [...lock, ...leash, ...platform], { env: { ...process.env, DATA_DIR: dataDir } });
if (code === alreadyRunning)
  console.error(`Shubbak is already running on ${dataDir}. Stop it first, or give another DATA_DIR and PORT.`);
process.exit(code);

// npm run demo -- FILE… --out DIR: plays the counter's journey on one's own files, on the running platform or on one
// started for the occasion.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { node24, root, run } from './node24.mjs';

await ensureInstalled();
const dataDir = resolve(root, process.env.DATA_DIR || '.data');
mkdirSync(dataDir, { recursive: true, mode: 0o700 });
const program = [
  '--import',
  `${root}apps/platform/src/platform/tsx/register.ts`,
  `${root}apps/platform/src/processes/demo.ts`,
];
// One demonstration at a time: the first to come may have to start the platform, and the last must end it.
const alone = ['--no-fork', `${dataDir}/demo.lock`, node24()];
// npm runs us in the project's folder; paths on the command line are relative to where the person stands.
const cwd = process.env.INIT_CWD || process.cwd();
process.exit(
  await run('flock', [...alone, ...program, ...process.argv.slice(2)], {
    cwd,
    env: { ...process.env, DATA_DIR: dataDir },
  }),
);

// npm run demo -- FILE… --out DIR: plays the counter's journey on one's own files, on the running platform or on one
// started for the occasion.
import { resolve } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { node24, root, run } from './node24.mjs';

await ensureInstalled();
const dataDir = resolve(root, process.env.DATA_DIR || '.data');
const program = [
  '--import',
  `${root}apps/platform/src/platform/tsx/register.ts`,
  `${root}apps/platform/src/processes/demo.ts`,
];
// npm runs us in the project's folder; paths on the command line are relative to where the person stands.
const cwd = process.env.INIT_CWD || process.cwd();
process.exit(
  await run(node24(), [...program, ...process.argv.slice(2)], { cwd, env: { ...process.env, DATA_DIR: dataDir } }),
);

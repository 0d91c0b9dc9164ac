// npm run new-ring-key: makes the next key of the ring that seals data keys. The platform may be running.
import { resolve } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { node24, root, run } from './node24.mjs';

await ensureInstalled();
const dataDir = resolve(root, process.env.DATA_DIR || '.data');
const register = `${root}apps/platform/src/platform/tsx/register.ts`;
const program = ['--import', register, `${root}apps/platform/src/processes/new-ring-key.ts`];
process.exit(await run(node24(), program, { cwd: root, env: { ...process.env, DATA_DIR: dataDir } }));

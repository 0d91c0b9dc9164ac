// npm test: everything, installing what it needs. `--long` adds what takes longer than a quarter of an hour.
import { ensureInstalled } from './install.mjs';
import { ensureJudges } from './judges.mjs';
import { node24, root, run } from './node24.mjs';

await ensureInstalled();
ensureJudges();
process.exit(await run(node24(), [`${root}scripts/test.ts`, ...process.argv.slice(2)]));

// npm run test:pkcs11: signs with keys in SoftHSM, through everything that a hardware module would go through. Not a part
// of npm test, because it compiles a library.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ensurePkcs11, pkcs11Folder } from './install-pkcs11.mjs';
import { ensureJudges, ensurePrograms } from './judges.mjs';
import { node24, root, run } from './node24.mjs';

await ensureInstalled();
ensureJudges();
ensurePrograms({
  'softhsm2-util': 'softhsm2',
  'pkcs11-tool': 'opensc',
  'g++': 'g++',
  make: 'make',
  python3: 'python3',
});
if ((await ensurePkcs11()) !== 0) process.exit(1);
const folder = mkdtempSync(join(tmpdir(), 'shubbak-pkcs11-'));
const report = join(folder, 'report.json');
const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
await run(node24(), [`${root}node_modules/vitest/vitest.mjs`, 'run', '.pkcs11.test.ts', ...options], {
  env: { ...process.env, SHUBBAK_TEST_PKCS11: pkcs11Folder },
});
const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
rmSync(folder, { recursive: true });
// A file that could not be loaded has no test to fail: it counts as one failure itself.
const statuses = testResults.flatMap(({ status, assertionResults }) =>
  assertionResults.length === 0 ? [status] : assertionResults.map(test => test.status),
);
const passed = statuses.filter(status => status === 'passed').length;
console.log(`\n${passed} passed, ${statuses.length - passed} failed`);
process.exit(passed === statuses.length && passed > 0 ? 0 : 1);

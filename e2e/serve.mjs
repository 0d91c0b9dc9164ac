// Starts the platform as a newcomer would, on a data folder that is empty at each run.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { E2E_DATA_DIR: dataDir } = process.env;
rmSync(dataDir, { recursive: true, force: true });
const platform = spawn(process.execPath, [`${root}scripts/start.mjs`], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, DATA_DIR: dataDir, PUBLIC_URL: `http://localhost:${process.env.PORT}` },
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => platform.kill('SIGTERM'));
platform.on('exit', code => process.exit(code ?? 1));

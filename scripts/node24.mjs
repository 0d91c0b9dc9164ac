// A fresh machine has Node 20; Shubbak runs TypeScript directly, which needs Node 24. npm brings that runtime as an
// ordinary dependency, so nothing is installed on the machine itself. Usage: node scripts/node24.mjs FILE.ts [ARG…]
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Path of the Node 24 binary: this process's own when it is new enough, else the one npm installed. */
export function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const path = `${root}node_modules/node-linux-${process.arch}/bin/node`;
  if (existsSync(path)) return path;
  console.error(
    `Shubbak needs Node 24 and found none for ${process.platform}-${process.arch}. Run "npm ci" on Linux x64 or arm64.`,
  );
  process.exit(1);
}

/** Runs a command in the foreground, hands it our signals, resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise(resolve => {
    const child = spawn(command, args, { stdio: 'inherit', cwd: root, ...options });
    const forward = signal => child.kill(signal);
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve(signal ? 1 : (code ?? 1));
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exit(await run(node24(), process.argv.slice(2), { cwd: process.cwd() }));
}

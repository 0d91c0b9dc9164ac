#!/usr/bin/env node
// The package is TypeScript, which Node 24 runs as it is. Where an older Node starts this, the workspace’s own Node 24 goes on.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../src/cli/main.ts', import.meta.url);
if (Number(process.versions.node.split('.')[0]) >= 24) await import(main.href);
else {
  const node = fileURLToPath(new URL(`../../../node_modules/node-linux-${process.arch}/bin/node`, import.meta.url));
  if (!existsSync(node)) {
    process.stderr.write(`pades needs Node 24; this is ${process.version}.\n`);
    process.exit(2);
  }
  const { status } = spawnSync(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(status ?? 2);
}

// Installs what package-lock.json says, once: a marker remembers the lockfile that node_modules was made from, so a
// second start costs nothing. Runs on the machine's own Node (20 or later), before Node 24 is there.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { root, run } from './node24.mjs';

const marker = `${root}node_modules/.shubbak-lockfile`;

/** Makes node_modules match the lockfile. Ends the process with a sentence when npm could not. */
export async function ensureInstalled() {
  const digest = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === digest) return;
  console.log('Installing dependencies (the first start only)…');
  // Not `npm ci`: it insists on binaries for systems that a registry may not carry and that this machine never needs.
  // Versions and digests come from the lockfile all the same, which `--no-save` leaves as it is.
  const code = await run('npm', ['install', '--no-save', '--loglevel=error', '--no-audit', '--no-fund']);
  if (code !== 0) {
    console.error('npm install failed. Check the network, then run the same command again: nothing else was changed.');
    process.exit(1);
  }
  writeFileSync(marker, digest);
}

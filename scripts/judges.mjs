// Programs that judge what Shubbak makes: they are never part of what ships, so npm cannot bring them.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const judges = {
  chromium: 'chromium',
  qpdf: 'qpdf',
  pdfsig: 'poppler-utils',
  openssl: 'openssl',
  zbarimg: 'zbar-tools',
};
const onPath = program => (process.env.PATH ?? '').split(':').some(folder => existsSync(`${folder}/${program}`));

/** Installs the missing judges, as `ensurePrograms` does. */
export function ensureJudges() {
  ensurePrograms(judges);
}

/**
 * Installs with apt the packages of those programs (`{program: package}`) that are missing, when we are root; otherwise
 * says what to install and ends.
 */
export function ensurePrograms(programs) {
  const missing = [
    ...new Set(
      Object.keys(programs)
        .filter(program => !onPath(program))
        .map(program => programs[program]),
    ),
  ];
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    console.error(`The tests need these Debian packages:\n  sudo apt-get install ${missing.join(' ')}`);
    process.exit(1);
  }
  console.log(`Installing ${missing.join(', ')}…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

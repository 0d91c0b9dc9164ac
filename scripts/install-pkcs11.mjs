// npm run install-pkcs11: compiles the library that speaks to hardware modules, in a folder of its own, which later
// installs leave alone. Nothing else needs it.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { root, run } from './node24.mjs';

const version = '2.1.7';

/** Folder of the compiled library. */
export const pkcs11Folder = `${root}.pkcs11`;

/** Installs the library unless it is there; resolves with npm's exit code. */
export async function ensurePkcs11() {
  if (existsSync(`${pkcs11Folder}/node_modules/pkcs11js/build/Release/pkcs11.node`)) return 0;
  console.log('Compiling pkcs11js (needs g++, make and python3)…');
  mkdirSync(pkcs11Folder, { recursive: true });
  // A package of its own: npm would otherwise take the folder for a part of the one around it. The version is pinned and its
  // script, which only compiles, is allowed by name.
  const manifest = { name: 'shubbak-pkcs11', private: true, allowScripts: { [`pkcs11js@${version}`]: true } };
  writeFileSync(`${pkcs11Folder}/package.json`, `${JSON.stringify(manifest)}\n`);
  const options = ['--save-exact', '--loglevel=error', '--no-audit', '--no-fund'];
  return run('npm', ['install', `pkcs11js@${version}`, ...options], { cwd: pkcs11Folder });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const code = await ensurePkcs11();
  if (code === 0) console.log(`pkcs11js is in ${pkcs11Folder}.`);
  else
    console.error(
      'pkcs11js could not be installed: on Debian, "apt-get install g++ make python3", then run this again.',
    );
  process.exit(code);
}

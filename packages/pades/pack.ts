// npm run pack -w @shubbak/pades [-- FOLDER]: a tarball that `npm install` takes anywhere. Node runs no TypeScript of installed
// packages, so it carries plain JavaScript with types beside it.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = `${here}dist`;
const destination = process.argv[2] ?? here;

interface Manifest {
  readonly exports: Readonly<Record<string, string>>;
}

/** `./src/index.ts` as it stands in the tarball. */
function builtEntry(source: string): { readonly types: string; readonly default: string } {
  const stem = source.replace(/\.ts$/, '');
  return { types: `${stem}.d.ts`, default: `${stem}.js` };
}

rmSync(dist, { recursive: true, force: true });
const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
execFileSync(process.execPath, [compiler, '-p', `${here}tsconfig.build.json`], { stdio: 'inherit' });
const { scripts: _scripts, ...manifest } = JSON.parse(readFileSync(`${here}package.json`, 'utf8')) as Manifest & {
  readonly scripts: unknown;
};
const exports = Object.fromEntries(Object.entries(manifest.exports).map(([name, file]) => [name, builtEntry(file)]));
const published = { ...manifest, private: undefined, engines: { node: '>=24' }, exports };
writeFileSync(`${dist}/package.json`, `${JSON.stringify(published, null, 2)}\n`);
mkdirSync(`${dist}/bin`);
writeFileSync(`${dist}/bin/pades.mjs`, "#!/usr/bin/env node\nimport '../src/cli/main.js';\n", { mode: 0o755 });
for (const file of ['README.md', 'docs']) cpSync(`${here}${file}`, `${dist}/${file}`, { recursive: true });
process.stdout.write(execFileSync('npm', ['pack', '--silent', '--pack-destination', destination], { cwd: dist }));

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { root, signPaper } from './src/fixtures/officer.ts';
import { createPaper } from './src/fixtures/paper.ts';
import { certificatePem } from './src/testing/certificate.ts';

it('packs a tarball that works where only Node is: as a library, and as a command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pades-'));
  try {
    const pack = fileURLToPath(new URL('pack.ts', import.meta.url));
    const tarball = execFileSync(process.execPath, [pack, folder], { encoding: 'utf8' }).trim();
    const installed = join(folder, 'node_modules/@shubbak/pades');
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', join(folder, tarball), '--strip-components=1', '-C', installed]);
    writeFileSync(join(folder, 'signed.pdf'), signPaper(createPaper()));
    writeFileSync(join(folder, 'root.pem'), certificatePem(root.certificate));
    const program =
      "import { validate } from '@shubbak/pades'; import '@shubbak/pades/testing'; console.log(typeof validate);";
    const library = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([library.stdout, library.stderr]).toEqual(['function\n', '']);
    const args = ['verify', 'signed.pdf', '--trust', 'root.pem', '--revocation', 'if-available'];
    const command = spawnSync(process.execPath, [join(installed, 'bin/pades.mjs'), ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([command.status, command.stderr]).toEqual([0, '']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

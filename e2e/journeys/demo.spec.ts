import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { scannedPaper } from '../counter.ts';
import { expectArchived, expectRevisionOf, expectSealed, readBarcodes } from '../judges.ts';
import { dataDir } from '../platform.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shubbak-demo-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs `npm run demo -- …` from the folder, as a person would. */
function demo(...words: readonly string[]): Promise<{ readonly code: number | null; readonly lines: string[] }> {
  const child = spawn('npm', ['run', '--silent', '--prefix', root, 'demo', '--', ...words], {
    cwd: folder,
    env: { ...process.env, DATA_DIR: dataDir, INIT_CWD: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let written = '';
  child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
  return new Promise(resolve =>
    child.on('close', code => resolve({ code, lines: written.split('\n').filter(line => line !== '') })),
  );
}

test('« npm run demo -- FILE… --out DIR » : une ligne JSON par acte, sur la plateforme qui tourne', async ({
  page,
}) => {
  await writeFile(join(folder, 'attestation.jpg'), scannedPaper('ar'));
  const { code, lines } = await demo('attestation.jpg', '--out', 'sealed', '--language', 'ar');
  expect(code).toBe(0);
  expect(lines).toHaveLength(1);
  const made = JSON.parse(lines[0] ?? '') as Record<'number' | 'code' | 'verifyUrl' | 'file' | 'sha256', string>;
  const pdf = await readFile(join(folder, made.file));
  expect(createHash('sha256').update(pdf).digest('hex')).toBe(made.sha256);
  await expectSealed(pdf);
  expect(await readBarcodes(pdf)).toContain(made.verifyUrl);
  await page.goto(made.verifyUrl);
  await expect(page.getByText(made.number)).toBeVisible();
  // The worker adds what keeps it verifiable, as a further revision: what was handed out before is its beginning.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('La vérification à long terme', { exact: true })).toBeVisible({ timeout: 1000 });
  }).toPass();
  const archived = await (await page.request.post(made.verifyUrl)).body();
  await expectArchived(archived);
  await expectRevisionOf(pdf, archived);
});

test('« tout fichier refusé donne {"refused", "message"} et une sortie non nulle » : les autres sont faits', async () => {
  await writeFile(join(folder, 'bonne.jpg'), scannedPaper('fr'));
  await writeFile(join(folder, 'vide.pdf'), '');
  await writeFile(join(folder, 'faux.pdf'), 'ceci n’est pas un PDF');
  const { code, lines } = await demo('vide.pdf', 'bonne.jpg', 'faux.pdf', 'absente.jpg', '--out', 'sealed');
  expect(code).toBe(1);
  const said = lines.map(line => JSON.parse(line) as Record<string, string>);
  expect(said.map(({ refused }) => refused !== undefined)).toEqual([true, false, true, true]);
  for (const { refused, message } of said.filter(line => 'refused' in line)) {
    expect(refused).toMatch(/^[a-z]+\.[a-z-]+$/);
    expect(message).not.toBe('');
  }
});

test('« npm run demo » sans fichier dit comment s’en servir', async () => {
  const { code, lines } = await demo();
  expect(code).toBe(2);
  expect(lines).toEqual([]);
});

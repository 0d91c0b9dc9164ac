import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPapers } from './papers.ts';
import { act, draft, long } from './specimens.ts';

const run = promisify(execFile);
const papers = createPapers();
const a4 = { width: 210, height: 297 };
let folder: string;
let scan: Uint8Array;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'papers-'));
  const sheet = { create: { width: 827, height: 1169, channels: 3 as const, background: '#f4f1e8' } };
  scan = await sharp(sheet).jpeg().toBuffer();
});
afterAll(async () => {
  await papers.close();
  await rm(folder, { recursive: true });
});

async function save(pdf: Uint8Array): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.pdf`);
  await writeFile(path, pdf);
  return path;
}

const textOf = async (pdf: Uint8Array) => (await run('pdftotext', ['-layout', await save(pdf), '-'])).stdout;

describe('stamp', () => {
  it('is one clean page cut to the size that was announced', async () => {
    const pdf = await papers.stamp(act, 'ar+fr');
    const path = await save(pdf);
    await run('qpdf', ['--check', path]);
    const { stdout } = await run('pdfinfo', [path]);
    const { width, height } = await papers.stampSize(act, 'ar+fr');
    const [, w, h] = stdout.match(/Page size:\s+([\d.]+) x ([\d.]+) pts/) ?? [];
    expect(stdout).toMatch(/Pages:\s+1\n/);
    expect(Number(w)).toBeCloseTo((width * 72) / 25.4, 2);
    expect(Number(h)).toBeCloseTo((height * 72) / 25.4, 2);
  });

  it('never reverses a number inside Arabic', async () => {
    const text = await textOf(await papers.stamp(act, 'ar'));
    for (const whole of ['2026/MAA-03/000127', '10/11/2026', '2026/DEL-MAA/014', 'BK482913', '7K3D 9QTM X2WR 5HCA'])
      expect(text).toContain(whole);
  });

  it('has the same size as a draft and as an act, so that the place agreed on the draft holds', async () => {
    expect(await papers.stampSize(draft, 'ar+fr')).toEqual(await papers.stampSize(act, 'ar+fr'));
    expect(await papers.stampSize({ ...long, number: null, code: null, instant: null }, 'ar')).toEqual(
      await papers.stampSize(long, 'ar'),
    );
  });

  it('gives the same bytes for the same act', async () => {
    expect(Buffer.from(await papers.stamp(act, 'ar+fr')).equals(await papers.stamp(act, 'ar+fr'))).toBe(true);
  });
});

describe('scanned pages', () => {
  it('keep the bytes of the scan, and carry code, number and page', async () => {
    const path = await save(await papers.scannedPages([{ jpeg: scan, ...a4, layout: 'over' }], act));
    await run('qpdf', ['--check', path]);
    await run('pdfimages', ['-j', path, join(folder, 'image')]);
    expect((await readFile(join(folder, 'image-000.jpg'))).equals(scan)).toBe(true);
    const { stdout } = await run('pdftotext', ['-layout', path, '-']);
    expect(stdout).toContain('7K3D 9QTM X2WR 5HCA');
    expect(stdout).toContain('2026/MAA-03/000127');
  });
});

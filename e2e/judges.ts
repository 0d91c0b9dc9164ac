import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';

const run = promisify(execFile);

/** Lends a folder with the PDF in it. */
async function withFile<T>(pdf: Uint8Array, use: (path: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'shubbak-journey-'));
  try {
    const path = join(folder, 'paper.pdf');
    await writeFile(path, pdf);
    return await use(path, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a program says, whatever it ends with: some judges end with a warning for a DEMO authority. */
async function sayingsOf(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run(program, args).catch((error: { stdout: string; stderr: string }) => error);
  return `${stdout}${stderr}`;
}

/** Fails unless qpdf finds the file sound. */
export async function expectSound(pdf: Uint8Array): Promise<void> {
  expect(Buffer.from(pdf.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
  await withFile(pdf, async path => {
    const said = await sayingsOf('qpdf', '--check', path);
    expect(said).toContain('No syntax or stream encoding errors found');
    expect(said).not.toContain('WARNING');
  });
}

/**
 * Fails unless the file is sound and poppler finds that many signatures, all valid, the last over the whole of it or followed by
 * a document timestamp that is: which of the two depends on how far the worker is.
 */
export async function expectSealed(pdf: Uint8Array, signatures = 1): Promise<void> {
  await expectSound(pdf);
  const found = await signaturesOf(pdf);
  const [signed, stamps] = [found.slice(0, signatures), found.slice(signatures)];
  expect(signed).toHaveLength(signatures);
  for (const each of signed) expect(each).toContain('Signature Validation: Signature is Valid.');
  expect(stamps.length).toBeLessThanOrEqual(1);
  for (const stamp of stamps) expect(stamp).toContain('DEMO TSA');
  expect(found.at(-1)).toContain('Total document signed');
}

/**
 * Fails unless the file is the one that was sealed, octet for octet: itself, or a later revision of it, of which it is the
 * beginning, as the worker adds what keeps it verifiable.
 */
export async function expectRevisionOf(sealed: Uint8Array, pdf: Uint8Array): Promise<void> {
  expect(Buffer.compare(pdf.subarray(0, sealed.length), sealed)).toBe(0);
  await expectSealed(pdf);
}

/** Fails unless the sealed file has reached its long-term form: a document timestamp covers it whole. */
export async function expectArchived(pdf: Uint8Array): Promise<void> {
  await expectSealed(pdf);
  expect(await signaturesOf(pdf)).toHaveLength(2);
}

/** What poppler says of each signature, in their order. It names document timestamps, and cannot judge them. */
async function signaturesOf(pdf: Uint8Array): Promise<readonly string[]> {
  return withFile(pdf, async path => (await sayingsOf('pdfsig', '-nocert', path)).split(/^Signature #/m).slice(1));
}

/** The text of a PDF, line by line, without the marks of direction that the reader's eye does not see. */
export async function readText(pdf: Uint8Array): Promise<string> {
  return withFile(pdf, async path => {
    const { stdout } = await run('pdftotext', ['-layout', path, '-']);
    return stdout.replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
  });
}

/** What a telephone reads in the barcodes of a page (from 1) printed at 150 dots per inch. */
export async function readBarcodes(pdf: Uint8Array, page = 1): Promise<readonly string[]> {
  return withFile(pdf, async (path, folder) => {
    const picture = join(folder, 'page');
    await run('pdftoppm', ['-r', '150', '-png', '-singlefile', '-f', String(page), path, picture]);
    // It ends with 4 when there is none.
    const { stdout } = await run('zbarimg', ['--quiet', '--raw', `${picture}.png`]).catch(
      (error: { code: number; stdout: string }) => (error.code === 4 ? error : Promise.reject(error)),
    );
    return stdout.split('\n').filter(line => line !== '');
  });
}

/** What a telephone reads in the barcodes of a picture (PNG) of a screen. */
export async function readPictureCodes(png: Uint8Array): Promise<readonly string[]> {
  return withFile(png, async path => {
    const { stdout } = await run('zbarimg', ['--quiet', '--raw', path]);
    return stdout.split('\n').filter(line => line !== '');
  });
}

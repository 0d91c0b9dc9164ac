import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

// Judges of a PDF that are not ours: qpdf, poppler, zxing's reader.

const run = promisify(execFile);
const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

/** Runs `use` with a folder that holds the PDF as `paper.pdf`, and removes it afterwards. */
async function withFile<T>(pdf: Uint8Array, use: (path: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'papers-'));
  try {
    const path = join(folder, 'paper.pdf');
    await writeFile(path, pdf);
    return await use(path, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Output of a command line program on the PDF; `PDF` stands for its path. Rejects when the program fails. */
export async function judge(pdf: Uint8Array, program: string, ...args: string[]): Promise<string> {
  const options = { maxBuffer: 64 * 1024 * 1024 };
  return withFile(
    pdf,
    async path =>
      (
        await run(
          program,
          args.map(arg => (arg === 'PDF' ? path : arg)),
          options,
        )
      ).stdout,
  );
}

/** A page rendered in grey by poppler, as PNG. */
export async function render(pdf: Uint8Array, resolution: number, page = 1): Promise<Buffer> {
  return withFile(pdf, async (path, folder) => {
    const pages = ['-f', String(page), '-l', String(page)];
    await run('pdftoppm', [
      '-r',
      String(resolution),
      ...pages,
      '-gray',
      '-png',
      '-singlefile',
      path,
      join(folder, 'page'),
    ]);
    return readFile(join(folder, 'page.png'));
  });
}

/** The first image of a PDF that is stored as JPEG, byte for byte. */
export async function firstJpeg(pdf: Uint8Array): Promise<Buffer> {
  return withFile(pdf, async (path, folder) => {
    await run('pdfimages', ['-j', path, join(folder, 'image')]);
    return readFile(join(folder, 'image-000.jpg'));
  });
}

/** What the QR code of a page says on a 150 dpi scan; undefined when it cannot be read. */
export async function readQr(pdf: Uint8Array, page = 1): Promise<string | undefined> {
  const [code] = await readBarcodes(new Uint8Array(await render(pdf, 150, page)), {
    formats: ['QRCode'],
    maxNumberOfSymbols: 1,
    tryInvert: false,
    tryRotate: false,
  });
  return code?.text;
}

/** A word as poppler places it: points from the top left corner. */
export interface PlacedWord {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Every word of the first page with its box. */
export async function placedWords(pdf: Uint8Array): Promise<PlacedWord[]> {
  const html = await judge(pdf, 'pdftotext', '-bbox', '-l', '1', 'PDF', '-');
  const words = html.matchAll(
    /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g,
  );
  return [...words].map(([, left, top, right, bottom, text]) => ({
    text: text ?? '',
    left: Number(left),
    top: Number(top),
    right: Number(right),
    bottom: Number(bottom),
  }));
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

/** A QR code as the runs of its dark modules: `[x, y, length]`, without quiet zone. */
export interface QrCode {
  readonly modules: number;
  readonly runs: readonly (readonly [x: number, y: number, length: number])[];
}

let prepared = false;

// In Node the library would fetch its WebAssembly over the network; it is handed the file of the package instead.
function prepare(): void {
  if (prepared) return;
  const path = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(path)).buffer } });
  prepared = true;
}

/**
 * The QR code (ISO/IEC 18004) of `content`. Level M: at 22 mm an address of 70 characters has modules over 0.5 mm, and every
 * simulated scan from 100 dpi up was read. Throws when the content is too long for a QR code.
 */
export async function encodeQr(content: string): Promise<QrCode> {
  prepare();
  const { symbol, error } = await writeBarcode(content, {
    format: 'QRCode',
    options: 'ecLevel=M',
    addQuietZones: false,
    scale: 1,
  });
  if (error) throw new Error(`QR code: ${error}`);
  return { modules: symbol.width, runs: darkRuns(symbol.data, symbol.width) };
}

function darkRuns(modules: Uint8ClampedArray | Uint8Array, width: number): QrCode['runs'] {
  const runs: [number, number, number][] = [];
  for (const [index, value] of modules.entries()) {
    if (value !== 0) continue;
    const [x, y] = [index % width, Math.floor(index / width)];
    const last = runs.at(-1);
    if (last && last[1] === y && last[0] + last[2] === x) last[2]++;
    else runs.push([x, y, 1]);
  }
  return runs;
}

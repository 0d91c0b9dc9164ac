// Signs one file and tells how long it took and how much memory: `large-child.ts pades|libpdf INPUT OUTPUT`.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { processorTimeOf } from '../measure.ts';
import type { LargeResult } from './large.ts';
import { issueSigner, noAuthority, openPades } from './signer.ts';

const [name, input = '', output = ''] = process.argv.slice(2);
const sign = name === 'pades' ? openOurs() : await openPeer();
const pdf = readFileSync(input);
let segments: Uint8Array[] = [];
const milliseconds = await processorTimeOf(1, async () => {
  segments = await sign(pdf);
});
const file = openSync(output, 'w');
for (const segment of segments) writeAll(file, segment);
closeSync(file);
const result: LargeResult = { milliseconds, peak: peakMemory() };
process.send?.(result);

function openOurs(): (octets: Uint8Array) => Uint8Array[] {
  const pades = openPades(issueSigner(), noAuthority);
  return octets => pades.signSegments(octets);
}

/** Loaded by whoever needs it: a library that is loaded takes memory too. */
async function openPeer(): Promise<(octets: Uint8Array) => Promise<Uint8Array[]>> {
  const { openLibpdf } = await import('../libpdf.ts');
  const { key, chain } = issueSigner();
  const libpdf = await openLibpdf(key, chain, noAuthority.url);
  return async octets => [await libpdf.signBB(octets)];
}

function writeAll(descriptor: number, octets: Uint8Array): void {
  for (let written = 0; written < octets.length; ) written += writeSync(descriptor, octets, written);
}

/** The most memory that this program has had: `maxRSS` of getrusage(2) would count that of the parent before exec. */
function peakMemory(): number {
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kibibytes) * 1024;
}

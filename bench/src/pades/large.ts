import { fork } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interleave, processorTimeOf } from '../measure.ts';
import { printMetric } from '../metric.ts';
import { imagePaper } from './paper.ts';

/** Octets of the large file. */
const size = 200 * 2 ** 20;
const rounds = 3;

/** Who signs in the child. */
type LargeSigner = 'pades' | 'libpdf';

/** What the child tells when it is done. */
export interface LargeResult {
  /** Processor time from the file's octets in memory to those of the signed one. */
  readonly milliseconds: number;
  /** The most memory that the process has had, in octets. */
  readonly peak: number;
}

/** Signs a file of 200 MB in a process of its own, that reads it and writes the signed one, beside the peer in another. */
export async function benchLarge(folder: string): Promise<void> {
  const input = join(folder, 'large.pdf');
  writeFileSync(input, imagePaper(randomFillSync(new Uint8Array(size))));
  const peaks = { pades: [] as number[], libpdf: [] as number[] };
  const contestant = (signer: LargeSigner) => async (): Promise<number> => {
    const { milliseconds, peak } = await signInChild(signer, input, join(folder, 'large-signed.pdf'));
    peaks[signer].push(peak);
    return milliseconds;
  };
  const octets = readFileSync(input);
  const measured = await interleave(
    {
      pades: contestant('pades'),
      libpdf: contestant('libpdf'),
      hash: () => processorTimeOf(1, () => createHash('sha256').update(octets).digest()),
    },
    rounds,
  );
  const sign = { metric: 'pades.large.sign', value: measured.pades, unit: 'ms' };
  printMetric({ ...sign, peer: '@libpdf/core sign() of the same 200 MiB', peerValue: measured.libpdf });
  printMetric({ ...sign, peer: 'SHA-256 of the same octets and nothing else', peerValue: measured.hash });
  const peak = { metric: 'pades.large.peak-memory', value: Math.max(...peaks.pades), unit: 'octets' };
  printMetric({ ...peak, peer: 'allowed: 1.3 × the file + 100 MB', peerValue: 1.3 * size + 100e6 });
  printMetric({ ...peak, peer: '@libpdf/core', peerValue: Math.max(...peaks.libpdf) });
}

function signInChild(signer: LargeSigner, input: string, output: string): Promise<LargeResult> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('large-child.ts', import.meta.url), [signer, input, output]);
    let result: LargeResult | undefined;
    child.on('message', (message: LargeResult) => {
      result = message;
    });
    child.on('error', reject);
    child.on('exit', code => (result ? resolve(result) : reject(new Error(`${signer} ended with ${code}`))));
  });
}

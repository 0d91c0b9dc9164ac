import { createHash, randomFillSync } from 'node:crypto';
import { augment, validate } from '@shubbak/pades';
import { openPki, type Pki } from '../../conformance/pki.ts';
import { sign } from '../../conformance/sign.ts';
import { interleave, processorTimeOf } from '../measure.ts';
import { printMetric } from '../metric.ts';
import { imagePaper, textPaper } from './paper.ts';

const rounds = 5;
/** Octets of the file that is judged for the sake of hashing. */
const largeSize = 100 * 2 ** 20;

/** Judging: how near to the hash that it cannot do without, and how long for a paper that many have signed. */
export async function benchJudging(folder: string): Promise<void> {
  const pki = await openPki(folder);
  const large = await sign(imagePaper(randomFillSync(new Uint8Array(largeSize))), pki.signer('p256'), undefined);
  const several = await archivedAfterFive(pki, textPaper(2));
  await pki.close();
  const options = { trust: [pki.root], crls: [pki.crl()] };
  if (validate(several, options).indication !== 'TOTAL-PASSED') throw new Error('not a file that passes');
  const hash = (pdf: Uint8Array) => () => createHash('sha256').update(pdf).digest();
  const measured = await interleave(
    {
      large: () => processorTimeOf(1, () => validate(large, options)),
      'large hash': () => processorTimeOf(1, hash(large)),
      several: () => processorTimeOf(5, () => validate(several, options)),
      'several hash': () => processorTimeOf(5, hash(several)),
    },
    rounds,
  );
  const speed = (octets: number, milliseconds: number): number => octets / 1e6 / (milliseconds / 1000);
  printMetric({
    metric: 'pades.validate.hashing',
    value: speed(large.length, measured.large),
    unit: 'MB/s',
    peer: `SHA-256 of the same ${large.length} octets and nothing else`,
    peerValue: speed(large.length, measured['large hash']),
  });
  printMetric({
    metric: 'pades.validate.five-signatures-B-LTA',
    value: measured.several,
    unit: 'ms',
    peer: `SHA-256 of the same ${several.length} octets`,
    peerValue: measured['several hash'],
  });
}

/** Five people sign one after the other, each with a timestamp, then the archive’s timestamp. */
async function archivedAfterFive(pki: Pki, paper: Uint8Array): Promise<Uint8Array> {
  const { timestamps, revocation } = pki;
  let pdf = paper;
  for (let count = 0; count < 5; count++) pdf = await sign(pdf, pki.signer('p256'), timestamps);
  const options = { to: 'B-LTA', trust: [pki.root], clock: () => new Date(), timestamps, revocation } as const;
  return (await augment(pdf, options)).toBytes();
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoAuthority } from '../../../apps/platform/src/adapters/timestamps/index.ts';
import { type Libpdf, openLibpdf } from '../libpdf.ts';
import { bindToCore, opensslSignatures } from '../limits.ts';
import { interleave, now, processorTimeOf } from '../measure.ts';
import { printMetric } from '../metric.ts';
import { scanPages } from '../scan.ts';
import { benchJudging } from './judging.ts';
import { benchLarge } from './large.ts';
import { imagePaper, textPaper } from './paper.ts';
import { issueSigner, openPades, type Pades } from './signer.ts';
import { openSignpdf } from './signpdf.ts';

const rounds = 5;
const times = 100;
/** Signatures with a timestamp wait for the authority: fewer of them. */
const timesWithTimestamp = 20;

/**
 * Signing and judging alone, without a platform around them, beside the peers and the limits of the machine. Everything
 * is processor time of one core.
 */
export async function benchPades(): Promise<void> {
  bindToCore(0);
  const folder = mkdtempSync(join(tmpdir(), 'shubbak-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const authority = await startDemoAuthority({ mode: 'demo', dataDir: folder, clock: () => new Date() });
  const signer = issueSigner();
  const pades = openPades(signer, authority);
  const libpdf = await openLibpdf(signer.key, signer.chain, authority.url);
  await benchScan(pades, libpdf);
  await authority.stop();
  await benchThousandPages(pades, libpdf);
  await benchJudging(folder);
  await benchLarge(folder);
}

/** A file of one scanned page of about 250 kB. */
async function benchScan(pades: Pades, libpdf: Libpdf): Promise<void> {
  const [scan] = await scanPages(1);
  if (!scan) throw new Error('no page');
  const pdf = imagePaper(scan);
  const prepared = pades.prepare(pdf);
  const digest = prepared.digest();
  const signpdf = openSignpdf(hashed => pades.cms(hashed), prepared.contents.length);
  // Signers sign all day.
  const signers = [() => pades.signSegments(pdf), () => libpdf.signBB(pdf), () => signpdf(pdf)];
  for (const sign of signers) await warm(sign);
  const measured = await interleave(
    {
      openssl: async () => 1000 / (await opensslSignatures()),
      cms: () => processorTimeOf(times, () => pades.cms(digest)),
      'our B-B': () => processorTimeOf(times, () => pades.signSegments(pdf)),
      'our B-B in one piece': () => processorTimeOf(times, () => pades.signBB(pdf)),
      'libpdf B-B': () => processorTimeOf(times, () => libpdf.signBB(pdf)),
      signpdf: () => processorTimeOf(times, () => signpdf(pdf)),
      'our B-T': () => processorTimeOf(timesWithTimestamp, () => pades.signBT(pdf)),
      'libpdf B-T': () => processorTimeOf(timesWithTimestamp, () => libpdf.signBT(pdf)),
    },
    rounds,
  );
  const raw = { peer: 'openssl speed ecdsap256, one signature', peerValue: measured.openssl };
  printMetric({ metric: 'pades.sign-and-build-cms', value: measured.cms, unit: 'ms', ...raw });
  const rate = { metric: 'pades.signatures.B-B', value: 1000 / measured['our B-B'], unit: '1/s' };
  const same = `of the same ${pdf.length} octets`;
  printMetric({ ...rate, peer: `@libpdf/core sign() ${same}`, peerValue: 1000 / measured['libpdf B-B'] });
  printMetric({ ...rate, peer: `pdf-lib and @signpdf, our CMS, ${same}`, peerValue: 1000 / measured.signpdf });
  printMetric({ ...rate, peer: 'openssl speed ecdsap256', peerValue: 1000 / measured.openssl });
  printMetric({ ...rate, peer: 'the same put into one piece', peerValue: 1000 / measured['our B-B in one piece'] });
  printMetric({
    metric: 'pades.signatures.B-T',
    value: 1000 / measured['our B-T'],
    unit: '1/s',
    peer: `@libpdf/core sign() ${same}`,
    peerValue: 1000 / measured['libpdf B-T'],
  });
}

/** Does a work for two seconds: what the compiler has not seen often, it has not made fast. */
async function warm(work: () => unknown): Promise<void> {
  for (const end = now() + 2000; now() < end; ) await work();
}

/** A file of very many objects, of which a signature needs three. */
async function benchThousandPages(pades: Pades, libpdf: Libpdf): Promise<void> {
  const pdf = textPaper(1000);
  const measured = await interleave(
    {
      ours: () => processorTimeOf(3, () => pades.signBB(pdf)),
      theirs: () => processorTimeOf(3, () => libpdf.signBB(pdf)),
    },
    rounds,
  );
  printMetric({
    metric: 'pades.thousand-pages.sign',
    value: measured.ours,
    unit: 'ms',
    peer: `@libpdf/core sign() of the same ${pdf.length} octets`,
    peerValue: measured.theirs,
  });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoAuthority } from '../../../apps/platform/src/adapters/timestamps/index.ts';
import { openLibpdf } from '../libpdf.ts';
import { bindToCore, opensslSignatures } from '../limits.ts';
import { interleave, timeOf } from '../measure.ts';
import { printMetric } from '../metric.ts';
import { scanPages } from '../scan.ts';
import { imagePaper } from './paper.ts';
import { issueSigner, openPades } from './signer.ts';

const rounds = 5;
const times = 10;

/** The signature alone, without a platform around it: a file of one page of about 250 kB, beside the peer and a raw signature. */
export async function benchPades(): Promise<void> {
  bindToCore(0);
  const [scan] = await scanPages(1);
  if (!scan) throw new Error('no page');
  const pdf = imagePaper(scan);
  const folder = mkdtempSync(join(tmpdir(), 'shubbak-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const authority = await startDemoAuthority({ mode: 'demo', dataDir: folder, clock: () => new Date() });
  const signer = issueSigner();
  const pades = openPades(signer, authority);
  const libpdf = await openLibpdf(signer.key, signer.chain, authority.url);
  const digest = pades.prepare(pdf).digest();
  const measured = await interleave(
    {
      openssl: async () => 1000 / (await opensslSignatures()),
      cms: () => timeOf(times, () => pades.cms(digest)),
      'our B-B': () => timeOf(times, () => pades.signBB(pdf)),
      'their B-B': () => timeOf(times, () => libpdf.signBB(pdf)),
      'our B-T': () => timeOf(times, () => pades.signBT(pdf)),
      'their B-T': () => timeOf(times, () => libpdf.signBT(pdf)),
    },
    rounds,
  );
  await authority.stop();
  const raw = { peer: 'openssl speed ecdsap256, one signature', peerValue: measured.openssl };
  printMetric({ metric: 'pades.sign-and-build-cms', value: measured.cms, unit: 'ms', ...raw });
  for (const level of ['B-B', 'B-T'] as const) {
    const peerValue = measured[`their ${level}`];
    const peer = `@libpdf/core sign() ${level} of the same ${pdf.length} octets`;
    printMetric({ metric: `pades.sign.${level}`, value: measured[`our ${level}`], unit: 'ms', peer, peerValue });
  }
}

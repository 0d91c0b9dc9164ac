import { embedSignature, verifyOwnSignature } from '@shubbak/pades';
import { openInstallation } from '../installation.ts';
import { openLibpdf } from '../libpdf.ts';
import { bindToCore, fdatasyncRate, opensslSignatures } from '../limits.ts';
import { interleave, median, timeOf, timeWith } from '../measure.ts';
import { printMetric } from '../metric.ts';
import { issueSigner, openPades } from '../pades/signer.ts';
import { processorTime } from '../processor-time.ts';
import { scanPages } from '../scan.ts';
import { type Desk, openDesk, type Window } from './desk.ts';
import { shareOut, unattributed } from './stopwatch.ts';

const rounds = 3;
const actsInRound = 4;
/** As many as the room finishes at once. */
const actsInBatch = 4;
const scansAtHand = 12;

/** Acts sealed a second on one core, the time of each step, and the machine's limits and the peer beside them. */
export async function benchSeal(): Promise<void> {
  bindToCore(0);
  const scans = await scanPages(scansAtHand);
  const installation = await openInstallation();
  const desk = await openDesk(installation);
  // The press, the connections and the compiler warm up.
  for (const scan of scans.slice(0, 3)) await desk.makeActs([scan]);
  const acts = await race(desk, installation.config.dataDir, scans);
  await printProfile(desk, acts);
  await benchParts(desk);
  await desk.close();
  await installation.close();
}

type MadeAct = readonly Window[];

function duration(act: MadeAct): number {
  return act.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** One act after the other, round by round with openssl, the disk and the peer. Answers when each act was made. */
async function race(desk: Desk, folder: string, scans: readonly Uint8Array[]): Promise<MadeAct[]> {
  const signer = issueSigner();
  const { authority } = desk.commune.signing;
  const libpdf = await openLibpdf(signer.key, signer.chain, authority.url);
  const pades = openPades(signer, authority);
  const { pdf } = desk.lastPages();
  const acts: MadeAct[] = [];
  let [next, cpu] = [0, 0];
  const makeRound = async (): Promise<number> => {
    const round: MadeAct[] = [];
    const before = processorTime();
    for (let index = 0; index < actsInRound; index++) {
      const scan = scans[next++ % scans.length];
      if (scan) round.push(await desk.makeActs([scan]));
    }
    cpu += processorTime() - before;
    acts.push(...round);
    return 1000 / median(round.map(duration));
  };
  const rateOf = async (work: () => unknown): Promise<number> => 1000 / (await timeOf(6, work));
  const measured = await interleave(
    {
      acts: makeRound,
      batch: () => makeBatch(desk, scans.slice(0, actsInBatch)),
      openssl: opensslSignatures,
      disk: () => fdatasyncRate(folder),
      'libpdf B-T': () => rateOf(() => libpdf.signBT(pdf)),
      'pades B-T': () => rateOf(() => pades.signBT(pdf)),
      'libpdf B-B': () => rateOf(() => libpdf.signBB(pdf)),
      'pades B-B': () => rateOf(() => pades.signBB(pdf)),
    },
    rounds,
  );
  printActs(measured, 1000 / (cpu / acts.length));
  for (const level of ['B-T', 'B-B'] as const) {
    const [value, peerValue] = [measured[`pades ${level}`], measured[`libpdf ${level}`]];
    const metric = `seal.sign-only.${level}`;
    printMetric({ metric, value, unit: '1/s', peer: `@libpdf/core sign() ${level}`, peerValue });
  }
  return acts;
}

/** Acts a second when one gesture confirms several: the waits for disk and timestamps overlap. */
async function makeBatch(desk: Desk, scans: readonly Uint8Array[]): Promise<number> {
  return (1000 * scans.length) / duration(await desk.makeActs(scans));
}

type Measured = Readonly<Record<'acts' | 'batch' | 'openssl' | 'disk' | 'libpdf B-T' | 'libpdf B-B', number>>;

/** Whole acts beside what is no more than a part of one: a raw signature, a line on the disk, a signed file. */
function printActs(measured: Measured, coreSecond: number): void {
  const act = { metric: 'seal.acts', value: measured.acts, unit: '1/s' };
  printMetric({ ...act, peer: 'openssl speed ecdsap256, raw signatures', peerValue: measured.openssl });
  printMetric({ ...act, peer: 'write and fdatasync of 4 KiB', peerValue: measured.disk });
  printMetric({ ...act, peer: '@libpdf/core sign() B-T, same page', peerValue: measured['libpdf B-T'] });
  printMetric({ ...act, peer: '@libpdf/core sign() B-B, same page', peerValue: measured['libpdf B-B'] });
  const byClock = { unit: '1/s', peer: 'seal.acts, one act a gesture, by the clock', peerValue: measured.acts };
  printMetric({ metric: 'seal.acts.core-second', value: coreSecond, ...byClock });
  printMetric({ metric: `seal.acts.batch-of-${actsInBatch}`, value: measured.batch, ...byClock });
}

/** The mean time of each step and its share of the act; the shares sum to the whole. */
async function printProfile({ stopwatch, sealer }: Desk, acts: readonly MadeAct[]): Promise<void> {
  const spans = [...stopwatch.spans, ...(await sealer.report())];
  const shares = shareOut(acts.flat(), spans);
  const whole = acts.reduce((sum, act) => sum + duration(act), 0) / acts.length;
  const steps = [...shares].filter(([name]) => name !== unattributed).toSorted(([, a], [, b]) => b - a);
  for (const [name, total] of [...steps, [unattributed, shares.get(unattributed) ?? 0] as const]) {
    const value = total / acts.length;
    printMetric({ metric: `seal.step.${name}`, value, unit: 'ms', peer: 'the whole act', peerValue: whole });
  }
}

/** Steps that the stopwatch sees only together, each alone on the same page. */
async function benchParts(desk: Desk): Promise<void> {
  const { pdf } = desk.lastPages();
  const { authority } = desk.commune.signing;
  const signer = issueSigner();
  const pades = openPades(signer, authority);
  const signed = await pades.signBT(pdf);
  const prepare = () => pades.prepare(pdf);
  const cms = pades.cms(prepare().digest());
  const trust = { trust: signer.chain.slice(-1), timestampTrust: authority.trust };
  const report = verifyOwnSignature(signed, trust);
  if (!report.valid) throw new Error('what was measured does not verify', { cause: report.failures });
  const parts = await interleave(
    {
      prepare: () => timeOf(6, prepare),
      digest: () => timeWith(6, prepare, prepared => prepared.digest()),
      embed: () => timeWith(6, prepare, prepared => embedSignature(prepared, cms)),
      verify: () => timeOf(6, () => verifyOwnSignature(signed, trust)),
    },
    rounds,
  );
  const print = (part: string, value: number) =>
    printMetric({ metric: `seal.alone.${part}`, value, unit: 'ms', peer: 'prepare', peerValue: parts.prepare });
  print('digest', parts.digest);
  print('embed, with its digest', parts.embed);
  print('verify own signature', parts.verify);
}

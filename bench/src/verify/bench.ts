import { availableParallelism } from 'node:os';
import { deriveKey, newCode } from '../../../apps/platform/src/modules/acts/codes.ts';
import { readSecret } from '../../../apps/platform/src/platform/config/index.ts';
import { writeDemoTrust } from '../../../apps/platform/src/processes/trust.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { bindToCore } from '../limits.ts';
import { median, percentile } from '../measure.ts';
import { printMetric } from '../metric.ts';
import { scanPages } from '../scan.ts';
import { openDesk } from '../seal/desk.ts';
import { type Answers, type Load, measureAnswer, putLoad, type Question } from './load.ts';
import { type Server, startBareServer, startVerify } from './servers.ts';
import { type CodedAct, copyAct, findRealAct } from './volume.ts';

const actsOnRecord = 10_000;
const rounds = 3;
const questionsAsked = 1000;
/** Misses a second: within the budget of `processes/verify.ts`, so that none is made to wait. */
const missRate = 8;
const firstGeneration = 1;

/** Verifications a second by the real process on one core, beside a bare server that answers as many octets. */
export async function benchVerify(): Promise<void> {
  // The servers have the first core; those who ask, and the database, share the next.
  bindToCore(Math.min(1, availableParallelism() - 1));
  const installation = await openInstallation();
  const { real, acts } = await fill(installation);
  const [verify, bare] = [await startVerify(installation), await startBareServer(installation)];
  const accessKey = readSecret(installation.config, 'access-key');
  // The real act alone: a file proves one act, and the copies have none of their own.
  const keyed = `/v/${real.code}/${deriveKey(accessKey, real.actId, firstGeneration)}`;
  const get = (path: string): Question => ({ method: 'GET', path });
  const found = { server: verify, status: 200, seconds: 1 };
  await warmUp(verify, bare, [get(keyed), ...acts.map(({ code }) => get(`/v/${code}`))]);
  await compare('code', { ...found, questions: acts.map(({ code }) => get(`/v/${code}`)) }, bare);
  await compare('code-and-key', { ...found, questions: [get(keyed)] }, bare);
  await compare('open-pdf', { ...found, questions: [{ method: 'POST', path: keyed }] }, bare);
  const unknown = Array.from({ length: questionsAsked }, () => get(`/v/${newCode()}`));
  await compare('miss', { ...found, status: 404, questions: unknown, rate: missRate }, bare);
  verify.stop();
  bare.stop();
  await installation.close();
}

/** Makes one real act, copies it, and answers both, the copies in no order to be asked for. */
async function fill(
  installation: Installation,
): Promise<{ readonly real: CodedAct; readonly acts: readonly CodedAct[] }> {
  const desk = await openDesk(installation);
  await desk.makeActs(await scanPages(1));
  const migrator = installation.url('migrator');
  const { communeId } = desk.commune;
  const real = await findRealAct(migrator, communeId);
  const copies = await copyAct(migrator, communeId, real, actsOnRecord);
  const { authority } = desk.commune.signing;
  writeDemoTrust(installation.config, { ceremonyKey: authority.ceremonyKey, authority: authority.trust });
  await desk.close();
  const step = Math.floor(copies.length / questionsAsked);
  return { real, acts: [real, ...copies.filter((_, index) => index % step === 0)] };
}

/** What is compiled and cached at first use is not what is measured. */
async function warmUp(verify: Server, bare: Server, questions: readonly Question[]): Promise<void> {
  await putLoad({ server: verify, status: 200, seconds: 4, questions });
  await putLoad({ server: bare, status: 200, seconds: 1, questions: [{ method: 'GET', path: '/8000' }] });
}

/** Puts the same load on the verification and on the bare server, in turn, and prints rates and latencies side by side. */
async function compare(name: string, load: Load, bare: Server): Promise<void> {
  const [first] = load.questions;
  if (!first) throw new Error('nothing to ask');
  const length = await measureAnswer(load, first);
  const bareLoad = { ...load, server: bare, status: 200, questions: [{ method: first.method, path: `/${length}` }] };
  const [ours, theirs]: [Answers[], Answers[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    ours.push(await putLoad(load));
    theirs.push(await putLoad(bareLoad));
  }
  const peer = `bare node:http answering ${length} octets`;
  if (load.rate === undefined) {
    for (const [label, key] of [
      ['rate', 'rate'],
      ['core-second', 'perCoreSecond'],
    ] as const) {
      const middle = (answers: readonly Answers[]) => median(answers.map(each => each[key]));
      const [value, peerValue] = [middle(ours), middle(theirs)];
      printMetric({ metric: `verify.${name}.${label}`, value, unit: '1/s', peer, peerValue });
    }
  }
  for (const [label, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    const latency = (answers: readonly Answers[]) =>
      percentile(
        answers.flatMap(each => each.latencies),
        share,
      );
    printMetric({
      metric: `verify.${name}.${label}`,
      value: latency(ours),
      unit: 'ms',
      peer,
      peerValue: latency(theirs),
    });
  }
}

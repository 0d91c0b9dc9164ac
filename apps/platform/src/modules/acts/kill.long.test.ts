import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SigningCommune, signingCommune, testActs } from '../../../test/acts.ts';
import { testDatabase } from '../../../test/database.ts';
import { readOutcomes } from '../../../test/outcomes.ts';
import type { TestOfficer } from '../../../test/signing.ts';
import { startCounterProcess, startSealerProcess, writeWorld } from '../../../test/world.ts';
import { printedPages, type World } from '../../../test/world-child.ts';
import type { StaffActor } from '../../kernel/index.ts';
import { createSealerClient, type SealerClient } from '../sealing/index.ts';

/** A process is killed this many times, at a moment that nobody chose. */
const kills = Number(process.env['SHUBBAK_TEST_KILLS'] ?? 1000);

const database = await testDatabase();
const app = database.as('app');

let folder: string;
let commune: SigningCommune;
let world: World;
let officer: TestOfficer;
let actor: StaffActor;
let client: SealerClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shubbak-long-'));
  commune = await signingCommune(app, folder);
  ({ officer, actor } = await commune.appoint());
  world = await writeWorld(folder, commune, actor, {
    app: database.url('app'),
    sealer: database.url('sealer'),
    worker: database.url('worker'),
  });
  client = createSealerClient(join(folder, 'sealer.sock'));
});

afterAll(async () => {
  client.close();
  await commune.signing.authority.stop();
  rmSync(folder, { recursive: true });
});

/** Recovers, as at that many minutes from now, until nothing waits that is confirmed or overdue; answers how many came to their end. */
async function recoverAll(minutes: number): Promise<number> {
  const clock = () => new Date(Date.now() + minutes * 60_000);
  const { acts } = testActs({
    db: app,
    dataDir: folder,
    commune: { ...commune, trust: commune.signing.authority.trust },
    sealer: client,
    papers: printedPages(folder),
    clock,
  });
  let ended = 0;
  for (;;) {
    const { finished, waiting } = await acts.recover();
    ended += finished;
    if (waiting === 0) return ended;
    await wait(100);
  }
}

const [processes, hands] = [5, 10];

test(`${kills} kills of the sealer and of ${processes * hands} officers' hands at once leave every act finished or cancelled, once`, async () => {
  let sealer = startSealerProcess(world);
  await sealer.ready;
  const start = () => startCounterProcess(world, officer, { task: 'either', count: 1000, hands });
  const counters = Array.from({ length: processes }, start);
  for (let done = 0; done < kills; done++) {
    // Between starting up and some dozens of acts.
    await wait(100 + randomInt(600));
    if (randomInt(2) === 0) {
      sealer.kill();
      await sealer.ended;
      sealer = startSealerProcess(world);
      await sealer.ready;
      await wait(randomInt(200));
      done++;
    }
    const [counter] = counters.splice(randomInt(processes), 1);
    counter?.kill();
    await counter?.ended;
    counters.push(start());
    if (done % 50 < 2) await recoverAll(0);
  }
  for (const counter of counters) counter.kill();
  await Promise.all(counters.map(({ ended }) => ended));
  // A round takes a thousand at most, the next one the rest.
  while ((await recoverAll(60)) > 0);
  const outcomes = await readOutcomes(app, world);
  expect(outcomes.length).toBeGreaterThan(kills / 10);
  expect(outcomes.filter(outcome => outcome === 'reserved')).toEqual([]);
  sealer.kill();
  await sealer.ended;
}, 7_200_000);

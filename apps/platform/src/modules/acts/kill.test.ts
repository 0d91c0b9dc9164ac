import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SigningCommune, signingCommune, testActs } from '../../../test/acts.ts';
import { testDatabase } from '../../../test/database.ts';
import { readOutcomes } from '../../../test/outcomes.ts';
import type { TestOfficer } from '../../../test/signing.ts';
import { startCounterProcess, startSealerProcess, type WorldProcess, writeWorld } from '../../../test/world.ts';
import { printedPages, type World } from '../../../test/world-child.ts';
import { getValue, type StaffActor } from '../../kernel/index.ts';
import { createSealerClient, type SealerClient } from '../sealing/index.ts';

const { as, url } = await testDatabase();
const app = as('app');

let folder: string;
let commune: SigningCommune;
let world: World;
let officer: TestOfficer;
let actor: StaffActor;
let client: SealerClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shubbak-kill-'));
  commune = await signingCommune(app, folder);
  ({ officer, actor } = await commune.appoint());
  world = await writeWorld(folder, commune, actor, { app: url('app'), sealer: url('sealer'), worker: url('worker') });
  client = createSealerClient(join(folder, 'sealer.sock'));
});

afterAll(async () => {
  client.close();
  await commune.signing.authority.stop();
  rmSync(folder, { recursive: true });
});

const elevenMinutes = 11 * 60_000;
const make = (clock = () => new Date()) =>
  testActs({
    db: app,
    dataDir: folder,
    commune: { ...commune, trust: commune.signing.authority.trust },
    sealer: client,
    papers: printedPages(folder),
    clock,
  });

/** Runs `work` beside a sealer that lives as long. */
async function withSealer<T>(work: () => Promise<T>): Promise<T> {
  const sealer = startSealerProcess(world);
  await sealer.ready;
  try {
    return await work();
  } finally {
    sealer.kill();
    await sealer.ended;
  }
}

const lastOutcome = async () => (await readOutcomes(app, world)).at(-1);

async function killedAfter(child: WorldProcess): Promise<void> {
  expect(await child.ended).toBe('SIGKILL');
}

describe('a sealer that dies', () => {
  test.each(['checked', 'signed', 'signature-journaled', 'timestamped', 'seal-journaled'] as const)(
    'after “%s” leaves an act that is finished once',
    async step => {
      const { acts, requests } = make();
      const sealer = startSealerProcess(world, step);
      await sealer.ready;
      const prepared = getValue(await acts.prepare(actor, [requests.open()]));
      const confirmed = getValue(
        await acts.confirm(actor, prepared.id, officer.passkey.assert(prepared.challenge ?? Buffer.alloc(0))),
      );
      await killedAfter(sealer);
      expect(confirmed.acts[0]?.progress).toEqual({
        kind: 'sealing',
        waitingFor: { code: 'sealing.sealer-unavailable', params: {} },
      });
      await withSealer(() => acts.recover());
      expect(await lastOutcome()).toBe('made');
    },
  );

  test('after burning a number leaves an entry that is cancelled once', async () => {
    const { acts, requests } = make();
    const sealer = startSealerProcess(world, 'burned');
    await sealer.ready;
    const prepared = getValue(await acts.prepare(actor, [requests.open()]));
    expect(await acts.cancel(actor, prepared.id)).toMatchObject({ refusal: { code: 'sealing.sealer-unavailable' } });
    await killedAfter(sealer);
    await withSealer(() => acts.cancel(actor, prepared.id));
    expect(await lastOutcome()).toBe('cancelled');
  });
});

describe('a counter that dies', () => {
  test.each(['reserved', 'rendered', 'prepared'] as const)(
    'after “%s” leaves an entry that is cancelled when its time is over',
    async dieAfter => {
      await withSealer(async () => {
        await killedAfter(startCounterProcess(world, officer, { task: 'sign', dieAfter }));
        await make().acts.recover();
        const early = await app.transaction({ communeId: commune.communeId }, tx =>
          sql`select 1 from acts.prepared_act where settled_at is null`.execute(tx),
        );
        expect(early.rows).toHaveLength(1);
        await make(() => new Date(Date.now() + elevenMinutes)).acts.recover();
      });
      expect(await lastOutcome()).toBe('cancelled');
    },
  );

  test.each(['confirmed', 'sealed', 'stored', 'recorded'] as const)(
    'after “%s” leaves an act that is finished once',
    async dieAfter => {
      await withSealer(async () => {
        await killedAfter(startCounterProcess(world, officer, { task: 'sign', dieAfter }));
        await make().acts.recover();
      });
      expect(await lastOutcome()).toBe('made');
    },
  );

  test.each(['burned', 'cancelled'] as const)('after “%s” leaves an entry that is cancelled once', async dieAfter => {
    await withSealer(async () => {
      await killedAfter(startCounterProcess(world, officer, { task: 'cancel', dieAfter }));
      await make(() => new Date(Date.now() + elevenMinutes)).acts.recover();
    });
    expect(await lastOutcome()).toBe('cancelled');
  });
});

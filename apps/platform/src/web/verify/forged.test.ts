import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { forgeFile, type RecordedAct, recordAct, trustOf } from '../../../test/recorded-act.ts';
import { twoPagePdf } from '../../../test/scans.ts';
import { unprovenFileAlarm } from '../../composition/alarm.ts';
import { languages } from '../../kernel/index.ts';
import { deriveKey, newCode } from '../../modules/acts/index.ts';
import { createMissBudget, createVerification } from '../../modules/verification/index.ts';
import { createMetrics } from '../../platform/telemetry/index.ts';
import { verifyRoutes } from './index.ts';

const database = await testDatabase();
const metrics = createMetrics('verify');
const logged: unknown[] = [];
let recorded: RecordedAct;
let routes: ReturnType<typeof verifyRoutes>;
let path: string;

beforeAll(async () => {
  recorded = await recordAct({ app: database.as('app'), sealer: database.as('sealer') });
  const { accessKey, act, blobs, counter } = recorded;
  path = `/v/${act.code}/${deriveKey(accessKey, act.id, 1)}`;
  const log = { error: (...words: unknown[]) => void logged.push(...words) };
  const verification = createVerification({
    db: database.as('verify'),
    blobs,
    accessKey,
    trust: trustOf(counter),
    onUnproven: unprovenFileAlarm({ log, metrics }),
  });
  routes = verifyRoutes({
    verification,
    budget: createMissBudget({ rate: 1000, burst: 1, patience: 0 }),
    clock: () => new Date(),
    metrics,
    delay: async () => undefined,
  });
}, 180_000);
afterAll(() => recorded.counter.close());

const ask = async (address: string, method = 'GET', language = 'en') => {
  const response = await routes.request(address, { method, headers: { 'accept-language': language } });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
};

async function alarms(): Promise<number> {
  const { values } = (await metrics.registry.getSingleMetric('shubbak_alarms_total')?.get()) ?? expect.fail();
  return values.find(({ labels }) => labels['alarm'] === 'sealed-file')?.value ?? 0;
}

test('a code that somebody led to a true act opens nothing: the signed file names another', async () => {
  const { accessKey, act } = recorded;
  const { communeId, id } = act;
  const code = newCode();
  await database.as('app').transaction({ communeId }, tx =>
    sql`insert into verification.code (code_hash, commune_id, act_id)
      values (${createHash('sha256').update(`shubbak.code|${code}`).digest()}, ${communeId}, ${id})`.execute(tx),
  );
  const before = await alarms();
  const { status, bytes } = await ask(`/v/${code}/${deriveKey(accessKey, id, 1)}`, 'POST');
  expect([status, bytes.includes('%PDF')]).toEqual([500, false]);
  expect(await alarms()).toBeGreaterThan(before);
  logged.length = 0;
});

describe('a file that somebody put on record under a true act', () => {
  test('is not served; the page says so, and the alarm counts', async () => {
    expect((await ask(path, 'POST')).bytes.equals(recorded.bytes)).toBe(true);
    expect(logged).toEqual([]);
    const before = await alarms();
    await forgeFile(database.as('app'), recorded, twoPagePdf());
    const file = await ask(path, 'POST');
    expect([file.status, file.bytes.includes('%PDF')]).toEqual([500, false]);
    for (const { bytes } of [file, await ask(path)]) {
      const html = bytes.toString();
      expect(html).toContain('<title>Do not rely on this document');
      expect(html).toContain('does not pass verification');
      expect(html).toContain('2026/MAA03/000001');
      expect(html).not.toMatch(/method="post"|The officer’s signature|Valid document/);
    }
    expect(await alarms()).toBeGreaterThan(before + 1);
    expect(logged[0]).toEqual({
      communeId: recorded.act.communeId,
      actId: recorded.act.id,
      failures: expect.arrayContaining(['structure', 'act', 'time']),
    });
  });

  test('says nothing of a file to who has no KEY', async () => {
    const { status, bytes } = await ask(`/v/${recorded.act.code}`);
    expect(status).toBe(200);
    expect(bytes.toString()).not.toContain('The officer’s signature');
  });

  test.each(languages)('has a page of at most 10 kB compressed in %s', async language => {
    const { bytes } = await ask(path, 'GET', language);
    expect(bytes.toString()).toContain(`<html lang="${language}"`);
    expect(gzipSync(bytes).length).toBeLessThan(10_000);
  });
});

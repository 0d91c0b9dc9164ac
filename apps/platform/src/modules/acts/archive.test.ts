import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeDue, readRevisions, testArchive, type TestArchiveOptions } from '../../../test/archive.ts';
import { testDatabase } from '../../../test/database.ts';
import { type RecordedAct, recordAct, trustOf } from '../../../test/recorded-act.ts';
import { stranger } from '../../../test/strangers.ts';
import { ok } from '../../kernel/index.ts';
import { asSha256 } from '../../platform/blobs/index.ts';
import type { ArchiveStep } from './archive.ts';
import { createSealedFiles, type FileClaim, type UnprovenFile } from './sealed-file.ts';

vi.setConfig({ testTimeout: 60_000 });

const database = await testDatabase();
const [app, worker] = [database.as('app'), database.as('worker')];
let recorded: RecordedAct;

beforeAll(async () => {
  recorded = await recordAct({ app, sealer: database.as('sealer') });
}, 180_000);
afterAll(() => recorded.counter.close());
beforeEach(() => makeDue(worker, recorded.act.communeId, recorded.act.id));

function make(options: Partial<TestArchiveOptions> = {}) {
  const { counter } = recorded;
  const { authority } = counter.commune.signing;
  return testArchive({
    db: worker,
    dataDir: counter.folder,
    trust: trustOf(counter),
    timestampUrl: authority.url,
    revocationUrl: authority.revocationUrl,
    ...options,
  });
}

const revisions = () => readRevisions(app, recorded.act.communeId, recorded.act.id);
const run = ({ archive }: Pick<ReturnType<typeof make>, 'archive'>) =>
  archive.archive(recorded.act.communeId, recorded.act.id);

async function waiting(): Promise<{ failures: number; reason: string | null; wait: number }> {
  const { rows } = await worker.transaction({ communeId: recorded.act.communeId }, tx =>
    sql<{ failures: number; reason: string | null; wait: number }>`
      select failures, reason, round(extract(epoch from due_at - now()))::int as wait from acts.archiving`.execute(tx),
  );
  return rows[0] ?? expect.fail();
}

const jobs = async () => {
  const { rows } = await database.as('jobs').transaction({}, tx =>
    sql<{
      runs: number;
    }>`select count(*)::int as runs from graphile_worker.jobs where task_identifier = 'acts.archive'`.execute(tx),
  );
  return rows[0]?.runs;
};

test('recording an act enqueues the job, and the sweep finds the act', async () => {
  expect(await jobs()).toBe(1);
  const { archive } = make();
  expect(await archive.sweep()).toMatchObject({ count: 1, seconds: expect.any(Number) });
  expect(await jobs()).toBe(1);
});

test('what cannot be had holds the act up: a reason is kept, each try waits longer, and nothing is recorded', async () => {
  const nowhere = make({ revocationUrl: 'http://127.0.0.1:9/' });
  for (const [failures, wait] of [
    [1, 900],
    [2, 1800],
    [3, 3600],
  ] as const) {
    await makeDue(worker, recorded.act.communeId, recorded.act.id);
    await run(nowhere);
    const found = await waiting();
    expect(found).toMatchObject({ failures, reason: 'revocation-incomplete' });
    expect(Math.abs(found.wait - wait)).toBeLessThan(30);
  }
  expect(nowhere.held).toHaveLength(3);
  // Not before its time, whoever asks; but it is counted.
  await run(nowhere);
  expect(nowhere.held).toHaveLength(3);
  expect(await nowhere.archive.sweep()).toMatchObject({ count: 1 });
  expect(await revisions()).toHaveLength(1);
});

describe('an augmentation that is not one', () => {
  test.each<[string, (pdf: Uint8Array) => Uint8Array, string]>([
    ['the same bytes', pdf => pdf, 'acts.archive-unproven'],
    ['another file', pdf => Buffer.concat([pdf.subarray(1), Buffer.alloc(10)]), 'acts.archive-unproven'],
    [
      'something after the end',
      pdf => Buffer.concat([pdf, Buffer.from('\n1 0 obj\n<<>>\nendobj\n')]),
      'acts.archive-unproven',
    ],
  ])('is not recorded: %s', async (_what, change, reason) => {
    const bad = make({ augment: async pdf => ok(change(pdf)) });
    await run(bad);
    expect(bad.held.map(each => each.reason)).toEqual([reason]);
    expect(await revisions()).toHaveLength(1);
  });
});

test('a sealed file reaches B-LTA as its second revision, and the judges accept it', async () => {
  const { act, bytes, counter, blobs } = recorded;
  const { held, archive } = make();
  await run({ archive });
  expect(held).toEqual([]);
  const [first, second, ...more] = await revisions();
  expect(more).toEqual([]);
  expect(second).toMatchObject({ revision: 2, level: 'B-LTA', leaf: true });
  const files = createSealedFiles({
    blobs,
    trust: trustOf(counter),
    onUnproven: each => expect.fail(JSON.stringify(each)),
  });
  const claim = (row: typeof first): FileClaim => ({
    ...act,
    actId: act.id,
    file: { sha256: asSha256(row?.sha256 ?? ''), length: row?.length ?? 0 },
  });
  // Any recorded revision stands for the act, each with the level that it reached.
  expect(await files.prove(claim(first))).toBe('B-T');
  expect(await files.prove(claim(second))).toBe('B-LTA');
  const opened = await files.open(claim(second));
  const newest = opened.ok ? opened.value.bytes : expect.fail();
  expect(newest.subarray(0, bytes.length).equals(bytes)).toBe(true);
  const path = join(counter.folder, 'archived.pdf');
  writeFileSync(path, newest);
  expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toMatch(/No syntax or stream encoding errors/);
  const seen = execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
  expect(seen.match(/Signature is Valid/g)).toHaveLength(1);
  // It cannot judge document timestamps, and names them all the same.
  expect(seen).toMatch(/Signature #2:[^#]*Shubbak DEMO TSA[^#]*Total document signed/);
  // Good for years: nothing waits, and asking again makes nothing.
  expect(await archive.sweep()).toEqual({ count: 0, seconds: 0 });
  await run({ archive });
  expect(await revisions()).toHaveLength(2);
  expect((await waiting()).wait).toBeGreaterThan(9 * 365 * 86_400);
});

test('a file of B-LTA that was touched, or is another act’s, proves nothing', async () => {
  const { act, counter, blobs } = recorded;
  const newest = (await revisions()).at(-1) ?? expect.fail();
  const { communeId } = act;
  const bytes = await blobs.get(communeId, asSha256(newest.sha256));
  const alarms: (readonly string[])[] = [];
  const onUnproven = ({ failures }: UnprovenFile) => void alarms.push(failures);
  const files = createSealedFiles({ blobs, trust: trustOf(counter), onUnproven });
  const prove = async (changed: Uint8Array, changes: Partial<FileClaim> = {}) => {
    const file = { sha256: await blobs.put(communeId, changed), length: changed.length };
    return files.prove({ ...act, actId: act.id, file, ...changes });
  };
  const flipped = (offset: number) => {
    const copy = Buffer.from(bytes);
    copy[offset] = (copy[offset] ?? 0) ^ 1;
    return copy;
  };
  expect(await prove(bytes)).toBe('B-LTA');
  expect(await prove(bytes, { entryNumber: '2026/MAA03/000009' })).toBeUndefined();
  // In the officer's part, in the validation data, and after the end.
  expect(await prove(flipped(12))).toBeUndefined();
  expect(await prove(flipped(recorded.bytes.length + 200))).toBeUndefined();
  expect(await prove(Buffer.concat([bytes, Buffer.from('\n1 0 obj\n<<>>\nendobj\n')]))).toBeUndefined();
  const [otherAct, own, ...after] = alarms;
  expect(otherAct).toEqual(['act']);
  expect(own).toContain('message-digest');
  expect(after).toEqual([['changed-after'], ['changed-after']]);
});

test('however workers interleave, each renewal makes exactly one revision', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 3 }), fc.scheduler(), async (workers, scheduler) => {
      await makeDue(worker, recorded.act.communeId, recorded.act.id);
      const before = await revisions();
      const after = scheduler.scheduleFunction(async (_step: ArchiveStep) => undefined);
      const all = Array.from({ length: workers }, () => make({ after }));
      await scheduler.waitFor(Promise.all(all.map(run)));
      expect(all.flatMap(({ held }) => held)).toEqual([]);
      const now = await revisions();
      expect(now.slice(0, before.length)).toEqual(before);
      expect(now.slice(before.length)).toEqual([
        expect.objectContaining({ revision: before.length + 1, level: 'B-LTA', leaf: true }),
      ]);
    }),
    { numRuns: 5 },
  );
});

test('a paper that came signed by a stranger is kept verifiable too: their signature stays as it is', async () => {
  const { counter, act } = await recordAct({ app, sealer: database.as('sealer') }, pdf => stranger('Samira').sign(pdf));
  const { authority } = counter.commune.signing;
  const { archive, held } = make({
    dataDir: counter.folder,
    trust: trustOf(counter),
    timestampUrl: authority.url,
    revocationUrl: authority.revocationUrl,
  });
  await archive.archive(act.communeId, act.id);
  expect(held).toEqual([]);
  expect((await readRevisions(app, act.communeId, act.id)).map(({ level }) => level)).toEqual(['B-T', 'B-LTA']);
  await counter.close();
});

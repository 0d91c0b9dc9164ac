import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDue, readRevisions } from '../../../test/archive.ts';
import { testDatabase } from '../../../test/database.ts';
import { type RecordedAct, recordAct } from '../../../test/recorded-act.ts';
import { startArchiveProcess, writeWorld } from '../../../test/world.ts';
import type { World } from '../../../test/world-child.ts';

const { as, url } = await testDatabase();
const app = as('app');
let recorded: RecordedAct;
let world: World;

beforeAll(async () => {
  recorded = await recordAct({ app, sealer: as('sealer') });
  const { folder, commune } = recorded.counter;
  const { actor } = await commune.appoint();
  const databases = { app: url('app'), sealer: url('sealer'), worker: url('worker') };
  world = await writeWorld(folder, commune, actor, databases);
}, 180_000);
afterAll(() => recorded.counter.close());

/** Names of stored files, over every folder of the commune. */
const stored = () =>
  readdirSync(join(recorded.counter.folder, 'blobs'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ name }) => name);

test.each(['augmented', 'archive-stored', 'archived'] as const)(
  'a worker that dies after “%s” leaves at most a file that nothing names, and the next run makes the one next revision',
  async dieAfter => {
    const { communeId, id: actId } = recorded.act;
    const read = () => readRevisions(app, communeId, actId);
    await makeDue(as('worker'), communeId, actId);
    const before = await read();
    const files = stored().length;
    const child = startArchiveProcess(world, { actId, dieAfter });
    expect(await child.ended).toBe('SIGKILL');
    const left = await read();
    expect(left.length - before.length).toBe(dieAfter === 'archived' ? 1 : 0);
    expect(stored().length - files).toBe(dieAfter === 'augmented' ? 0 : 1);
    const again = startArchiveProcess(world, { actId });
    await again.ready;
    await again.ended;
    const after = await read();
    expect(after.slice(0, left.length)).toEqual(left);
    expect(after.map(({ revision, leaf }) => [revision, leaf])).toEqual(
      Array.from({ length: before.length + 1 }, (_, index) => [index + 1, true]),
    );
    for (const { sha256 } of after) expect(stored()).toContain(sha256);
  },
);

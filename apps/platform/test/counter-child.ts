import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getValue } from '../src/kernel/index.ts';
import { createSealerClient } from '../src/modules/sealing/index.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { testActs } from './acts.ts';
import { type CounterTask, dyingAfter, printedPages, type World } from './world-child.ts';

const world: World = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const { task, count = 1, dieAfter }: CounterTask = JSON.parse(process.argv[3] ?? '{}');
const db = openDatabase(world.databases.app, { size: 3 });
const sealer = createSealerClient(join(world.folder, 'sealer.sock'));
const { acts, requests } = testActs({
  db,
  sealer,
  dataDir: world.folder,
  commune: { ...world, trust: world.trust.map(each => Buffer.from(each, 'base64')) },
  papers: printedPages(world.folder),
  after: dyingAfter(dieAfter),
});

for (let round = 0; round < count; round++) {
  const prepared = getValue(await acts.prepare(world.actor, [requests.open()]));
  if (task === 'cancel') await acts.cancel(world.actor, prepared.id);
  else {
    process.send?.({ challenge: Buffer.from(prepared.challenge ?? []).toString('hex') });
    const [{ assertion }] = await once(process, 'message');
    getValue(await acts.confirm(world.actor, prepared.id, assertion));
  }
}
process.send?.({ ready: true });
await db.close();
sealer.close();
process.disconnect?.();

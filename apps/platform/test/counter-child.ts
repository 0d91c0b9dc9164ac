import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getValue } from '../src/kernel/index.ts';
import type { Assertion } from '../src/modules/organisation/index.ts';
import { createSealerClient } from '../src/modules/sealing/index.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { testActs } from './acts.ts';
import { type CounterTask, dyingAfter, printedPages, type World } from './world-child.ts';

const world: World = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const { task, count = 1, hands = 1, dieAfter }: CounterTask = JSON.parse(process.argv[3] ?? '{}');
const db = openDatabase(world.databases.app, { size: Math.max(3, hands), digestKey: randomBytes(32) });
const sealer = createSealerClient(join(world.folder, 'sealer.sock'));
const { acts, requests } = testActs({
  db,
  sealer,
  dataDir: world.folder,
  commune: { ...world, trust: world.trust.map(each => Buffer.from(each, 'base64')) },
  papers: printedPages(world.folder),
  after: dyingAfter(dieAfter),
});

/** Assertions on their way, by the challenge that they answer: several hands ask at once. */
const asked = new Map<string, (assertion: Assertion) => void>();
process.on('message', ({ challenge, assertion }: { challenge: string; assertion: Assertion }) => {
  asked.get(challenge)?.(assertion);
  asked.delete(challenge);
});

function assert(bytes: Uint8Array): Promise<Assertion> {
  const challenge = Buffer.from(bytes).toString('hex');
  return new Promise(resolve => {
    asked.set(challenge, resolve);
    process.send?.({ challenge });
  });
}

async function work(): Promise<void> {
  for (let round = 0; round < count; round++) {
    const prepared = getValue(await acts.prepare(world.actor, [requests.open()]));
    const chance = randomInt(8);
    if (task === 'either' && chance === 0) continue;
    if (task === 'cancel' || (task === 'either' && chance < 3)) await acts.cancel(world.actor, prepared.id);
    else getValue(await acts.confirm(world.actor, prepared.id, await assert(prepared.challenge ?? new Uint8Array())));
  }
}

await Promise.all(Array.from({ length: hands }, work));
process.send?.({ ready: true });
await db.close();
sealer.close();
process.disconnect?.();

import { readFileSync } from 'node:fs';
import { openDatabase } from '../src/platform/db/index.ts';
import { testArchive } from './archive.ts';
import { type ArchiveTask, dyingAfter, type World } from './world-child.ts';

const world: World = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const { actId, dieAfter }: ArchiveTask = JSON.parse(process.argv[3] ?? '{}');
const db = openDatabase(world.databases.worker, { size: 2 });
const trust = world.trust.map(each => Buffer.from(each, 'base64'));
const { archive } = testArchive({
  db,
  dataDir: world.folder,
  trust: { trust, timestampTrust: trust },
  timestampUrl: world.timestampUrl,
  revocationUrl: world.revocationUrl,
  after: dyingAfter(dieAfter),
});
await archive.archive(world.communeId, actId);
process.send?.({ ready: true });
await db.close();
process.disconnect?.();

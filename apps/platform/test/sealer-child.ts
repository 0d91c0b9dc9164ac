import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCommuneSeals } from '../src/adapters/signers/index.ts';
import { openSoftwareKeys } from '../src/adapters/signers/software/index.ts';
import { listRevocations, readCeremonyKey } from '../src/modules/organisation/index.ts';
import { startSealer } from '../src/modules/sealing/index.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { dyingAfter, type World } from './world-child.ts';

const world: World = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const { dieAfter } = JSON.parse(process.argv[3] ?? '{}');
const db = openDatabase(world.databases.sealer, { size: 2 });

await startSealer({
  socketPath: join(world.folder, 'sealer.sock'),
  journalPath: join(world.folder, 'journal'),
  keys: openSoftwareKeys(world.officerKeys),
  seals: openCommuneSeals(join(world.officerKeys, '..', 'seals'), openSoftwareKeys(world.officerKeys)),
  authorities: [{ url: world.timestampUrl, trust: world.trust.map(each => Buffer.from(each, 'base64')) }],
  trust: { ceremonyKey: readCeremonyKey(world.ceremonyKey), origins: ['https://localhost'] },
  readRevocations: communeId => db.transaction({ communeId }, tx => listRevocations(tx, communeId)),
  clock: () => new Date(),
  onFailure: error => process.stderr.write(`${String(error)}\n`),
  after: dyingAfter(dieAfter),
});
process.send?.({ ready: true });
process.on('disconnect', () => process.exit(0));

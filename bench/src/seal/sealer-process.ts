// A real sealer in a process of its own, that takes down how long each of its steps lasts. Requests come one after the other.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSoftwareKeys } from '../../../apps/platform/src/adapters/signers/software/index.ts';
import { listRevocations, readCeremonyKey } from '../../../apps/platform/src/modules/organisation/index.ts';
import { type OfficerKeys, type SealerStep, startSealer } from '../../../apps/platform/src/modules/sealing/index.ts';
import { openDatabase } from '../../../apps/platform/src/platform/db/index.ts';
import { watchDisk } from './disk.ts';
import type { SealerTask } from './sealer.ts';
import { createStopwatch } from './stopwatch.ts';

const task: SealerTask = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const stopwatch = createStopwatch();
const db = openDatabase(task.database, { size: 4 });
const trust = task.trust.map(each => Buffer.from(each, 'base64'));

/** What has just been done when the sealer reaches a step. */
const laps: Readonly<Record<SealerStep, string>> = {
  checked: 'sealer: read the key',
  signed: 'sealer: raw signature',
  'signature-journaled': 'sealer: write the journal',
  timestamped: 'sealer: timestamp, asked and checked',
  'seal-journaled': 'sealer: write the journal',
  burned: 'sealer: burn',
};

function watchKeys(keys: OfficerKeys): OfficerKeys {
  return {
    find: async certificate => {
      stopwatch.lap('sealer: check statements and assertion');
      const key = await keys.find(certificate);
      return key && { ...key, sign: bytes => key.sign(bytes) };
    },
  };
}

await startSealer({
  socketPath: task.socketPath,
  journalPath: join(task.folder, 'journal'),
  keys: watchKeys(openSoftwareKeys(task.officerKeys)),
  seals: { find: async () => undefined },
  authorities: [
    {
      // Read when the CMS has been built and the authority is about to be asked.
      get url() {
        stopwatch.lap('sealer: build the CMS');
        return task.timestampUrl;
      },
      trust,
    },
  ],
  trust: { ceremonyKey: readCeremonyKey(task.ceremonyKey), origins: ['https://localhost'] },
  readRevocations: async communeId => {
    stopwatch.start();
    const revocations = await db.transaction({ communeId }, tx => listRevocations(tx, communeId));
    stopwatch.lap('sealer: read revocations (database)');
    return revocations;
  },
  clock: () => new Date(),
  onFailure: error => process.stderr.write(`sealer: ${String(error)}\n`),
  after: step => {
    stopwatch.lap(laps[step]);
    if (step === 'seal-journaled') stopwatch.stop();
  },
});
await watchDisk(task.folder, stopwatch, 'sealer: wait for the disk (fdatasync)');

process.on('message', () => process.send?.({ spans: stopwatch.spans }));
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });

import { join } from 'node:path';
import { openCommuneSeals, openOfficerKeys } from '../adapters/signers/index.ts';
import { openDemoAuthority } from '../adapters/timestamps/index.ts';
import { openTrainingAuthority } from '../adapters/training/index.ts';
import { listRevocations, readCeremonyKey } from '../modules/organisation/index.ts';
import { startSealer } from '../modules/sealing/index.ts';
import type { Config } from '../platform/config/index.ts';
import { loginUrl, openDatabase } from '../platform/db/index.ts';
import { runProcess } from './child.ts';
import { readPinnedTrust } from './trust.ts';

/** The only holder of officers' keys: it believes signed statements and passkeys, and reads nothing but revocations. */
await runProcess('sealer', async ({ config, addresses, log }) => {
  if (addresses.timestamps.length === 0)
    throw new Error('TSA_URL must name an RFC 3161 authority: no signature leaves without a timestamp.');
  const trust = readPinnedTrust(config);
  const keys = await openOfficerKeys({
    mode: config.mode,
    folder: join(config.dataDir, 'demo-authority', 'officers'),
    hardware: config.pkcs11,
    issuers: trust.officers,
  });
  const db = openDatabase(loginUrl(addresses.database, config, 'sealer'), { size: 4 });
  const sealer = await startSealer({
    socketPath: addresses.sealer,
    journalPath: join(config.dataDir, 'sealer', 'journal'),
    keys,
    seals:
      config.mode === 'demo'
        ? openDemoAuthority({
            mode: 'demo',
            dataDir: config.dataDir,
            clock: () => new Date(),
            revocationUrl: addresses.revocations,
          }).seals
        : openCommuneSeals(config.sealCertificates, keys),
    authorities: addresses.timestamps.map(url => ({ url, trust: trust.timestamps })),
    training: openTraining(config, addresses.revocations),
    trust: { ceremonyKey: readCeremonyKey(trust.ceremonyKey), origins: [new URL(config.publicUrl).origin] },
    readRevocations: communeId => db.transaction({ communeId }, tx => listRevocations(tx, communeId)),
    clock: () => new Date(),
    onFailure: error => log.error({ err: error }, 'sealer failed'),
  });
  return {
    stop: async () => {
      await sealer.stop();
      keys.close();
      await db.close();
    },
  };
});

/** What shadow communes sign with: keys that no real commune's statement names. */
function openTraining({ dataDir, publicUrl }: Config, revocationUrl: string | undefined) {
  const authority = openTrainingAuthority({ dataDir, publicUrl, clock: () => new Date(), revocationUrl });
  return { ...authority, ceremonyKey: readCeremonyKey(authority.ceremonyKey) };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSoftwareKeys } from '../src/adapters/signers/software/index.ts';
import { listRevocations } from '../src/modules/organisation/index.ts';
import {
  createSealerClient,
  type RunningSealer,
  type SealerClient,
  type SealerOptions,
  startSealer,
} from '../src/modules/sealing/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { type SigningCommune, signingCommune, testActs } from './acts.ts';

type ActsOptions = Parameters<typeof testActs>[0];

/** A commune, its sealer in this process, and the act cycle over both. */
export interface TestCounter {
  readonly folder: string;
  readonly commune: SigningCommune;
  readonly sealer: SealerClient;
  /** The act cycle, as one process of the platform has it. */
  acts(options: Pick<ActsOptions, 'papers'> & Partial<ActsOptions>): ReturnType<typeof testActs>;
  /** Stops the sealer, and starts it again with these options unless they are null. */
  restartSealer(options?: Partial<SealerOptions> | null): Promise<void>;
  close(): Promise<void>;
}

/** Sets a counter up over a test file's database, in a folder of its own. */
export async function testCounter(logins: { readonly app: Database; readonly sealer: Database }): Promise<TestCounter> {
  const folder = mkdtempSync(join(tmpdir(), 'shubbak-counter-'));
  const commune = await signingCommune(logins.app, folder);
  const { authority, ceremonyKey } = commune.signing;
  const socketPath = join(folder, 'sealer.sock');
  const start = (options: Partial<SealerOptions> = {}): Promise<RunningSealer> =>
    startSealer({
      socketPath,
      journalPath: join(folder, 'journal'),
      keys: openSoftwareKeys(authority.officerKeys),
      seals: authority.seals,
      authorities: [{ url: authority.url, trust: authority.trust }],
      trust: { ceremonyKey, origins: ['https://localhost'] },
      readRevocations: communeId => logins.sealer.transaction({ communeId }, tx => listRevocations(tx, communeId)),
      clock: () => new Date(),
      onFailure: error => process.stderr.write(`sealer: ${String(error)}\n`),
      ...options,
    });
  let running: RunningSealer | undefined = await start();
  const sealer = createSealerClient(socketPath);
  return {
    folder,
    commune,
    sealer,
    acts: options =>
      testActs({
        db: logins.app,
        dataDir: folder,
        commune: { ...commune, trust: authority.trust },
        sealer,
        ...options,
      }),
    restartSealer: async (options = {}) => {
      await running?.stop();
      running = options === null ? undefined : await start(options);
    },
    close: async () => {
      sealer.close();
      await running?.stop();
      await authority.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

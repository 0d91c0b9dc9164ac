import { join } from 'node:path';
import { openSoftwareKeys } from '../src/adapters/signers/software/index.ts';
import { listRevocations } from '../src/modules/organisation/index.ts';
import { createSealerClient, type SealerClient, startSealer } from '../src/modules/sealing/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import type { SigningCommune } from './acts.ts';

/** `off` stops the sealer; `no-timestamps` starts it with an authority that never answers. */
export type SealerState = 'on' | 'off' | 'no-timestamps';

/** A sealer in this process, over the database login `db`, in `folder`. */
export async function openSealer(
  db: Database,
  commune: SigningCommune,
  folder: string,
  onFailure: (error: unknown) => void,
): Promise<{ readonly sealer: SealerClient; readonly restart: (how: SealerState) => Promise<void> }> {
  const { authority, ceremonyKey } = commune.signing;
  const socketPath = join(folder, 'sealer.sock');
  const start = (url: string) =>
    startSealer({
      socketPath,
      journalPath: join(folder, 'journal'),
      keys: openSoftwareKeys(authority.officerKeys),
      seals: authority.seals,
      authorities: [{ url, trust: authority.trust }],
      trust: { ceremonyKey, origins: ['https://localhost'] },
      readRevocations: id => db.transaction({ communeId: id }, tx => listRevocations(tx, id)),
      clock: () => new Date(),
      onFailure,
    });
  let running: Awaited<ReturnType<typeof start>> | undefined = await start(authority.url);
  const restart = async (how: SealerState): Promise<void> => {
    await running?.stop();
    // Port 9 discards: nobody answers there.
    running = how === 'off' ? undefined : await start(how === 'on' ? authority.url : 'http://127.0.0.1:9/');
  };
  return { sealer: createSealerClient(socketPath), restart };
}

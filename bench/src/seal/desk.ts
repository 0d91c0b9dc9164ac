import { join } from 'node:path';
import { createLegalisationPrinter } from '../../../apps/platform/src/composition/paper-maker.ts';
import { getValue } from '../../../apps/platform/src/kernel/index.ts';
import type { FinalPages, PaperMaker } from '../../../apps/platform/src/modules/acts/index.ts';
import { closeSandbox } from '../../../apps/platform/src/modules/documents/index.ts';
import type { LegalisationPaper } from '../../../apps/platform/src/modules/legalisation/index.ts';
import { createPapers, createSealerClient } from '../../../apps/platform/src/modules/sealing/index.ts';
import { type BlobStore, openBlobFolder } from '../../../apps/platform/src/platform/blobs/index.ts';
import { type SigningCommune, signingCommune, testActs } from '../../../apps/platform/test/acts.ts';
import type { TestOfficer } from '../../../apps/platform/test/signing.ts';
import type { Installation } from '../installation.ts';
import { now } from '../measure.ts';
import { watchDisk } from './disk.ts';
import { type SealerProcess, startSealerProcess } from './sealer.ts';
import { createStopwatch, type Span, type Stopwatch } from './stopwatch.ts';
import { watchBlobs, watchDatabase, watchPapers, watchPrinter, watchSealer } from './watched.ts';

/** When the machine was at work. */
export type Window = Omit<Span, 'name'>;

/** An officer's desk: real rooms over a real database, real pages, a sealer in its own process, a stopwatch on everything. */
export interface Desk {
  readonly commune: SigningCommune;
  readonly officer: TestOfficer;
  readonly stopwatch: Stopwatch;
  readonly sealer: SealerProcess;
  readonly blobs: BlobStore;
  /** The pages that were printed last, without a signature. */
  lastPages(): FinalPages;
  /** Makes acts of these scans by one gesture of the officer, whose own time is left out. Throws when one is not made. */
  makeActs(scans: readonly Uint8Array[]): Promise<readonly Window[]>;
  close(): Promise<void>;
}

/** Sets a desk up in an installation. */
export async function openDesk(installation: Installation): Promise<Desk> {
  const folder = installation.config.dataDir;
  const stopwatch = createStopwatch();
  await watchDisk(folder, stopwatch, 'store the file: wait for the disk (fsync)');
  const db = watchDatabase(installation.open('app'), stopwatch);
  const commune = await signingCommune(db, folder);
  const { trust } = commune.signing.authority;
  const { officer, actor } = await commune.appoint();
  const socketPath = join(installation.sockets, 'sealer.sock');
  const sealer = await startSealer(installation, commune, socketPath);
  const client = createSealerClient(socketPath);
  const blobs = openBlobFolder(join(folder, 'blobs'));
  const press = openPress(commune, blobs, stopwatch);
  const { acts, requests, failures } = testActs({
    db,
    dataDir: folder,
    commune: { ...commune, trust },
    sealer: watchSealer(client, stopwatch),
    papers: press.maker,
    blobs: watchBlobs(blobs, stopwatch),
    after: step => db.enter(step),
  });
  const makeActs: Desk['makeActs'] = async scans => {
    await press.feed(scans);
    db.enter(undefined);
    const start = now();
    const prepared = getValue(
      await acts.prepare(
        actor,
        scans.map(() => requests.open()),
      ),
    );
    const shown = now();
    const assertion = officer.passkey.assert(prepared.challenge ?? Buffer.alloc(0));
    const confirmed = now();
    const view = getValue(await acts.confirm(actor, prepared.id, assertion));
    const end = now();
    const unmade = view.acts.find(({ progress }) => progress.kind !== 'made');
    if (unmade) throw new Error('an act was not made', { cause: failures[0] ?? unmade.progress });
    return [
      { start, end: shown },
      { start: confirmed, end },
    ];
  };
  const close = async (): Promise<void> => {
    client.close();
    sealer.stop();
    await Promise.all([commune.signing.authority.stop(), press.close()]);
  };
  return { commune, officer, stopwatch, sealer, blobs, lastPages: () => press.lastPages(), makeActs, close };
}

function startSealer(
  installation: Installation,
  { signing }: SigningCommune,
  socketPath: string,
): Promise<SealerProcess> {
  const { officerKeys, ceremonyKey, url, trust } = signing.authority;
  return startSealerProcess({
    folder: installation.config.dataDir,
    socketPath,
    database: installation.url('sealer'),
    officerKeys,
    ceremonyKey,
    timestampUrl: url,
    trust: trust.map(each => Buffer.from(each).toString('base64')),
  });
}

interface Press {
  readonly maker: PaperMaker;
  /** Scans to be printed, in order; one that is printed goes to the end. */
  feed(scans: readonly Uint8Array[]): Promise<void>;
  lastPages(): FinalPages;
  close(): Promise<void>;
}

/** The printer of legalisations, fed with scans that are stored as the counter would store them. */
function openPress({ communeId }: SigningCommune, blobs: BlobStore, stopwatch: Stopwatch): Press {
  const papers = createPapers();
  const printer = createLegalisationPrinter({ papers: watchPapers(papers, stopwatch), blobs });
  let queue: string[] = [];
  let last: FinalPages | undefined;
  const paperAtHand = (): LegalisationPaper => {
    const image = queue.shift();
    if (image === undefined) throw new Error('the press was fed too little');
    return {
      kind: 'scan',
      pdf: '',
      pages: [{ image, width: 210, height: 297 }],
      languages: 'ar+fr',
      stamp: { page: 0, x: 20, y: 205 },
    };
  };
  const watched = watchPrinter(printer, stopwatch, paperAtHand);
  return {
    maker: {
      finalPages: async (...asked) => {
        last = await watched.finalPages(...asked);
        return last;
      },
    },
    feed: async scans => {
      queue = await Promise.all(scans.map(scan => blobs.put(communeId, scan)));
    },
    lastPages: () => {
      if (!last) throw new Error('nothing was printed');
      return last;
    },
    close: async () => {
      await papers.close();
      closeSandbox();
    },
  };
}

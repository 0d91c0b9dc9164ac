import type { LegalisationPrinter } from '../../../apps/platform/src/composition/paper-maker.ts';
import type { ActStep, PaperMaker } from '../../../apps/platform/src/modules/acts/index.ts';
import type { LegalisationPaper } from '../../../apps/platform/src/modules/legalisation/index.ts';
import type { Papers, SealerClient } from '../../../apps/platform/src/modules/sealing/index.ts';
import type { BlobStore } from '../../../apps/platform/src/platform/blobs/index.ts';
import type { Database } from '../../../apps/platform/src/platform/db/index.ts';
import type { Stopwatch } from './stopwatch.ts';

/** What the transactions do that follow a step of the act cycle; before any, they reserve. */
const transactions: Readonly<Partial<Record<ActStep, string>>> = {
  reserved: 'note the rendered pages (database)',
  rendered: 'write the manifest (database)',
  prepared: 'confirm: check delegation and assertion, keep it (database)',
  confirmed: 'load what the sealer must see (database)',
  sealed: 'find what was signed (database)',
  stored: 'record the act (database)',
};

/** A database whose transactions are timed by what they are for. */
export interface WatchedDatabase extends Database {
  /** Tells that a step has just been done. */
  enter(step: ActStep | undefined): void;
}

export function watchDatabase(db: Database, stopwatch: Stopwatch): WatchedDatabase {
  let name = 'reserve the number (database)';
  return {
    ...db,
    transaction: (scope, work) => stopwatch.time(name, () => db.transaction(scope, work)),
    enter: step => {
      const shown = 'show how far the act is (database)';
      name = step === undefined ? 'reserve the number (database)' : (transactions[step] ?? shown);
    },
  };
}

/** Papers whose pages and stamp are timed apart. */
export function watchPapers(papers: Papers, stopwatch: Stopwatch): Papers {
  return {
    ...papers,
    stampSize: (...asked) => stopwatch.time('print the stamp', () => papers.stampSize(...asked)),
    stamp: (...asked) => stopwatch.time('print the stamp', () => papers.stamp(...asked)),
    scannedPages: (pages, face) => stopwatch.time('print the pages', () => papers.scannedPages(pages, face)),
  };
}

/** A printer that prints the paper at hand; what follows until the next blob is stored is the signature's preparation. */
export function watchPrinter(
  printer: LegalisationPrinter,
  stopwatch: Stopwatch,
  paperAtHand: () => LegalisationPaper,
): PaperMaker {
  return {
    finalPages: async (communeId, face) => {
      const work = () => printer.finalPages(communeId, face, paperAtHand());
      const pages = await stopwatch.time('look whether the foot is empty', work);
      stopwatch.start();
      return pages;
    },
  };
}

/** The store of the act cycle: what comes before a file is stored is its preparation, or its embedding and verification. */
export function watchBlobs(blobs: BlobStore, stopwatch: Stopwatch): BlobStore {
  let making = 'prepare the signature, digest';
  return {
    ...blobs,
    put: async (communeId, bytes) => {
      stopwatch.lap(making);
      stopwatch.stop();
      making = 'prepare the signature, digest';
      return stopwatch.time('store the file', () => blobs.put(communeId, bytes));
    },
    get: async (communeId, sha256) => {
      const bytes = await stopwatch.time('fetch the prepared file', () => blobs.get(communeId, sha256));
      making = 'embed, verify own signature';
      stopwatch.start();
      return bytes;
    },
  };
}

/** The way to the sealer and back: what its process does not take down itself. */
export function watchSealer(client: SealerClient, stopwatch: Stopwatch): SealerClient {
  return {
    ...client,
    sign: request => stopwatch.time('sealer: request, read the manifest, answer', () => client.sign(request)),
  };
}

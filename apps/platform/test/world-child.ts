import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActId, CommuneId, StaffActor } from '../src/kernel/index.ts';
import type { ActStep, ArchiveStep, FinalPages, PaperMaker } from '../src/modules/acts/index.ts';
import type { Office } from '../src/modules/organisation/index.ts';

/** All that a child process needs to be a sealer or a counter of the same world, as JSON. */
export interface World {
  readonly folder: string;
  readonly databases: { readonly app: string; readonly sealer: string; readonly worker: string };
  readonly communeId: CommuneId;
  readonly office: Office;
  readonly actor: StaffActor;
  readonly ceremonyKey: string;
  readonly officerKeys: string;
  readonly timestampUrl: string;
  readonly revocationUrl: string;
  /** Base64 DER. */
  readonly trust: readonly string[];
}

/** What a counter process is asked to do with new requests. */
export interface CounterTask {
  /** `either`: one or the other by chance, and now and then neither, so that the preparation lapses. */
  readonly task: 'sign' | 'cancel' | 'either';
  readonly count?: number;
  /** How many officers' hands are at work in the one process; one unless told. */
  readonly hands?: number;
  readonly dieAfter?: ActStep | null;
}

/** Which act an archive process brings to its next revision. */
export interface ArchiveTask {
  readonly actId: ActId;
  readonly dieAfter?: ArchiveStep | null;
}

/** The pages that `writeWorld` printed. */
export function printedPages(folder: string): PaperMaker {
  const pages: FinalPages = {
    pdf: readFileSync(join(folder, 'pages.pdf')),
    stampPdf: readFileSync(join(folder, 'stamp.pdf')),
    stampPlace: JSON.parse(readFileSync(join(folder, 'stamp-place.json'), 'utf8')),
  };
  return { finalPages: async () => pages };
}

/** Kills the calling process, as a power failure would, when the step is the one to die after. */
export function dyingAfter<S extends string>(dieAfter: S | null | undefined): (step: S) => Promise<void> {
  return async step => {
    if (step !== dieAfter) return;
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  };
}

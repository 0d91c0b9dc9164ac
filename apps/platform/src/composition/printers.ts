import type { PaperMaker } from '../modules/acts/index.ts';
import type { Papers } from '../modules/sealing/index.ts';
import type { BlobStore } from '../platform/blobs/index.ts';
import { createRefusalPrinter, printByKind } from './act-printer.ts';
import { createCopyPrinter } from './copy-printer.ts';
import { createLegalisationPrinter, type LegalisationPrinter } from './paper-maker.ts';

/** What prints the pages of acts. */
export interface ActPrinters {
  readonly printer: LegalisationPrinter;
  /** Prints the final pages of acts of every kind. */
  readonly actPrinter: PaperMaker;
}

/** The printers of every kind of act. */
export function openPrinters(deps: { readonly papers: Papers; readonly blobs: BlobStore }): ActPrinters {
  const printer = createLegalisationPrinter(deps);
  const copies = createCopyPrinter(deps);
  const refusal = createRefusalPrinter(deps.papers);
  return {
    printer,
    actPrinter: printByKind({ legalisation: printer, 'certified-copy': copies, reissue: copies, refusal }),
  };
}

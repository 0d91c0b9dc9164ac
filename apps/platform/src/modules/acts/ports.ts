import type { DisplayedBox } from '@shubbak/pades';
import type {
  ActId,
  Actor,
  Clock,
  CommuneId,
  OrganisationId,
  PersonId,
  RequestId,
  Result,
} from '../../kernel/index.ts';
import type { BlobStore } from '../../platform/blobs/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { ActFace, AfterStep, SealerClient } from '../sealing/index.ts';
import type { ActFacts, FileTrust, Paper } from './model.ts';
import type { SealedFiles } from './sealed-file.ts';

/** The final pages of an act, unsigned, and the stamp that becomes the signature's appearance. */
export interface FinalPages {
  readonly pdf: Uint8Array;
  /** One page cut to the stamp's size. */
  readonly stampPdf: Uint8Array;
  /** The page that carries it (the first is 0), and where, as the page is displayed. */
  readonly stampPlace: { readonly page: number; readonly box: DisplayedBox };
}

/** Makes pages from what was frozen: equal input gives equal bytes, so that a crash only costs time. */
export interface PaperMaker {
  finalPages(communeId: CommuneId, face: ActFace, paper: Paper): Promise<FinalPages>;
}

/** An act that has just been recorded, for the rooms that act upon it. */
export interface RecordedAct {
  readonly communeId: CommuneId;
  readonly actId: ActId;
  readonly requestId: RequestId;
  readonly kind: ActFace['kind'];
  readonly holders: readonly PersonId[];
  readonly organisations: readonly OrganisationId[];
  readonly recordedAt: Date;
}

/** What other rooms hand in, plugged together by composition. */
export interface ActsPorts {
  /**
   * The facts of a request that may become an act now; refuses one that may not (another state or version, unknown). Locks
   * the request until the transaction ends, so that refusing it and signing it exclude each other.
   */
  readFacts(
    tx: Tx,
    actor: Actor,
    request: { readonly communeId: CommuneId; readonly requestId: RequestId; readonly version: number | null },
  ): Promise<Result<ActFacts>>;
  /** In which commune the act is, if it is in this person's vault, or in that of an organisation whose vault they read now. */
  findInVault(personId: PersonId, actId: ActId): Promise<CommuneId | undefined>;
  /** In the transaction that records the act: vaults, the request's end, notifications. Throws when it cannot. */
  onRecorded(tx: Tx, act: RecordedAct): Promise<void>;
}

/** Moments after which a process may die and must have lost nothing: where the kill tests kill. */
export type ActStep =
  | 'reserved'
  | 'rendered'
  | 'prepared'
  | 'confirmed'
  | 'sealed'
  | 'stored'
  | 'recorded'
  | 'burned'
  | 'cancelled';

/** What the room stands on. */
export interface ActsDeps {
  readonly db: Database;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly sealer: SealerClient;
  readonly papers: PaperMaker;
  readonly ports: ActsPorts;
  /** Address printed on papers, without a trailing slash. */
  readonly publicUrl: string;
  /** Key of the printed addresses' KEYs, 32 bytes. */
  readonly accessKey: Uint8Array;
  /** How long a preparation waits for its confirmation. */
  readonly preparationSeconds: number;
  /** What sealed files are verified against before they are recorded, and before they are handed out. */
  readonly trust: FileTrust;
  /** The way to sealed files. */
  readonly files: SealedFiles;
  readonly after: AfterStep<ActStep>;
  /** Told what broke while an act was being finished, for the log; the act itself is kept and taken up again. */
  readonly onFailure: (error: unknown) => void;
}

import type { PreparedState } from '@shubbak/pades';
import type { ActId, CommuneId, OfficeId, Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { BookDeps } from '../book/ports.ts';
import type { Office } from '../../organisation/index.ts';
import type { ExtractContent } from './content.ts';

/** An extract before it is sealed: bytes that will not change, and where the seal goes. */
export interface UnsealedExtract {
  readonly bytes: Uint8Array;
  /** What is needed to put the seal in. */
  readonly state: PreparedState;
}

/** Which day of which office an extract is of. */
export interface ExtractPlace {
  readonly communeId: CommuneId;
  readonly officeId: OfficeId;
  readonly day: string;
}

/** How extracts become files; composition plugs the press and the sealer in. */
export interface ExtractPress {
  /**
   * The pages (PDF/A); the same bytes for the same content. `chain` stands at the foot of each page of what will be sealed: digests of the
   * extract before and of what the register says. Null for pages that are only read.
   */
  print(
    office: Office,
    content: ExtractContent,
    chain: { readonly previous: string | null; readonly content: string } | null,
  ): Promise<Uint8Array>;
  /** Leaves the place of the register's seal blank. */
  prepare(office: Office, pdf: Uint8Array, day: string): UnsealedExtract;
  /** Puts the register's seal on; refuses with what holds the sealer up. */
  seal(place: ExtractPlace, unsealed: UnsealedExtract): Promise<Result<Uint8Array>>;
}

/** A line that travels with each extract: what must be found of it, wherever it is kept. */
export interface ExtractManifest {
  readonly v: 1;
  readonly commune: string;
  readonly office: string;
  readonly officeCode: string;
  readonly day: string;
  readonly entries: number;
  /** SHA-256, hexadecimal: of what the register says of the day, of the file, and of the file of the extract before. */
  readonly content: string;
  readonly file: string;
  readonly length: number;
  readonly previous: string | null;
}

/**
 * A place outside the platform where the second copy is kept. It takes files and never gives the platform a way to change one: a path that
 * holds other bytes already is refused by a throw, the same bytes again are taken as done.
 */
export interface SecondCopyDestination {
  /** Names the place in the register: a word of the configuration. */
  readonly name: string;
  put(path: string, bytes: Uint8Array): Promise<void>;
  /** What stands at a path; undefined for nothing. */
  get(path: string): Promise<Uint8Array | undefined>;
  /** Every path that holds a file. */
  list(): Promise<readonly string[]>;
}

/** What the second copy stands on. */
export interface ExtractDeps extends Pick<BookDeps, 'db' | 'clock' | 'vault' | 'standingsOf'> {
  readonly blobs: {
    put(communeId: CommuneId, bytes: Uint8Array): Promise<string>;
    get(communeId: CommuneId, sha256: string): Promise<Buffer>;
  };
  readonly press: ExtractPress;
  /** Null where none is configured: extracts are made and kept, and go nowhere. */
  readonly destination: SecondCopyDestination | null;
  /** Days (until, exclusive) after another on which acts of an office lost their effect; the acts’ own register. */
  withdrawnDays(
    tx: Tx,
    asked: Omit<ExtractPlace, 'day'> & { readonly after: string | null; readonly before: string },
  ): Promise<readonly string[]>;
  withdrawnOn(tx: Tx, place: ExtractPlace): Promise<readonly WithdrawnAct[]>;
  /** Told what holds an extract up, for the log; it is taken up again. */
  readonly onHeldUp: (place: ExtractPlace, code: string) => void;
}

/** An act that lost its effect. */
export interface WithdrawnAct {
  readonly actId: ActId;
  readonly entryNumber: string;
  readonly state: 'revoked' | 'superseded';
  readonly reason: string;
  readonly successor: string | null;
}

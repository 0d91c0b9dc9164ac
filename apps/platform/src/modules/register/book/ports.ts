import type { ActId, Clock, CommuneId, PersonId, PersonName, StaffActor } from '../../../kernel/index.ts';
import type { Database, Tx } from '../../../platform/db/index.ts';
import type { StandingsOf } from './model.ts';

/** Seals personal values under their person's own key; other rooms' vault. */
export interface RegisterVault {
  seal(tx: Tx, subject: PersonId, place: string, clear: Buffer): Promise<Buffer>;
  /** Null for a person who was erased since. */
  openKept(
    tx: Tx,
    values: readonly { readonly subject: PersonId; readonly place: string; readonly sealed: Buffer }[],
  ): Promise<(Buffer | null)[]>;
}

/** What the register needs of rooms that it may not know, plugged together by composition. */
export interface BookPorts {
  readonly vault: RegisterVault;
  /** The words under which a name is found, and those of what somebody typed, folded alike. */
  indexWords(name: PersonName): readonly string[];
  searchWords(text: string): readonly string[];
  /** Writes into a person's file that their line was read, and by whom: they see it in their account. */
  recordReading(
    tx: Tx,
    personId: PersonId,
    reader: StaffActor,
    purpose: 'register-entry' | 'register-search',
  ): Promise<void>;
  /** How those of several acts stand that are valid no more. */
  standingsOf(tx: Tx, communeId: CommuneId, actIds: readonly ActId[]): Promise<StandingsOf>;
  /** A signature that was drawn, as an SVG drawing. */
  drawSignature(communeId: CommuneId, sha256: string): Promise<string>;
}

/** What the register's book stands on. */
export interface BookDeps extends BookPorts {
  readonly db: Database;
  readonly clock: Clock;
}

import type { Id, Language, PersonActor } from '../../../kernel/index.ts';

export type ExportId = Id<'export'>;

export type ExportState = 'queued' | 'ready' | 'failed' | 'erased';

/** An archive of everything that is held of a person. */
export interface Export {
  readonly id: ExportId;
  readonly state: ExportState;
  readonly language: Language;
  readonly askedAt: Date;
  readonly readyAt: Date | null;
  /** When it is deleted. */
  readonly expiresAt: Date;
  readonly bytes: number | null;
  /** Papers that were too many or too big for one archive. */
  readonly leftOut: number | null;
  readonly fetchedAt: Date | null;
}

/** A part of the archive's data: a JSON value under its name. */
export interface ExportPart {
  /** Key in `data.json`, described in docs/export.md. */
  readonly name: string;
  read(actor: PersonActor): Promise<unknown>;
}

/** A paper of the person's own, whose bytes are fetched only while there is room. */
export interface ExportPaper {
  /** File name without folder. */
  readonly name: string;
  read(): Promise<Uint8Array>;
}

/** What kind of thing an update changed, from harmless to not; a revision's class is the worst of its changes. */
export type ChangeClass = 'none' | 'long-term-data' | 'form-filling' | 'annotation' | 'other';

/** One thing that an update changed. */
export interface Change {
  readonly class: ChangeClass;
  /** Number of the object; undefined for the trailer or the file itself. */
  readonly object: number | undefined;
  /** What it is, for engineers: `field "Signature2" signed`, `page 1 content replaced`. */
  readonly detail: string;
  /** Full name of the form field that changed or was added, where it is one. */
  readonly field?: string;
  /** Set where the field did not exist before, with whether its widget is to be seen. */
  readonly created?: 'visible' | 'invisible';
}

/** What the revisions after a signature changed. */
export interface ChangeReport {
  /** The worst of the changes. */
  readonly class: ChangeClass;
  readonly changes: readonly Change[];
}

/** 1 nothing but long-term data, 2 filling and signing, 3 annotations too (ISO 32000-2 table 257). */
export type CertificationLevel = 1 | 2 | 3;

/** What a signature allows to be changed after it: DocMDP /P (ISO 32000-2 §12.8.2.2) and FieldMDP locks (§12.8.2.4). */
export interface Permissions {
  /** Undefined when nothing certifies the file. */
  readonly certification: CertificationLevel | undefined;
  readonly locks: readonly FieldLock[];
}

/** Fields that may not change once a signature stands (/Lock, /FieldMDP). */
export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  readonly fields: readonly string[];
}

/** A change that a signature does not allow. */
export interface Objection {
  readonly code: 'changed-after' | 'changed-against-certification' | 'changed-locked-field';
  /** For engineers. */
  readonly detail: string;
}

/** Bounds on what a file may make the reader do. */
export interface ReadLimits {
  /** Cross-reference entries and copied objects. */
  readonly objects: number;
  /** Octets inflated from compressed streams, all together. */
  readonly inflatedBytes: number;
  /** Octets of objects parsed, all together; an object that is asked for twice counts twice. */
  readonly parsedBytes: number;
  /** Nesting of arrays and dictionaries. */
  readonly depth: number;
  /** Cross-reference sections, one for each update. */
  readonly sections: number;
}

/** Generous for papers, small for a machine. */
export const defaultLimits: ReadLimits = {
  objects: 1_000_000,
  inflatedBytes: 256 * 1024 * 1024,
  parsedBytes: 1024 * 1024 * 1024,
  depth: 64,
  sections: 1024,
};

import { createHash, type Hash } from 'node:crypto';
import { sliceSegments } from '../bytes.ts';
import { PadesError } from '../failure.ts';
import type { DigestName } from '../x509/algorithm.ts';
import type { CmsDemands } from './seed-value.ts';

/** What /ByteRange says: the file from 0 to Contents, and from after Contents to the end. */
export type ByteRange = readonly [start: 0, length: number, resume: number, rest: number];

/** Octets reserved under a name, by their offset in the file. */
export interface BlankPlace {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}

/** All that must be kept, beside the prepared bytes, to go on in another process. Plain JSON. */
export interface PreparedState {
  readonly version: 1;
  readonly byteRange: ByteRange;
  /** SHA-256 of the byte ranges, hexadecimal, blanks as they stand. */
  readonly sha256: string;
  /** Blanks not yet filled. */
  readonly blanks?: readonly BlankPlace[];
  /** What the CMS must observe. */
  readonly demands?: CmsDemands & { readonly noCommitment?: true };
}

/** A file that has everything but its signature. */
export interface PreparedSignature {
  /** The input itself, not copied, then the update with Contents blank. */
  readonly segments: readonly Uint8Array[];
  readonly byteRange: ByteRange;
  /** Where the hexadecimal digits of /Contents stand: offset of the first, and how many (two an octet). */
  readonly contents: { readonly offset: number; readonly length: number };
  /** Blanks not yet filled. */
  readonly blanks: readonly BlankPlace[];
  /** What the CMS must observe: digests and a timestamp that the field demands; no commitment type beside a /Reason. */
  readonly demands: NonNullable<PreparedState['demands']>;
  /**
   * Fills a blank with exactly its octets, in place and once. `blank-invalid` when there is none of this name, when the
   * length is another, or when a digest was taken already.
   */
  fill(name: string, octets: Uint8Array): void;
  /** Digest of the byte ranges: the CMS message-digest. SHA-256 unless told. Ends the filling of blanks. */
  digest(algorithm?: DigestName): Uint8Array;
  /** All bytes in one piece, to be stored. */
  toBytes(): Uint8Array;
  /** What to store beside them. */
  state(): PreparedState;
}

/** What a preparation says beside its bytes. */
export interface PreparedFacts {
  readonly byteRange: ByteRange;
  readonly blanks?: readonly BlankPlace[];
  readonly demands?: NonNullable<PreparedState['demands']>;
}

/** Offsets of blank Contents in some segments, as a PreparedSignature. */
export class PreparedFile implements PreparedSignature {
  readonly segments: readonly Uint8Array[];
  readonly byteRange: ByteRange;
  readonly demands: NonNullable<PreparedState['demands']>;
  #blanks: readonly BlankPlace[];
  #digestTaken = false;
  /** Offset up to which no blank changes the bytes: what was hashed up to there need not be hashed again. */
  readonly #stable: number;
  readonly #stableHashes = new Map<DigestName, Hash>();
  readonly #digests = new Map<DigestName, Uint8Array>();

  constructor(segments: readonly Uint8Array[], { byteRange, blanks = [], demands = {} }: PreparedFacts) {
    this.segments = segments;
    this.byteRange = byteRange;
    this.demands = demands;
    this.#blanks = blanks;
    this.#stable = blanks.reduce((least, { offset }) => Math.min(least, offset), byteRange[1]);
  }

  get contents(): { readonly offset: number; readonly length: number } {
    const [, length, resume] = this.byteRange;
    // The angle brackets stand outside the ranges as well (ISO 32000-1 §12.8.1), around the digits.
    return { offset: length + 1, length: resume - length - 2 };
  }

  get blanks(): readonly BlankPlace[] {
    return this.#blanks;
  }

  fill(name: string, octets: Uint8Array): void {
    const place = this.#blanks.find(blank => blank.name === name);
    if (place === undefined) throw new PadesError('blank-invalid', `no blank ${name} is left to fill`);
    if (octets.length !== place.length) {
      throw new PadesError('blank-invalid', `${name} has ${place.length} octets, not ${octets.length}`);
    }
    if (this.#digestTaken) throw new PadesError('blank-invalid', 'the digest was taken already');
    let from = 0;
    for (const view of sliceSegments(this.segments, place.offset, place.offset + place.length)) {
      view.set(octets.subarray(from, from + view.length));
      from += view.length;
    }
    this.#blanks = this.#blanks.filter(blank => blank !== place);
    this.#digests.clear();
  }

  digest(algorithm: DigestName = 'sha256'): Uint8Array {
    this.#digestTaken = true;
    return this.#digestNow(algorithm);
  }

  #digestNow(algorithm: DigestName): Uint8Array {
    const known = this.#digests.get(algorithm);
    if (known !== undefined) return known;
    const [, length, resume, rest] = this.byteRange;
    const hash = this.#stableHash(algorithm).copy();
    for (const view of sliceSegments(this.segments, this.#stable, length)) hash.update(view);
    for (const view of sliceSegments(this.segments, resume, resume + rest)) hash.update(view);
    const digest = hash.digest();
    this.#digests.set(algorithm, digest);
    return digest;
  }

  #stableHash(algorithm: DigestName): Hash {
    const known = this.#stableHashes.get(algorithm);
    if (known !== undefined) return known;
    const hash = createHash(algorithm);
    for (const view of sliceSegments(this.segments, 0, this.#stable)) hash.update(view);
    this.#stableHashes.set(algorithm, hash);
    return hash;
  }

  toBytes(): Uint8Array {
    return Buffer.concat(this.segments);
  }

  state(): PreparedState {
    return {
      version: 1,
      byteRange: this.byteRange,
      sha256: Buffer.from(this.#digestNow('sha256')).toString('hex'),
      ...(this.#blanks.length === 0 ? {} : { blanks: this.#blanks }),
      ...(Object.keys(this.demands).length === 0 ? {} : { demands: this.demands }),
    };
  }
}

/** Octets that /Contents has room for. */
export function contentsCapacity(prepared: PreparedSignature): number {
  return prepared.contents.length / 2;
}

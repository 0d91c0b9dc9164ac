import { randomBytes } from 'node:crypto';
import type { DelegationId, Id, OrganisationId, PartyId, PersonId, RequestId, StaffId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { KeyRing } from './key-ring.ts';
import { openBytes, sealBytes } from './protection.ts';
import {
  destroyKey,
  insertKey,
  nameSubject,
  replaceSealed,
  selectAbsorbed,
  selectKeys,
  type SubjectKeyRow,
} from './subject-key-store.ts';

/**
 * Whose data a value is: a person, somebody not yet enrolled, somebody invited or awaited to sign, an organisation, a request, for what several
 * people write in it, a delegation, for what its delegate drew, or a member of staff, for where they are written to. Erasing the subject closes all of its values.
 */
export type SubjectId =
  | PersonId
  | Id<'pre-enrolment'>
  | PartyId
  | Id<'awaited'>
  | OrganisationId
  | RequestId
  | DelegationId
  | StaffId;

/** A sealed value with what is needed to open it. */
export interface SealedValue {
  readonly subject: SubjectId;
  readonly place: string;
  readonly sealed: Buffer;
}

/**
 * Seals what may be read of a subject only as long as the subject is kept: each has a random data key of 256 bits, itself sealed by the
 * ring outside the database. Every room that writes down a document number, an address, a drawn signature or anything else of a
 * person beyond the name uses it, in its own column of type bytea. A person's key can be used by a transaction bound to the
 * person, or to a commune that has served them, and by no other.
 */
export interface SubjectVault {
  /** Seals `clear` for one subject and one `place` (schema.table/row/column): in another place it does not open. Throws after `shred`. */
  seal(tx: Tx, subject: SubjectId, place: string, clear: Buffer): Promise<Buffer>;
  /** Opens what `seal` made. Throws for another subject, another place, altered bytes, and after `shred`. */
  open(tx: Tx, subject: SubjectId, place: string, sealed: Buffer): Promise<Buffer>;
  /** Opens several values, in their order, with one question to the database however many people they are of: for lists. */
  openAll(tx: Tx, values: readonly SealedValue[]): Promise<Buffer[]>;
  /** The same for registers, which outlive a person's file: null for a value whose subject's key was destroyed, or is out of reach. */
  openKept(tx: Tx, values: readonly SealedValue[]): Promise<(Buffer | null)[]>;
  /**
   * Destroys a subject's data key, and those of the files that were merged into a person's: whatever was sealed of them, in any room,
   * never opens again, and nothing more is sealed.
   */
  shred(tx: Tx, subject: SubjectId): Promise<void>;
}

/** First byte of a value: 1 was sealed by the ring's key itself, before subjects had data keys. */
const oldFormat = 1;
const oldHeaderLength = 5;
const header = Buffer.from([2]);
const within = (subject: SubjectId, place: string): string => `${subject}/${place}`;

/** The vault over the ring outside the database. */
export function createSubjectVault({ envelope: ring }: { readonly envelope: KeyRing }): SubjectVault {
  return {
    seal: async (tx, subject, place, clear) =>
      sealBytes(await keyOf(tx, ring, subject), within(subject, place), clear, header),
    open: async (tx, subject, place, sealed) => {
      if (sealed[0] !== oldFormat) await load(tx, ring, [subject]);
      return openOne(tx, ring, { subject, place, sealed });
    },
    openAll: async (tx, values) => {
      await load(
        tx,
        ring,
        values.filter(({ sealed }) => sealed[0] !== oldFormat).map(({ subject }) => subject),
      );
      return values.map(value => openOne(tx, ring, value));
    },
    openKept: async (tx, values) => {
      await load(
        tx,
        ring,
        values.map(({ subject }) => subject),
      );
      return values.map(value => (isClosed(tx, value) ? null : openOne(tx, ring, value)));
    },
    shred: async (tx, subject) => {
      for (const each of [subject, ...(await selectAbsorbed(tx, subject))]) {
        await nameSubject(tx, each);
        await destroyKey(tx, each);
        keysOf(tx).set(each, 'destroyed');
      }
    },
  };
}

/** Data keys that a transaction has opened; they live as long as it does. */
const opened = new WeakMap<Tx, Map<SubjectId, Buffer | 'destroyed'>>();

function keysOf(tx: Tx): Map<SubjectId, Buffer | 'destroyed'> {
  const known = opened.get(tx) ?? new Map<SubjectId, Buffer | 'destroyed'>();
  opened.set(tx, known);
  return known;
}

/** Fetches the data keys of subjects that the transaction has not opened yet. */
async function load(tx: Tx, ring: KeyRing, subjects: readonly SubjectId[]): Promise<void> {
  const known = keysOf(tx);
  const missing = [...new Set(subjects)].filter(subject => !known.has(subject));
  const [first] = missing;
  if (first === undefined) return;
  // A list is of persons, whom the transaction's own scope shows.
  if (missing.length === 1) await nameSubject(tx, first);
  for (const row of await selectKeys(tx, missing)) known.set(row.subjectId, openKey(ring, row));
}

function openKey(ring: KeyRing, { subjectId, sealed }: SubjectKeyRow): Buffer | 'destroyed' {
  if (!sealed) return 'destroyed';
  const ringKey = ring.find(sealed.ringKey);
  if (!ringKey) throw new Error('a data key is sealed with a key of the ring that is not at hand');
  return openBytes(ringKey.key, placeOfKey(subjectId), sealed.key);
}

/** Whether the key was destroyed; or is out of reach, as that of an erased person is for a commune, which knows them no longer. */
function isClosed(tx: Tx, { subject, sealed }: SealedValue): boolean {
  const key = keysOf(tx).get(subject);
  return key === 'destroyed' || (key === undefined && sealed[0] !== oldFormat);
}

function openOne(tx: Tx, ring: KeyRing, { subject, place, sealed }: SealedValue): Buffer {
  if (sealed[0] === oldFormat) {
    const ringKey = ring.find(sealed.subarray(1, oldHeaderLength));
    if (!ringKey) throw new Error('sealed with a key of the ring that is not at hand');
    return openBytes(ringKey.key, place, sealed, oldHeaderLength);
  }
  return openBytes(usable(keysOf(tx).get(subject)), within(subject, place), sealed, header.length);
}

function usable(key: Buffer | 'destroyed' | undefined): Buffer {
  if (key === undefined) throw new Error('no data key of this subject is within reach of the transaction');
  if (key === 'destroyed') throw new Error('the data key of this subject was destroyed');
  return key;
}

/** The data key of a subject, made when it has none. */
async function keyOf(tx: Tx, ring: KeyRing, subject: SubjectId): Promise<Buffer> {
  await load(tx, ring, [subject]);
  if (!keysOf(tx).has(subject)) {
    await insertKey(tx, subject, sealKey(ring, subject, randomBytes(32)));
    // Read back: of two transactions that make one at the same moment, the first one's counts.
    await load(tx, ring, [subject]);
  }
  return usable(keysOf(tx).get(subject));
}

const placeOfKey = (subject: SubjectId): string => `identity.subject_key/${subject}/sealed_key`;

function sealKey(ring: KeyRing, subject: SubjectId, key: Buffer): { readonly ringKey: Buffer; readonly key: Buffer } {
  const { id, key: ringKey } = ring.newest();
  return { ringKey: id, key: sealBytes(ringKey, placeOfKey(subject), key) };
}

/** Seals the data key of a subject with the newest key of the ring. Does nothing when it was destroyed meanwhile. */
export async function resealKey(tx: Tx, ring: KeyRing, subject: SubjectId): Promise<void> {
  await load(tx, ring, [subject]);
  const key = keysOf(tx).get(subject);
  if (key !== undefined && key !== 'destroyed') await replaceSealed(tx, subject, sealKey(ring, subject, key));
}

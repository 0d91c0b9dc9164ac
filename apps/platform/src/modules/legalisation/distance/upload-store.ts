import { sql } from 'kysely';
import { asId, type Id } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { LegalisationKey } from '../store.ts';
import type { PaperSize } from './paper-room.ts';

export type UploadId = Id<'upload'>;

/** A file on its way. `received` of `length` bytes are there; `fingerprint` is 64 hexadecimal digits of the browser's making. */
export interface PendingUpload {
  readonly id: UploadId;
  readonly fingerprint: string;
  readonly length: number;
  readonly received: number;
}

interface UploadRow {
  id: string;
  fingerprint: Buffer;
  length: number;
  received: number;
}

/** Files on their way to a request, oldest first. */
export async function selectUploads(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
): Promise<readonly PendingUpload[]> {
  const { rows } = await sql<UploadRow>`
    select id, fingerprint, length, received from legalisation.upload
    where commune_id = ${communeId} and request_id = ${requestId} order by created_at, id`.execute(tx);
  return rows.map(readUpload);
}

/** One of them, locked, so that two parts of one file follow one another. */
export async function lockUpload(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  id: UploadId,
): Promise<PendingUpload | undefined> {
  const { rows } = await sql<UploadRow>`
    select id, fingerprint, length, received from legalisation.upload
    where commune_id = ${communeId} and request_id = ${requestId} and id = ${id} for update`.execute(tx);
  return rows[0] && readUpload(rows[0]);
}

/** What a request has taken in until now, locked: whoever counts and adds follows whoever did before. */
export async function lockTaken(tx: Tx, { communeId, requestId }: LegalisationKey): Promise<PaperSize> {
  const { rows } = await sql<{ bytes: number; pages: number }>`
    select taken_bytes as bytes, taken_pages as pages from legalisation.distance
    where commune_id = ${communeId} and request_id = ${requestId} for update`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('a request at a distance without its row');
  return row;
}

/** Notes what a request has taken in. */
export async function updateTaken(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  { bytes, pages }: PaperSize,
): Promise<void> {
  await sql`
    update legalisation.distance set taken_bytes = ${bytes}, taken_pages = ${pages}
    where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
}

/** Announces a file. */
export async function insertUpload(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  { id, fingerprint, length }: Omit<PendingUpload, 'received'>,
  now: Date,
): Promise<void> {
  await sql`
    insert into legalisation.upload (commune_id, id, request_id, fingerprint, length, created_at)
    values (${communeId}, ${id}, ${requestId}, ${Buffer.from(fingerprint, 'hex')}, ${length}, ${now})`.execute(tx);
}

/** Keeps the next part of a locked file. */
export async function appendPart(
  tx: Tx,
  { communeId }: Pick<LegalisationKey, 'communeId'>,
  { id, received }: PendingUpload,
  bytes: Uint8Array,
): Promise<void> {
  await sql`
    insert into legalisation.upload_part (commune_id, upload_id, starts_at, bytes)
    values (${communeId}, ${id}, ${received}, ${Buffer.from(bytes)})`.execute(tx);
  await sql`
    update legalisation.upload set received = ${received + bytes.length}
    where commune_id = ${communeId} and id = ${id}`.execute(tx);
}

/** Parts that are read at once. */
const partsRead = 4;

/** The bytes of a file that is whole, part after part into one piece: the file is held in memory once, and a few parts beside it. Undefined where it is there no more. */
export async function readParts(
  tx: Tx,
  { communeId }: Pick<LegalisationKey, 'communeId'>,
  { id, length }: Pick<PendingUpload, 'id' | 'length'>,
): Promise<Uint8Array | undefined> {
  const whole = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const { rows } = await sql<{ starts_at: number; bytes: Buffer }>`
      select starts_at, bytes from legalisation.upload_part
      where commune_id = ${communeId} and upload_id = ${id} and starts_at >= ${at} order by starts_at limit ${partsRead}`.execute(
      tx,
    );
    if (rows.length === 0) return undefined;
    for (const { starts_at: start, bytes } of rows) {
      whole.set(bytes, start);
      at = start + bytes.length;
    }
  }
  return whole;
}

/** Forgets a file and its parts. */
export async function deleteUpload(tx: Tx, { communeId, requestId }: LegalisationKey, id: UploadId): Promise<void> {
  await sql`
    delete from legalisation.upload where commune_id = ${communeId} and request_id = ${requestId} and id = ${id}`.execute(
    tx,
  );
}

/** Forgets what was announced before an instant and never came whole. In a transaction of its commune. */
export async function deleteUploadsBefore(
  tx: Tx,
  { communeId }: Pick<LegalisationKey, 'communeId'>,
  before: Date,
): Promise<void> {
  await sql`delete from legalisation.upload where commune_id = ${communeId} and created_at < ${before}`.execute(tx);
}

function readUpload({ id, fingerprint, length, received }: UploadRow): PendingUpload {
  return { id: asId(id), fingerprint: fingerprint.toString('hex'), length, received };
}

import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type JournalEntry, journalEntry } from './journal-entry.ts';

/** Where an entry stands in the file. */
export interface Location {
  readonly offset: number;
  readonly length: number;
}

/**
 * The sealer's own memory: an append-only file, one line an entry, each `checksum json`. A checksum covers its line and the
 * checksum before, so that a line changed, removed or moved is seen. What `append` has answered survives a power failure.
 */
export interface Journal {
  append(entry: JournalEntry): Promise<Location>;
  /** Reads one entry back, checked. */
  read(location: Location): Promise<JournalEntry>;
  close(): Promise<void>;
}

const firstChecksum = '0'.repeat(32);
const newline = 0x0a;

function checksumOf(previous: string, json: string): string {
  return createHash('sha256').update(`${previous} ${json}`).digest('hex').slice(0, 32);
}

/**
 * Opens (or makes) the journal at `path` and hands every entry to `replay`, in order. A last line that was being written
 * when the machine stopped was never answered: it is cut off. Any other damage throws, because a sealer that has forgotten
 * a number could give it to another file.
 */
export async function openJournal(
  path: string,
  replay: (entry: JournalEntry, location: Location) => void,
): Promise<Journal> {
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const { end, checksum } = await readAll(file, replay);
    await file.truncate(end);
    await file.sync();
    await syncFolder(dirname(path));
    return writeFrom(file, end, checksum);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readAll(
  file: FileHandle,
  replay: (entry: JournalEntry, location: Location) => void,
): Promise<{ end: number; checksum: string }> {
  let [end, checksum] = [0, firstChecksum];
  let torn = false;
  for await (const line of linesOf(file)) {
    const entry = torn ? undefined : readLine(line.toString('latin1'), checksum);
    if (entry) {
      replay(entry, { offset: end, length: line.length });
      checksum = line.toString('latin1', 0, 32);
      end += line.length;
    } else if (torn || !isHalfWritten(line)) {
      throw new Error(`The sealer's journal is damaged after byte ${end}: restore it before starting.`);
    } else torn = true;
  }
  return { end, checksum };
}

/** A write cut by a power failure lacks its end, or has holes of zeros where a page never reached the disk. */
function isHalfWritten(line: Buffer): boolean {
  return line.at(-1) !== newline || line.includes(0);
}

/** Whole lines with their newline; at the end, what stands after the last one. */
async function* linesOf(file: FileHandle): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of file.createReadStream({
    start: 0,
    autoClose: false,
    highWaterMark: 1 << 20,
  }) as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    for (let at = rest.indexOf(newline); at >= 0; at = rest.indexOf(newline)) {
      yield rest.subarray(0, at + 1);
      rest = rest.subarray(at + 1);
    }
  }
  if (rest.length > 0) yield rest;
}

/** The entry on a line that follows `previous`; undefined when the line is not whole or not in its place. */
function readLine(line: string, previous: string): JournalEntry | undefined {
  if (!line.endsWith('\n') || line[32] !== ' ') return undefined;
  const json = line.slice(33, -1);
  if (line.slice(0, 32) !== checksumOf(previous, json)) return undefined;
  return journalEntry.parse(JSON.parse(json));
}

function writeFrom(file: FileHandle, start: number, firstPrevious: string): Journal {
  let [end, previous] = [start, firstPrevious];
  let turn: Promise<unknown> = Promise.resolve();
  let broken = false;

  const write = async (entry: JournalEntry): Promise<Location> => {
    if (broken) throw new Error("The sealer's journal could not be written: the sealer must be started again.");
    const json = JSON.stringify(entry);
    const checksum = checksumOf(previous, json);
    const line = Buffer.from(`${checksum} ${json}\n`, 'latin1');
    try {
      await file.write(line, 0, line.length, end);
      await file.datasync();
    } catch (error) {
      broken = !(await isTakenBack(file, end));
      throw error;
    }
    const location = { offset: end, length: line.length };
    [end, previous] = [end + line.length, checksum];
    return location;
  };

  return {
    append: entry => {
      const written = turn.then(() => write(entry));
      turn = written.catch(() => undefined);
      return written;
    },
    read: async ({ offset, length }) => {
      const line = Buffer.alloc(length);
      const { bytesRead } = await file.read(line, 0, length, offset);
      if (bytesRead !== length) throw new Error("The sealer's journal was cut while it was open.");
      return journalEntry.parse(JSON.parse(line.toString('latin1', 33)));
    },
    close: async () => {
      await turn;
      await file.close();
    },
  };
}

/**
 * Takes a failed write back, so that a full disk that has room again is written to as before. Where even that fails, nobody
 * knows what the disk holds: only a new start reads it again.
 */
async function isTakenBack(file: FileHandle, end: number): Promise<boolean> {
  try {
    await file.truncate(end);
    await file.datasync();
    return true;
  } catch {
    return false;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

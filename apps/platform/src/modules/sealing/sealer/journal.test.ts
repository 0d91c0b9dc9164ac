import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openJournal } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shubbak-journal-'));
  path = join(folder, 'journal');
});
afterEach(() => rmSync(folder, { recursive: true }));

const burned = (index: number): JournalEntry => ({
  kind: 'burned',
  number: `office/2026/${index}`,
  act: `act-${index}`,
  reason: 'withdrawn',
  at: '2026-11-23T10:00:00.000Z',
});

/** Opens the journal, appends `more` entries, closes it; answers what was replayed. */
async function session(more: number): Promise<readonly JournalEntry[]> {
  const replayed: JournalEntry[] = [];
  const journal = await openJournal(path, entry => replayed.push(entry));
  for (let index = 0; index < more; index++) await journal.append(burned(replayed.length + index + 1));
  await journal.close();
  return replayed;
}

describe('the journal', () => {
  test('remembers in order, and reads an entry back where it stands', async () => {
    await session(3);
    const places: { offset: number; length: number }[] = [];
    const journal = await openJournal(path, (_, location) => places.push(location));
    expect(await journal.read(places[1] ?? expect.fail())).toEqual(burned(2));
    await journal.close();
  });

  test('keeps the order of those who write at once', async () => {
    const journal = await openJournal(path, () => undefined);
    await Promise.all(Array.from({ length: 20 }, (_, index) => journal.append(burned(index + 1))));
    await journal.close();
    expect(await session(0)).toHaveLength(20);
  });

  test('cut anywhere in its last line forgets that line, which was never answered, and no other', async () => {
    await session(3);
    const whole = readFileSync(path);
    const lastLine = whole.lastIndexOf(0x0a, whole.length - 2) + 1;
    for (let cut = lastLine; cut < whole.length; cut += 7) {
      writeFileSync(path, whole);
      truncateSync(path, cut);
      expect(await session(1)).toHaveLength(2);
      expect(await session(0)).toHaveLength(3);
    }
  });

  test('forgets a last line of which the disk kept only zeros', async () => {
    await session(2);
    appendFileSync(path, Buffer.alloc(300));
    expect(await session(1)).toHaveLength(2);
    expect(await session(0)).toHaveLength(3);
  });

  test('forgets a last line with a hole of zeros', async () => {
    await session(2);
    const whole = readFileSync(path);
    writeFileSync(path, Buffer.concat([whole.subarray(0, -60), Buffer.alloc(30), whole.subarray(-30)]));
    expect(await session(0)).toHaveLength(1);
  });

  test('altered in any byte, its last line included, refuses to open', async () => {
    await session(4);
    const whole = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 2), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const altered = Buffer.from(whole);
        altered.writeUInt8(altered.readUInt8(at) ^ flip, at);
        // A zero byte is what an unwritten page looks like: only then may the last line be taken for half-written.
        fc.pre(altered.readUInt8(at) !== 0);
        writeFileSync(path, altered);
        await expect(session(0)).rejects.toThrow(/damaged/);
      }),
    );
  });

  test('from which a line was taken out, or where two were exchanged, refuses to open', async () => {
    await session(4);
    const lines = readFileSync(path, 'latin1').trimEnd().split('\n');
    const [first = '', second = '', third = '', fourth = ''] = lines;
    for (const changed of [
      [first, third, fourth],
      [first, third, second, fourth],
      [second, third, fourth],
    ]) {
      writeFileSync(path, `${changed.join('\n')}\n`);
      await expect(session(0)).rejects.toThrow(/damaged/);
    }
  });
});

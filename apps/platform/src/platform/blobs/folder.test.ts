import { chmodSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CommuneId, newId } from '../../kernel/index.ts';
import { type ErasableBlobs, openBlobFolder, sha256Of } from './folder.ts';

let directory: string;
let blobs: ErasableBlobs;
const commune = newId<CommuneId>(new Date());
const other = newId<CommuneId>(new Date());
const bytes = Buffer.from('a paper');

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'shubbak-blobs-'));
  blobs = openBlobFolder(directory);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const fileOf = (name: string): string => join(directory, commune, name.slice(0, 2), name);

describe('a folder of blobs', () => {
  test('gives back what it was given, under the digest of it, however often', async () => {
    const name = await blobs.put(commune, bytes);
    expect(name).toBe(sha256Of(bytes));
    expect(await blobs.put(commune, bytes)).toBe(name);
    expect((await blobs.get(commune, name)).equals(bytes)).toBe(true);
    expect(readdirSync(join(directory, commune, name.slice(0, 2)))).toEqual([name]);
  });

  test('does not tell one commune what another has', async () => {
    const name = await blobs.put(commune, bytes);
    expect(await blobs.has(other, name)).toBe(false);
    await expect(blobs.get(other, name)).rejects.toThrow(/ENOENT/);
  });

  test('never hands out bytes that were altered on disk', async () => {
    const name = await blobs.put(commune, bytes);
    chmodSync(fileOf(name), 0o600);
    writeFileSync(fileOf(name), 'another paper');
    await expect(blobs.get(commune, name)).rejects.toThrow(/altered on disk/);
  });

  test('heals what was altered on disk when it is given the true bytes again', async () => {
    const name = await blobs.put(commune, bytes);
    chmodSync(fileOf(name), 0o600);
    writeFileSync(fileOf(name), 'another paper');
    await blobs.put(commune, bytes);
    expect((await blobs.get(commune, name)).equals(bytes)).toBe(true);
  });

  test('destroys what nobody has put lately, and nothing that is put again in the meantime', async () => {
    const name = await blobs.put(commune, bytes);
    const [before, after] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];
    expect(await blobs.erase(commune, name, before)).toBe(false);
    expect((await blobs.get(commune, name)).equals(bytes)).toBe(true);
    expect(await blobs.erase(commune, name, after)).toBe(true);
    expect(await blobs.has(commune, name)).toBe(false);
    expect(readdirSync(join(directory, commune, name.slice(0, 2)))).toEqual([]);
    expect(await blobs.erase(commune, name, after)).toBe(true);
    utimesSync(fileOf(await blobs.put(commune, bytes)), before, before);
    await blobs.put(commune, bytes);
    expect(await blobs.erase(commune, name, new Date(Date.now() - 30_000))).toBe(false);
  });

  test('takes the same bytes from many at once', async () => {
    const names = await Promise.all(Array.from({ length: 20 }, () => blobs.put(commune, bytes)));
    expect(new Set(names).size).toBe(1);
    expect(readdirSync(join(directory, commune, names[0]?.slice(0, 2) ?? ''))).toHaveLength(1);
  });
});

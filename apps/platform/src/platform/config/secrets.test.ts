import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addRingKey, readRingKeys } from './secrets.ts';

const secretsDir = mkdtempSync(join(tmpdir(), 'shubbak-ring-'));
afterAll(() => rmSync(secretsDir, { recursive: true }));

test('the ring is read in the order its keys were made, also beyond nine and without the first', () => {
  const names = Array.from({ length: 11 }, () => addRingKey({ secretsDir }));
  expect(names.slice(0, 3)).toEqual(['envelope-key', 'envelope-key-2', 'envelope-key-3']);
  writeFileSync(join(secretsDir, 'envelope-key.bak'), 'not a key');
  const kept = names.map(name => readFileSync(join(secretsDir, name), 'utf8').trim());
  expect(readRingKeys({ secretsDir }).map(key => key.toString('hex'))).toEqual(kept);
  rmSync(join(secretsDir, 'envelope-key'));
  expect(readRingKeys({ secretsDir }).map(key => key.toString('hex'))).toEqual(kept.slice(1));
  expect(addRingKey({ secretsDir })).toBe('envelope-key-12');
});

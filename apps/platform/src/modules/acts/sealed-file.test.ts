import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { type RecordedAct, recordAct, trustOf } from '../../../test/recorded-act.ts';
import { type BlobStore, sha256Of } from '../../platform/blobs/index.ts';
import { newCode } from './codes.ts';
import type { FileTrust } from './model.ts';
import { createSealedFiles, type FileClaim, type UnprovenFile } from './sealed-file.ts';

const database = await testDatabase();
let recorded: RecordedAct;
let claim: FileClaim;

beforeAll(async () => {
  recorded = await recordAct({ app: database.as('app'), sealer: database.as('sealer') });
  const { act, bytes } = recorded;
  claim = { ...act, actId: act.id, file: { sha256: sha256Of(bytes), length: bytes.length } };
}, 180_000);
afterAll(() => recorded.counter.close());

/** Sealed files over one file called by its digest, and what was read and reported. */
function filesOf({
  bytes = recorded.bytes,
  trust = trustOf(recorded.counter),
}: {
  bytes?: Buffer;
  trust?: FileTrust;
} = {}) {
  const alarms: UnprovenFile[] = [];
  const seen = { reads: 0 };
  const get: BlobStore['get'] = async (_, sha256) => {
    seen.reads++;
    if (sha256Of(bytes) !== sha256) throw new Error('altered');
    return bytes;
  };
  const blobs = { ...recorded.blobs, get };
  const onUnproven = (file: UnprovenFile) => void alarms.push(file);
  return { files: createSealedFiles({ blobs, trust, onUnproven }), alarms, seen };
}

const refused = { ok: false, refusal: { code: 'acts.file-unproven', params: {} } };

test('the file that an officer sealed is proven, read once for as many questions, and handed out whole', async () => {
  const { files, alarms, seen } = filesOf();
  for (let asked = 0; asked < 3; asked++) expect(await files.prove(claim)).toBe('B-T');
  expect(seen.reads).toBe(1);
  expect(await files.open(claim)).toEqual({
    ok: true,
    value: { bytes: recorded.bytes, field: 'Signature1', level: 'B-T' },
  });
  expect(alarms).toEqual([]);
});

test.each<[string, (claim: FileClaim) => Partial<FileClaim>, string]>([
  ['another code', () => ({ code: newCode() }), 'act'],
  ['another entry', () => ({ entryNumber: '2026/MAA03/000002' }), 'act'],
  ['another second', ({ timestampedAt }) => ({ timestampedAt: new Date(timestampedAt.getTime() - 1000) }), 'time'],
  ['another length', ({ file }) => ({ file: { ...file, length: file.length + 1 } }), 'length'],
])('a genuine file does not stand for an act with %s', async (_, change, check) => {
  const { files, alarms } = filesOf();
  expect(await files.prove(claim)).toBe('B-T');
  const other = { ...claim, ...change(claim) };
  expect(await files.prove(other)).toBeUndefined();
  expect(await files.open(other)).toEqual(refused);
  const alarm = { communeId: claim.communeId, actId: claim.actId, failures: [check] };
  expect(alarms).toEqual([alarm, alarm]);
});

test('bytes changed after the signature, and bytes lost or altered on disk, are refused', async () => {
  const bytes = Buffer.from(recorded.bytes);
  // In the comment after the header: no reader would notice.
  bytes[12] = 0x20;
  const changed = filesOf({ bytes });
  const other = { ...claim, file: { sha256: sha256Of(bytes), length: bytes.length } };
  expect(await changed.files.open(other)).toEqual(refused);
  expect(changed.alarms[0]?.failures).toEqual(['message-digest']);
  expect(await changed.files.open(claim)).toEqual(refused);
  expect(changed.alarms[1]?.failures).toEqual(['stored']);
});

test('a signer or a timestamp that does not hang from the pinned roots is refused', async () => {
  const trust = trustOf(recorded.counter);
  const stranger = filesOf({ trust: { ...trust, trust: [] } });
  expect(await stranger.files.open(claim)).toEqual(refused);
  expect(stranger.alarms[0]?.failures).toEqual(['signer-trusted']);
  const untimed = filesOf({ trust: { ...trust, timestampTrust: [] } });
  expect(await untimed.files.open(claim)).toEqual(refused);
  expect(untimed.alarms[0]?.failures).toContain('timestamp');
});

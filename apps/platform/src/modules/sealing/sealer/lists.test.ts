import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  digestOfCode,
  verifyWithdrawalList,
  type WithdrawalList,
  writeSignedList,
  writeWithdrawalList,
} from '@shubbak/pades';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSoftwareKeys } from '../../../adapters/signers/software/index.ts';
import { type TestSigning, testSigning } from '../../../../test/signing.ts';
import { type CommuneId, newId, trainingId } from '../../../kernel/index.ts';
import { createSealerClient, type SealerClient } from './client.ts';
import { type RunningSealer, startSealer } from './start.ts';

const begun = new Date();
const [commune, other] = [newId<CommuneId>(begun), newId<CommuneId>(begun)];
const shadow = trainingId(commune);
const hour = 3_600_000;

let folder: string;
let real: TestSigning;
let practice: TestSigning;
let client: SealerClient;
let running: RunningSealer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shubbak-lists-'));
  real = await testSigning({ dataDir: join(folder, 'real'), commune, now: begun });
  practice = await testSigning({ dataDir: join(folder, 'training'), commune: shadow, now: begun });
  client = createSealerClient(join(folder, 'sealer.sock'));
  running = await start();
});
afterAll(async () => {
  client.close();
  await running.stop();
  await real.authority.stop();
  await practice.authority.stop();
  rmSync(folder, { recursive: true });
});

const start = (): Promise<RunningSealer> =>
  startSealer({
    socketPath: join(folder, 'sealer.sock'),
    journalPath: join(folder, 'journal'),
    keys: openSoftwareKeys(real.authority.officerKeys),
    seals: real.authority.seals,
    training: {
      keys: openSoftwareKeys(practice.authority.officerKeys),
      seals: practice.authority.seals,
      ceremonyKey: practice.ceremonyKey,
    },
    authorities: [{ url: real.authority.url, trust: real.authority.trust }],
    trust: { ceremonyKey: real.ceremonyKey, origins: ['https://localhost'] },
    readRevocations: async () => new Map(),
    clock: () => new Date(),
    onFailure: error => process.stderr.write(`sealer: ${String(error)}\n`),
  });

const entryOf = (code: string) => ({
  code: digestOfCode(code),
  state: 'revoked' as const,
  since: '2026-11-24T08:15:00.000Z',
});

/** A list of now with these codes. */
function listOf(codes: readonly string[], changes: Partial<WithdrawalList> = {}): Buffer {
  const now = Date.now();
  return writeWithdrawalList({
    issuer: 'CAS',
    number: 1,
    thisUpdate: new Date(now).toISOString(),
    nextUpdate: new Date(now + 48 * hour).toISOString(),
    entries: codes.map(entryOf).toSorted((one, two) => (one.code < two.code ? -1 : 1)),
    ...changes,
  });
}

const ask = (list: Buffer, previous: Buffer | null = null, of = commune) =>
  client.sealList({ commune: of, list: list.toString('base64'), previous: previous && previous.toString('base64') });

async function sealed(list: Buffer, previous: Buffer | null = null, of = commune): Promise<Buffer> {
  const answer = await ask(list, previous, of);
  if (answer.kind !== 'sealed') throw new Error(`not sealed: ${answer.code}`);
  return writeSignedList({ list, cms: Buffer.from(answer.cms, 'base64') });
}

async function sealOf(of: CommuneId, signing = real): Promise<Uint8Array> {
  const [certificate] = (await signing.authority.seals.find(of, 'withdrawals'))?.chain ?? [];
  if (!certificate) throw new Error('a commune without a seal');
  return certificate;
}

const code = async (answer: ReturnType<typeof ask>): Promise<string> => {
  const given = await answer;
  return given.kind === 'sealed' ? 'sealed' : given.code;
};

describe('lists of acts without effect', () => {
  test('are numbered one after the other, each with what the one before it held, and the same ever after', async () => {
    const first = listOf(['A']);
    const answer = await ask(first);
    expect(answer.kind).toBe('sealed');
    const second = listOf(['A', 'B'], { number: 2 });
    expect(await code(ask(second))).toBe('sealing.list-out-of-order');
    expect(await code(ask(listOf(['A', 'B'], { number: 3 }), first))).toBe('sealing.list-out-of-order');
    expect(await code(ask(second, listOf(['A', 'C'])))).toBe('sealing.list-out-of-order');
    expect(await code(ask(listOf(['B'], { number: 2 }), first))).toBe('sealing.list-shrinks');
    expect(await code(ask(listOf(['A', 'B'], { number: 2, issuer: 'MOH' }), first))).toBe('sealing.list-shrinks');
    expect(await code(ask(second, first))).toBe('sealed');
    expect(await code(ask(listOf(['A', 'B', 'C'], { number: 2 }), first))).toBe('sealing.number-taken');
    await running.stop();
    running = await start();
    expect(await ask(first)).toEqual(answer);
    expect(await code(ask(listOf(['A', 'B', 'C'], { number: 3 }), second))).toBe('sealed');
  });

  test('are of now, for some days at most, and of the commune that is asked for', async () => {
    const at = (from: number, until: number) => ({
      thisUpdate: new Date(Date.now() + from * hour).toISOString(),
      nextUpdate: new Date(Date.now() + until * hour).toISOString(),
    });
    for (const dates of [at(-1, 48), at(1, 48), at(0, 24 * 30)])
      expect(await code(ask(listOf([], dates), null, other))).toBe('sealing.list-not-now');
    expect(await code(ask(listOf([], { issuer: 'T-CAS' }), null, other))).toBe('sealing.list-malformed');
    expect(await code(ask(listOf([]), null, shadow))).toBe('sealing.list-malformed');
    expect(await code(ask(Buffer.from('{"entries":[]}'), null, other))).toBe('sealing.list-malformed');
  });

  test('are signed by a seal of that commune alone: another commune’s and training’s say nothing for it', async () => {
    const file = await sealed(listOf(['Z'], { issuer: 'MOH' }), null, other);
    const trust = { timestampTrust: real.authority.trust };
    const held = verifyWithdrawalList(file, { ...trust, seals: [await sealOf(other)] });
    expect(held.list.entries).toEqual([entryOf('Z')]);
    const practised = await sealed(listOf(['Z'], { issuer: 'T-CAS' }), null, shadow);
    for (const [forged, seal] of [
      [file, await sealOf(commune)],
      [practised, await sealOf(other)],
      [file, await sealOf(shadow, practice)],
    ] as const)
      expect(() => verifyWithdrawalList(forged, { ...trust, seals: [seal] })).toThrow(/none of the seals/);
    const registers = (await real.authority.seals.find(other, 'register'))?.chain[0];
    if (!registers) throw new Error('no seal for registers');
    expect(() => verifyWithdrawalList(file, { ...trust, seals: [registers] })).toThrow(/none of the seals/);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSoftwareKeys } from '../../../adapters/signers/software/index.ts';
import { signRequest } from '../../../../test/sign-request.ts';
import { type TestSigning, testSigning } from '../../../../test/signing.ts';
import { type CommuneId, isTraining, newId, type OfficeId, trainingId } from '../../../kernel/index.ts';
import { createSealerClient, type SealerClient } from './client.ts';
import { type RunningSealer, startSealer } from './start.ts';

const now = new Date();
const commune = newId<CommuneId>(now);
const shadow = trainingId(commune);
const office = newId<OfficeId>(now);

let folder: string;
let real: TestSigning;
let practice: TestSigning;
let client: SealerClient;
let running: RunningSealer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shubbak-training-'));
  real = await testSigning({ dataDir: join(folder, 'real'), commune, now });
  practice = await testSigning({ dataDir: join(folder, 'training'), commune: shadow, now });
  client = createSealerClient(join(folder, 'sealer.sock'));
  running = await start(true);
});
afterAll(async () => {
  client.close();
  await running.stop();
  await real.authority.stop();
  await practice.authority.stop();
  rmSync(folder, { recursive: true });
});

function start(open: boolean): Promise<RunningSealer> {
  const { authority, ceremonyKey } = real;
  const training = {
    keys: openSoftwareKeys(practice.authority.officerKeys),
    seals: practice.authority.seals,
    ceremonyKey: practice.ceremonyKey,
  };
  return startSealer({
    socketPath: join(folder, 'sealer.sock'),
    journalPath: join(folder, 'journal'),
    keys: openSoftwareKeys(authority.officerKeys),
    seals: authority.seals,
    ...(open && { training }),
    authorities: [{ url: authority.url, trust: authority.trust }],
    trust: { ceremonyKey, origins: ['https://localhost'] },
    readRevocations: async () => new Map(),
    clock: () => new Date(),
    onFailure: error => process.stderr.write(`sealer: ${String(error)}\n`),
  });
}

let numbers = 0;
/** Has an officer of `signing` confirm an act in the register of `of`. */
async function sign(signing: TestSigning, of: CommuneId) {
  numbers += 1;
  const officer = await signing.appoint({ offices: [office] });
  const prefix = isTraining(of) ? 'T-' : '';
  const { request } = signRequest(
    { signing, commune: of, office, now },
    officer,
    {},
    {
      number: numbers,
      entry: `2026/${prefix}MAA03/${String(numbers).padStart(6, '0')}`,
    },
  );
  return client.sign(request);
}

describe('a sealer in whose communes people train', () => {
  test('signs for a shadow what administrators of the shadow stated, and for a commune what its own stated', async () => {
    expect(await sign(practice, shadow)).toMatchObject({ kind: 'sealed' });
    expect(await sign(real, commune)).toMatchObject({ kind: 'sealed' });
  });

  test('believes no root of training for a commune, nor the commune’s root for its shadow', async () => {
    const forged = await testSigning({ dataDir: join(folder, 'training'), commune, now });
    const crossed = await testSigning({ dataDir: join(folder, 'real'), commune: shadow, now });
    try {
      expect(await sign(forged, commune)).toMatchObject({
        kind: 'refused',
        code: 'organisation.statement-administrator-refused',
      });
      expect(await sign(crossed, shadow)).toMatchObject({
        kind: 'refused',
        code: 'organisation.statement-administrator-refused',
      });
    } finally {
      await forged.authority.stop();
      await crossed.authority.stop();
    }
  });

  test('keeps the keys apart: what was stated for one world names no key of the other', async () => {
    await running.stop();
    running = await start(false);
    expect(await sign(practice, shadow)).toMatchObject({ kind: 'refused', code: 'sealing.training-closed' });
    await running.stop();
    running = await start(true);
  });
});

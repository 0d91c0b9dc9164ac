import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signingCommune, type SigningCommune, testActs } from '../../../test/acts.ts';
import { testDatabase } from '../../../test/database.ts';
import { paperMaker } from '../../../test/papers.ts';
import { openSoftwareKeys } from '../../adapters/signers/software/index.ts';
import { getValue } from '../../kernel/index.ts';
import {
  createPapers,
  createSealerClient,
  type Papers,
  type RunningSealer,
  type SealerClient,
  startSealer,
} from '../sealing/index.ts';
import { listRevocations } from '../organisation/index.ts';
import { parseCode } from './codes.ts';

const { as } = await testDatabase();
const app = as('app');
const sealerDb = as('sealer');

let folder: string;
let commune: SigningCommune;
let sealer: RunningSealer;
let client: SealerClient;
let papers: Papers;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shubbak-acts-'));
  commune = await signingCommune(app, folder);
  const { authority, ceremonyKey } = commune.signing;
  sealer = await startSealer({
    socketPath: join(folder, 'sealer.sock'),
    journalPath: join(folder, 'journal'),
    keys: openSoftwareKeys(authority.officerKeys),
    authority: { url: authority.url, trust: authority.trust },
    trust: { ceremonyKey, origins: ['https://localhost'] },
    readRevocations: communeId => sealerDb.transaction({ communeId }, tx => listRevocations(tx, communeId)),
    clock: () => new Date(),
    onFailure: error => {
      throw error;
    },
  });
  client = createSealerClient(join(folder, 'sealer.sock'));
  papers = createPapers();
});

afterAll(async () => {
  client.close();
  await sealer.stop();
  await commune.signing.authority.stop();
  await papers.close();
  rmSync(folder, { recursive: true });
});

const make = (options: Partial<Parameters<typeof testActs>[0]> = {}) =>
  testActs({
    db: app,
    dataDir: folder,
    commune: { ...commune, trust: commune.signing.authority.trust },
    sealer: client,
    papers: paperMaker(papers),
    ...options,
  });

describe('from click to act', () => {
  test('a confirmed request becomes a recorded act whose file the judges accept', async () => {
    const { acts, requests, holder } = make();
    const { officer, actor } = await commune.appoint();
    const request = requests.open();
    const prepared = getValue(await acts.prepare(actor, [request]));
    expect(prepared.acts.map(act => act.progress)).toEqual([{ kind: 'ready' }]);
    const confirmed = getValue(
      await acts.confirm(actor, prepared.id, officer.passkey.assert(prepared.challenge ?? Buffer.alloc(0))),
    );
    expect(confirmed.acts.map(act => act.progress)).toEqual([{ kind: 'made' }]);
    expect(requests.done).toEqual(new Set([request.requestId]));

    const actId = confirmed.acts[0]?.actId ?? expect.fail();
    const sealed = getValue(await acts.openSealed(actor, actId));
    expect(sealed.act).toMatchObject({
      entryNumber: '2026/MAA03/000001',
      requestId: request.requestId,
      officerId: officer.staffId,
    });
    expect(parseCode(sealed.act.code).ok).toBe(true);
    const person = {
      kind: 'person',
      accountId: actor.accountId,
      sessionId: actor.sessionId,
      personId: holder,
    } as const;
    expect(getValue(await acts.openSealed(person, actId)).bytes.equals(sealed.bytes)).toBe(true);

    const path = join(folder, 'sealed.pdf');
    writeFileSync(path, sealed.bytes);
    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toMatch(
      /No syntax or stream encoding errors/,
    );
    expect(execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' })).toMatch(/Signature is Valid/);
    const { rows } = await app.transaction({ communeId: commune.communeId }, tx =>
      sql<{ number: number }>`select number from register.outcome where kind = 'made'`.execute(tx),
    );
    expect(rows).toEqual([{ number: 1 }]);
  });
});

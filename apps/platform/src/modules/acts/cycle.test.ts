import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestCounter, testCounter } from '../../../test/act-counter.ts';
import { testDatabase } from '../../../test/database.ts';
import { testPerson } from '../../../test/identity.ts';
import { paperMaker } from '../../../test/papers.ts';
import { civilTime, getValue } from '../../kernel/index.ts';
import { createPapers, type Papers } from '../sealing/index.ts';
import { parseCode } from './codes.ts';

const database = await testDatabase();
const app = database.as('app');

let counter: TestCounter;
let papers: Papers;

beforeAll(async () => {
  counter = await testCounter({ app, sealer: database.as('sealer') });
  papers = createPapers();
});

afterAll(async () => {
  await counter.close();
  await papers.close();
});

describe('from click to act', () => {
  test('a confirmed request becomes a recorded act whose file the judges accept', async () => {
    const { commune, folder } = counter;
    const { acts, requests, holder } = counter.acts({ papers: paperMaker(papers) });
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
      entryNumber: `${civilTime(new Date()).year}/MAA03/000001`,
      requestId: request.requestId,
      officerId: officer.staffId,
    });
    expect(parseCode(sealed.act.code).ok).toBe(true);
    expect(getValue(await acts.openSealed(testPerson(holder), actId)).bytes.equals(sealed.bytes)).toBe(true);

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

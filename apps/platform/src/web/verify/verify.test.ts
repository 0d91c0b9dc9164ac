import { gunzipSync, gzipSync } from 'node:zlib';
import { newestOf, standingOf, verifyWithdrawalList } from '@shubbak/pades';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { type RecordedAct, recordAct, trustOf } from '../../../test/recorded-act.ts';
import { type VerifySite, verifySite } from '../../../test/verify-site.ts';
import { type Id, languages, newId, type StaffId } from '../../kernel/index.ts';
import { deriveKey, formatCode, keepList, newCode, type PublicAct } from '../../modules/acts/index.ts';
import { getCommune } from '../../modules/organisation/index.ts';
import { createVerification, type Verification } from '../../modules/verification/index.ts';

const database = await testDatabase();
const verifier = database.as('verify');
let recorded: RecordedAct;
let key: string;
let verification: Verification;
let site: VerifySite;

beforeAll(async () => {
  recorded = await recordAct({ app: database.as('app'), sealer: database.as('sealer') });
  const { accessKey, act, blobs } = recorded;
  key = deriveKey(accessKey, act.id, 1);
  verification = createVerification({
    db: verifier,
    blobs,
    accessKey,
    trust: trustOf(recorded.counter),
    onUnproven: () => expect.unreachable(),
  });
  site = verifySite(verification);
}, 180_000);
afterAll(() => recorded.counter.close());

const mainOf = (html: Buffer): string => /<main[^]*<\/main>/.exec(html.toString())?.[0] ?? '';
const unknownCodes = [newCode(), newCode()];

describe('a code', () => {
  test('alone shows what to compare, names masked, and opens nothing', async () => {
    const { status, bytes } = await site.ask(`/v/${recorded.act.code}`);
    const html = mainOf(bytes);
    expect(status).toBe(200);
    expect(bytes.toString()).toContain('<title>Valid document · Shubbak</title>');
    expect(html).toContain('2026/MAA03/000001');
    expect(html).toContain('Z••• E••• A•••');
    expect(html).not.toContain('Zineb');
    expect(html).not.toContain('BK123456');
    expect(html).not.toContain('method="post"');
    expect(html).toContain(formatCode(recorded.act.code));
  });

  test('shows the minute that the paper bears', async () => {
    const { face } = recorded.act;
    const printed = face.instant?.toLocaleTimeString('en-GB', {
      timeZone: 'Africa/Casablanca',
      hour: '2-digit',
      minute: '2-digit',
    });
    const { bytes } = await site.ask(`/v/${recorded.act.code}`);
    expect(mainOf(bytes)).toMatch(new RegExp(`<dd>\\d+ \\w+ \\d{4}, ${printed}</dd>`));
  });

  test('is read as people type it', async () => {
    const spelt = formatCode(recorded.act.code).toLowerCase().replaceAll('-', ' ');
    for (const typed of [
      formatCode(recorded.act.code),
      spelt,
      ` ${spelt.replaceAll('0', 'o').replaceAll('1', 'l')} `,
      spelt.replaceAll('0', 'O').replaceAll('1', 'I'),
    ]) {
      const { status, bytes } = await site.ask(`/v?code=${encodeURIComponent(typed)}`);
      expect([typed, status]).toEqual([typed, 200]);
      // The language switch keeps the answer, and no more than the code.
      expect(bytes.toString()).toContain(`href="/v/${recorded.act.code}?language=ar"`);
    }
  });

  test.each([
    ['ABCD', 'has 16 characters'],
    ['ABCD-EFGU-1234-5678', 'Character 8 (“U”)'],
    ['0000000000000001', 'A character is wrong'],
  ])('mistyped as %s is named beside its field', async (typed, said) => {
    const { status, bytes } = await site.ask(`/v?code=${typed}`);
    const html = mainOf(bytes);
    expect(status).toBe(422);
    expect(html).toMatch(new RegExp(`id="code-error"[^]*${said.replaceAll(/[()]/g, '\\$&')}`));
    expect(html).toContain(`value="${typed}"`);
    expect(site.waits).toEqual([]);
  });

  test('that exists nowhere gets the same answer whichever it is, with or without a key', async () => {
    const answers = await Promise.all(
      unknownCodes.flatMap(code => [`/v/${code}`, `/v/${code}/${key}`, `/v?code=${code}`]).map(path => site.ask(path)),
    );
    const [first] = answers;
    expect(first?.status).toBe(404);
    for (const { status, bytes, response } of answers) {
      expect([status, bytes.equals(first?.bytes ?? Buffer.alloc(0))]).toEqual([404, true]);
      expect([...response.headers]).toEqual([...(first?.response.headers ?? [])]);
    }
    expect((await site.ask(`/v/${unknownCodes[0]}/${key}`, { method: 'POST' })).status).toBe(404);
  });
});

describe('with the KEY of its address', () => {
  test('the page offers the file, and only POST gives it, byte for byte', async () => {
    const path = `/v/${recorded.act.code}/${key}`;
    const page = await site.ask(path);
    expect(mainOf(page.bytes)).toContain(`action="${path}" method="post"`);
    expect(page.response.headers.get('content-type')).toContain('text/html');
    const file = await site.ask(path, { method: 'POST' });
    expect(file.bytes.equals(recorded.bytes)).toBe(true);
    expect(Object.fromEntries(file.response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="2026-MAA03-000001.pdf"',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow, noarchive',
    });
  });

  test('wrong, the code is answered as if alone, and the file stays closed', async () => {
    const wrong = `${key.startsWith('A') ? 'B' : 'A'}${key.slice(1)}`;
    for (const given of [wrong, 'x', key.slice(0, -1)]) {
      const { status, bytes } = await site.ask(`/v/${recorded.act.code}/${given}`);
      expect([status, bytes.toString().includes('does not open the document')]).toEqual([200, true]);
      const file = await site.ask(`/v/${recorded.act.code}/${given}`, { method: 'POST' });
      expect([file.status, file.bytes.includes('%PDF')]).toEqual([404, false]);
    }
  });
});

describe('every page', () => {
  const paths = (): string[] => [
    '/v',
    '/v/about',
    '/v?code=ABCD',
    `/v/${unknownCodes[0]}`,
    `/v/${recorded.act.code}`,
    `/v/${recorded.act.code}/${key}`,
  ];

  test.each(languages)('weighs at most 10 kB compressed in %s, in one answer without script', async language => {
    for (const path of paths()) {
      const { response, bytes } = await site.ask(path, { language, encoding: 'gzip' });
      expect(response.headers.get('content-encoding')).toBe('gzip');
      const html = gunzipSync(bytes).toString();
      expect(bytes.length).toBeLessThan(10_000);
      expect(gzipSync(html).length).toBeLessThan(10_000);
      expect(html).toContain(`<html lang="${language}"`);
      expect(html).not.toMatch(/<script|<link rel="(?:stylesheet|preload)"|src=|@import|url\(\//);
    }
  });

  test('is kept, indexed and referred to by nobody', async () => {
    for (const path of paths()) {
      const { response } = await site.ask(path);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow, noarchive',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringMatching(/default-src 'none'.*style-src 'self' 'sha256-/),
      });
    }
  });
});

test('says of a proven file whether it is kept verifiable for years, and of none that is closed', async () => {
  const act = await actShown();
  const said = async (file: 'closed' | 'proven' | 'archived') => {
    const { ask } = verifySite({ ...verification, verify: async () => ({ kind: 'found', act, file }) });
    const html = mainOf((await ask(`/v/${act.code}/${key}`)).bytes);
    return ['Kept verifiable', 'Not yet: long-term verification', 'The officer’s signature'].map(words =>
      html.includes(words),
    );
  };
  expect(await said('closed')).toEqual([false, false, false]);
  expect(await said('proven')).toEqual([false, true, true]);
  expect(await said('archived')).toEqual([true, false, true]);
});

/** The act as verifiers read it. */
async function actShown(): Promise<PublicAct> {
  const answer = await verification.verify(recorded.act.code, key);
  return answer.kind === 'found' ? answer.act : expect.fail();
}

describe('the budget of misses', () => {
  test('makes unknown codes wait, then turns them away; codes that exist never wait', async () => {
    const { ask, waits } = verifySite(verification, 1);
    const statuses: number[] = [];
    for (let miss = 0; miss < 6; miss++) statuses.push((await ask(`/v/${unknownCodes[0]}`)).status);
    expect(statuses).toEqual([404, 404, 404, 503, 503, 503]);
    expect(waits).toEqual([1000, 2000]);
    expect((await ask(`/v/${recorded.act.code}`)).status).toBe(200);
    const busy = await ask(`/v/${unknownCodes[1]}`);
    expect([busy.status, busy.response.headers.get('retry-after')]).toEqual([503, '60']);
    expect(waits).toEqual([1000, 2000]);
  });
});

describe('the verifier’s login', () => {
  const read = (query: string) => {
    const { communeId } = recorded.act;
    return verifier.transaction({ communeId }, tx => sql.raw(query).execute(tx));
  };
  test.each([
    ['the whole face, with identity numbers', 'select face from acts.act'],
    ['the salts of leaves', 'select salt from acts.secret'],
    ['what is on its way', 'select 1 from acts.prepared_act'],
    ['people', 'select 1 from identity.person'],
    ['requests', 'select 1 from requests.request'],
    ['vaults', 'select 1 from documents.vault_item'],
    ['who withdrew an act, and in which words', 'select 1 from acts.withdrawal'],
    ['the register', 'select 1 from register.applicant'],
  ])('may not read %s', async (_, query) => {
    await expect(read(query)).rejects.toThrow(/permission denied/);
  });

  test('changes nothing, and reads no act of a commune to which it is not bound', async () => {
    await expect(read("update acts.act set entry_number = 'x'")).rejects.toThrow(/permission denied/);
    const { rows } = await verifier.transaction({}, tx => sql`select id from acts.act`.execute(tx));
    expect(rows).toEqual([]);
  });
});

// For ever, so last: an act that was withdrawn is never valid again.
describe('an act that has no effect any more', () => {
  const withdraw = (state: 'revoked' | 'superseded') =>
    database.as('app').transaction({ communeId: recorded.act.communeId }, async tx => {
      const { communeId, id } = recorded.act;
      const [withdrawal, first, second] = [
        newId<Id<'withdrawal'>>(new Date()),
        newId<StaffId>(new Date()),
        newId<StaffId>(new Date()),
      ];
      await sql`insert into acts.withdrawal (commune_id, id, act_id, state, reason, proposed_by, proposed_at)
        values (${communeId}, ${withdrawal}, ${id}, ${state}, 'wrong-person', ${first}, now())`.execute(tx);
      await sql`insert into acts.withdrawal_decision values (${communeId}, ${withdrawal}, 'approved', ${second}, now())`.execute(
        tx,
      );
      await sql`insert into acts.standing values (${communeId}, ${id}, ${withdrawal}, ${state}, 'wrong-person', null, '2026-11-24T08:15:00Z')`.execute(
        tx,
      );
    });

  test('says so at the next question, with the reason and since when, and its file is handed out no more', async () => {
    const address = `/v/${recorded.act.code}/${key}`;
    expect(mainOf((await site.ask(address)).bytes)).toContain('method="post"');
    await withdraw('revoked');
    const { status, bytes } = await site.ask(address);
    const html = mainOf(bytes);
    expect(status).toBe(200);
    expect(bytes.toString()).toContain('<title>Document revoked, without effect · Shubbak</title>');
    expect(html).toContain('The identity of a person named by the act was wrong.');
    expect(html).toContain('24 November 2026');
    expect(html).toContain('2026/MAA03/000001');
    expect(html).not.toContain('method="post"');
    const forced = await site.ask(address, { method: 'POST' });
    expect([forced.status, forced.response.headers.get('content-type')]).toEqual([410, 'text/html; charset=UTF-8']);
    for (const language of languages)
      expect((await site.ask(`/v/${recorded.act.code}`, { language })).bytes.toString()).not.toContain('verification.');
  });

  test('stands on the signed list, which nobody without the paper can read it from, and which grows only', async () => {
    const { communeId, code } = recorded.act;
    const { sealer, commune } = recorded.counter;
    let now = new Date();
    const deps = { db: database.as('worker'), clock: () => now, sealer };
    expect((await site.ask('/v/withdrawals/NONE')).status).toBe(404);
    await recorded.counter.restartSealer(null);
    expect(await keepList(deps, communeId)).toEqual({ heldUp: 'sealing.sealer-unavailable' });
    await recorded.counter.restartSealer();
    // The bytes that waited are sealed; then nothing is due for a day.
    expect(await keepList(deps, communeId)).toBe('kept');
    const { code: issuer } = await verifier.transaction({}, tx => getCommune(tx, communeId));
    const address = `/v/withdrawals/${issuer}`;
    const published = await site.ask(address);
    const etag = published.response.headers.get('etag') ?? '';
    expect([published.status, published.response.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=300, must-revalidate',
    ]);
    expect((await site.ask(address, { known: etag })).status).toBe(304);
    expect(published.bytes.toString()).not.toContain(code);
    const seal = (await commune.signing.authority.seals.find(communeId, 'withdrawals'))?.chain[0];
    if (!seal) throw new Error('the commune has no seal for lists');
    const trust = { seals: [seal], timestampTrust: commune.signing.authority.trust };
    const { list } = verifyWithdrawalList(published.bytes, trust);
    expect([list.number, list.issuer, standingOf(list, code, now).kind]).toEqual([1, issuer, 'withdrawn']);
    expect(standingOf(list, newCode(), now).kind).toBe('not-listed');
    const alter = database
      .as('worker')
      .transaction({ communeId }, tx => sql`update acts.withdrawal_list set list = 'x'`.execute(tx));
    await expect(alter).rejects.toThrow('never changed');
    // A day later there is another one; made by a clock that is wrong it is not sealed, and is made anew when the clock is right.
    now = new Date(now.getTime() + 21 * 3_600_000);
    expect(await keepList(deps, communeId)).toEqual({ heldUp: 'sealing.list-not-now' });
    expect((await site.ask(address)).response.headers.get('etag'), 'what is not sealed is not shown').toBe(etag);
    now = new Date();
    expect(await keepList(deps, communeId)).toBe('sealed');
    const next = verifyWithdrawalList((await site.ask(address)).bytes, trust).list;
    expect([next.number, newestOf([next, list])]).toEqual([2, next]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../cli/run.ts';
import { signedAttributes } from '../cms/attributes.ts';
import { addTimestamp, buildCms, timestampImprint } from '../cms/build.ts';
import { softwareSigner } from '../sign/software-signer.ts';
import { createAuthority, issueCertificate } from '../testing/authority.ts';
import { certificatePem } from '../testing/certificate.ts';
import { createTimestampResponder } from '../testing/timestamp-responder.ts';
import { serveTimestamps, type TimestampServer } from '../testing/timestamp-server.ts';
import { fetchTimestamp } from '../tsp/fetch.ts';
import { hash } from '../x509/algorithm.ts';
import { digestOfCode, readWithdrawalList, type WithdrawalList, writeWithdrawalList } from './list.ts';
import { readSignedList, verifyWithdrawalList, writeSignedList } from './signed-list.ts';
import { newestOf, standingOf } from './standing.ts';

const validity = { notBefore: new Date('2026-01-01'), notAfter: new Date('2036-01-01') };
const made = new Date('2026-11-28T06:00:00.000Z');
const authority = createAuthority({ name: { commonName: 'Test authority' }, validity });
const seal = issueCertificate(authority, { subject: { commonName: 'Seal of CAS' }, usage: 'signer', validity });
const officer = issueCertificate(authority, { subject: { commonName: 'An officer' }, usage: 'signer', validity });
const dating = issueCertificate(authority, { subject: { commonName: 'Time' }, usage: 'tsa', validity });
const folder = mkdtempSync(join(tmpdir(), 'withdrawals-'));
let timestamps: TimestampServer;
let clock = made;
beforeAll(async () => {
  timestamps = await serveTimestamps(
    createTimestampResponder({
      key: dating.key,
      chain: dating.chain,
      policy: '1.3.6.1.4.1.99999.1',
      clock: () => clock,
    }),
  );
});
afterAll(async () => {
  await timestamps.close();
  rmSync(folder, { recursive: true, force: true });
});

const entry = (code: string, state: 'revoked' | 'superseded' = 'revoked') => ({
  code: digestOfCode(code),
  state,
  since: '2026-11-24T08:15:00.000Z',
});
const listOf = (codes: readonly string[], changes: Partial<WithdrawalList> = {}): WithdrawalList => ({
  issuer: 'CAS',
  number: 7,
  thisUpdate: made.toISOString(),
  nextUpdate: '2026-11-30T06:00:00.000Z',
  entries: codes.map(code => entry(code)).toSorted((one, other) => (one.code < other.code ? -1 : 1)),
  ...changes,
});

/** Signs as the sealer does: a dated, detached CAdES signature over the list's digest. */
async function sign(list: Uint8Array, { key, chain } = seal): Promise<Buffer> {
  const signer = softwareSigner(key, chain);
  const [certificate] = chain;
  if (!certificate) throw new Error('no certificate');
  const attributes = signedAttributes({ messageDigest: hash('sha256', list), signerCertificate: certificate });
  const { algorithm } = signer;
  const cms = buildCms({ signedAttributes: attributes, signature: await signer.sign(attributes), algorithm, chain });
  const { token } = await fetchTimestamp(timestamps.url, {
    imprint: { digest: timestampImprint(cms) },
    trust: [authority.certificate],
    clock: () => clock,
  });
  return writeSignedList({ list, cms: addTimestamp(cms, token) });
}
const publish = (list: WithdrawalList) => sign(writeWithdrawalList(list));
const trust = { seals: [seal.certificate], timestampTrust: [authority.certificate] };

describe('a signed list', () => {
  it('says of a code that it is withdrawn, or not until the list’s date, or nothing when it is too old', async () => {
    const { list, signedAt } = verifyWithdrawalList(await publish(listOf(['AAAA', 'BBBB'])), trust);
    expect([list.number, signedAt]).toEqual([7, made]);
    const later = new Date('2026-12-05');
    expect(standingOf(list, 'AAAA', made)).toEqual({ kind: 'withdrawn', entry: entry('AAAA') });
    expect(standingOf(list, 'AAAA', later).kind, 'withdrawn stays withdrawn').toBe('withdrawn');
    expect(standingOf(list, 'CCCC', made)).toEqual({ kind: 'not-listed', asOf: list.thisUpdate });
    expect(standingOf(list, 'CCCC', later)).toEqual({ kind: 'list-too-old', until: list.nextUpdate });
  });

  it('names no code: who does not hold the paper finds nothing in it', async () => {
    const file = await publish(listOf(['AAAA']));
    for (const bytes of [file, Buffer.from(readSignedList(file).list)]) expect(bytes.toString()).not.toContain('AAAA');
  });

  it('has one spelling: entries in order, each once, and nothing else', () => {
    const list = listOf(['AAAA', 'BBBB']);
    expect(readWithdrawalList(writeWithdrawalList(list))).toEqual(list);
    const spelled = writeWithdrawalList(list).toString();
    const [first, second] = list.entries;
    if (!first || !second) throw new Error('no entries');
    for (const bad of [
      spelled.replace('{', '{ '),
      spelled.replace('"v":1', '"v":2'),
      spelled.replace('"v":1', '"v":1,"w":1'),
      spelled.replace('"purpose":"withdrawals"', '"purpose":"other"'),
      spelled.replace('"number":7', '"number":0'),
      spelled.replace(first.code, second.code),
      spelled.replace('revoked', 'valid'),
      spelled.slice(0, -1),
      '[]',
    ])
      expect(() => readWithdrawalList(Buffer.from(bad)), bad).toThrow(/not a list/);
    expect(() => writeWithdrawalList({ ...list, entries: [second, first] })).toThrow(/order/);
  });
});

describe('attacks on a list', () => {
  it('altered, truncated, or with the signature of another list', async () => {
    const file = await publish(listOf(['AAAA', 'BBBB']));
    const { list, cms } = readSignedList(file);
    const fewer = writeWithdrawalList(listOf(['BBBB']));
    expect(() => verifyWithdrawalList(writeSignedList({ list: fewer, cms }), trust)).toThrow(
      /not what its seal signed/,
    );
    expect(() => verifyWithdrawalList(file.subarray(0, -20), trust)).toThrow(/not a list/);
    expect(() => verifyWithdrawalList(writeSignedList({ list, cms: cms.subarray(0, -1) }), trust)).toThrow();
    expect(() => verifyWithdrawalList(writeSignedList({ list: list.subarray(0, -5), cms }), trust)).toThrow();
  });

  it('signed by somebody else under the same authority, undated by whom we trust, or dated before it was made', async () => {
    const bytes = writeWithdrawalList(listOf([]));
    const foreign = await sign(bytes, officer);
    expect(() => verifyWithdrawalList(foreign, trust)).toThrow(/none of the seals/);
    const file = await sign(bytes);
    expect(() => verifyWithdrawalList(file, { ...trust, timestampTrust: [] })).toThrow();
    clock = new Date(made.getTime() - 3_600_000);
    const early = await sign(bytes).finally(() => {
      clock = made;
    });
    expect(() => verifyWithdrawalList(early, trust)).toThrow(/before it was made/);
  });

  it('an older list replayed beside a newer one, one that was made smaller, and one of another issuer', () => {
    const older = listOf(['AAAA']);
    const newer = listOf(['AAAA', 'BBBB'], { number: 8, thisUpdate: '2026-11-29T06:00:00.000Z' });
    expect(newestOf([newer, older])).toBe(newer);
    expect(() => newestOf([older, { ...newer, entries: [entry('BBBB')] }])).toThrow(/not on the newer one/);
    expect(() => newestOf([older, { ...newer, entries: [entry('AAAA', 'superseded')] }])).toThrow(/as it was/);
    expect(() => newestOf([older, { ...older, entries: [] }])).toThrow(/older list/);
    expect(() => newestOf([older, { ...newer, issuer: 'MOH' }])).toThrow(/two issuers/);
  });
});

describe('pades withdrawn', () => {
  const keep = (name: string, content: Uint8Array | string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const run = async (...args: string[]) => {
    const [printed, warned]: [string[], string[]] = [[], []];
    const code = await runCommand(args, { print: text => printed.push(text), warn: line => warned.push(line) });
    return { code, printed: printed.join(''), warned: warned.join('\n') };
  };

  it('answers in the reader’s language, and by its exit code', async () => {
    const root = keep('root.pem', certificatePem(authority.certificate));
    const pinned = keep('seal.pem', certificatePem(seal.certificate));
    const list = keep('list.json', await publish(listOf(['ABC012'])));
    const given = ['--list', list, '--seal', pinned, '--timestamp-trust', root];
    const at = ['--at', '2026-11-29'];
    const revoked = await run('withdrawn', 'abc-o12', ...given, ...at);
    expect([revoked.code, revoked.printed]).toEqual([1, expect.stringContaining('revoked since 2026-11-24')]);
    const free = await run('withdrawn', 'ZZZZ', ...given, ...at, '--language', 'fr');
    expect([free.code, free.printed]).toEqual([0, expect.stringContaining('absent de la liste du 2026-11-28')]);
    const old = await run('withdrawn', 'ZZZZ', ...given, '--at', '2026-12-24', '--language', 'ar');
    expect([old.code, old.printed]).toEqual([1, expect.stringContaining('لا يمكن قول شيء')]);
    const other = await run('withdrawn', 'ZZZZ', ...given, ...at, '--issuer', 'MOH');
    expect([other.code, other.warned]).toEqual([2, 'The list is of CAS, not of MOH']);
    const stranger = keep('officer.pem', certificatePem(officer.certificate));
    const wrong = await run('withdrawn', 'ZZZZ', '--list', list, '--seal', stranger, '--timestamp-trust', root);
    expect([wrong.code, wrong.warned]).toEqual([2, expect.stringContaining('signed by none of the seals')]);
    expect((await run('withdrawn', 'ZZZZ')).code).toBe(2);
  });
});

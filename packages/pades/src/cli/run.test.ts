import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfsig } from '../fixtures/judges.ts';
import { now, policy, root, signPaper } from '../fixtures/officer.ts';
import { createPaper, createStamp } from '../fixtures/paper.ts';
import { createAuthority, issueCertificate } from '../testing/authority.ts';
import { certificatePem } from '../testing/certificate.ts';
import { createRevocationResponder } from '../testing/revocation-responder.ts';
import { type RevocationServer, serveRevocations } from '../testing/revocation-server.ts';
import { createTimestampResponder } from '../testing/timestamp-responder.ts';
import { serveTimestamps, type TimestampServer } from '../testing/timestamp-server.ts';
import { runCommand } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'pades-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function run(...args: string[]) {
  const [printed, warned]: [string[], string[]] = [[], []];
  const code = await runCommand(args, { print: text => printed.push(text), warn: line => warned.push(line) });
  return { code, printed: printed.join(''), warned: warned.join('\n') };
}

const signed = file('signed.pdf', signPaper(createPaper()));
const unsigned = file('paper.pdf', createPaper());
const rootPem = file('root.pem', certificatePem(root.certificate));
mkdirSync(join(folder, 'trusted'));
writeFileSync(join(folder, 'trusted', 'root.der'), root.certificate);
mkdirSync(join(folder, 'empty'));
const known = ['--trust', rootPem, '--revocation', 'if-available', '--at', now.toISOString()];

describe('pades verify', () => {
  it('ends with 0 when all passed, and says so in the language asked for', async () => {
    expect(await run('verify', signed, ...known)).toMatchObject({ code: 0, warned: '' });
    expect((await run('verify', signed, ...known, '--language', 'fr')).printed).toContain('Conclusion : valide');
    expect((await run('verify', signed, ...known, '--language', 'ar')).printed).toContain('صحيح');
  });

  it('takes a folder of certificates', async () => {
    const trusted = ['--trust', join(folder, 'trusted'), ...known.slice(2)];
    expect((await run('verify', signed, ...trusted)).code).toBe(0);
  });

  it('ends with 1 when one of several did not pass', async () => {
    expect((await run('verify', signed, unsigned, ...known)).code).toBe(1);
    const broken = file('broken.pdf', Buffer.concat([signPaper(createPaper()), Buffer.from('junk')]));
    expect((await run('verify', broken, ...known)).code).toBe(1);
  });

  it('passes nothing without trust, and says why', async () => {
    const { code, warned } = await run('verify', signed);
    expect([code, warned]).toEqual([1, 'No --trust: no signer is known, so nothing can pass.']);
  });

  it('prints a line of JSON for each file', async () => {
    const { printed } = await run('verify', signed, unsigned, ...known, '--json');
    const [first, second] = printed
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({
      file: signed,
      indication: 'TOTAL-PASSED',
      signatures: [{ level: 'B-T', provenAt: now.toISOString() }],
    });
    expect(second).toMatchObject({ file: unsigned, signatures: [] });
  });
});

describe('pades sign, then augment', () => {
  const clock = () => new Date();
  const validNow = { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + 86_400_000) };
  const authority = createAuthority({ name: { commonName: 'CA of the command line' }, validity: validNow });
  const paper = file('lease.pdf', createPaper());
  const stamp = file('stamp.pdf', createStamp());
  const ca = file('ca.pem', certificatePem(authority.certificate));
  let revocations: RevocationServer;
  let dating: TimestampServer;
  let signer: string[];

  beforeAll(async () => {
    revocations = await serveRevocations(createRevocationResponder({ authority, clock }));
    const issue = (commonName: string, usage: 'signer' | 'tsa') =>
      issueCertificate(authority, { subject: { commonName }, usage, validity: validNow, access: revocations.access });
    const { key, chain } = issue('TSA', 'tsa');
    dating = await serveTimestamps(createTimestampResponder({ key, chain, policy, clock }));
    const officer = issue('Officer', 'signer');
    const keyFile = file('key.pem', String(officer.key.export({ type: 'pkcs8', format: 'pem' })));
    const chainFile = file('chain.pem', officer.chain.map(certificatePem).join(''));
    signer = ['--key', keyFile, '--chain', chainFile];
  });
  afterAll(async () => {
    await Promise.all([revocations.close(), dating.close()]);
  });

  it('makes a B-T signature with a stamp, then B-LTA, which passes with nobody asked', async () => {
    const dated = ['--tsa', dating.url, '--timestamp-trust', ca];
    const stamped = [
      '--appearance',
      stamp,
      '--page',
      '1',
      '--box',
      '50,50,200,100',
      '--reason',
      'Bail',
      '--role',
      'Adoul',
    ];
    expect(await run('sign', paper, ...signer, ...dated, ...stamped)).toMatchObject({ code: 0, warned: '' });
    const signedFile = join(folder, 'lease.signed.pdf');
    expect(pdfsig(readFileSync(signedFile))).toContain('Signature is Valid');
    const ask = ['--ask', new URL(revocations.url).origin];
    const augmented = await run('augment', signedFile, '--to', 'B-LTA', '--trust', ca, '--tsa', dating.url, ...ask);
    expect(augmented).toMatchObject({ code: 0, warned: '' });
    const archived = join(folder, 'lease.signed.b-lta.pdf');
    // Before, nothing in the file says whether anybody was revoked: then it must be asked. Afterwards it is all there.
    expect((await run('verify', signedFile, '--trust', ca)).code).toBe(1);
    expect(await run('verify', signedFile, '--trust', ca, ...ask)).toMatchObject({ code: 0, warned: '' });
    const judged = await run('verify', archived, '--trust', ca, '--json');
    expect(judged).toMatchObject({ code: 0, warned: '' });
    expect(JSON.parse(judged.printed)).toMatchObject({
      signatures: [{ level: 'B-LTA', claims: { reason: 'Bail', roles: ['Adoul'] } }, { kind: 'document-timestamp' }],
    });
  });

  it('never replaces a file unless told to, and keeps no half of one', async () => {
    const out = file('taken.pdf', 'mine');
    expect(await run('sign', paper, ...signer, '--out', out)).toMatchObject({ code: 2 });
    expect(readFileSync(out, 'utf8')).toBe('mine');
    expect((await run('sign', paper, ...signer, '--out', out, '--replace')).code).toBe(0);
    expect(pdfsig(readFileSync(out))).toContain('Signature is Valid');
  });

  it('says what is missing or refused', async () => {
    const sentences = [
      [['sign', paper], '--chain is missing'],
      [['sign', paper, ...signer, '--certify', '4'], '1 or 2 or 3'],
      [['sign', paper, ...signer, '--box', '1,2,3'], '4 numbers'],
      [['sign', paper, ...signer, '--tsa', dating.url], '--timestamp-trust'],
      [['sign', paper, '--key', ca, '--chain', ca], 'no private key'],
      [['sign', ca, ...signer], 'pdf-not-a-pdf'],
      [['augment', signed, '--to', 'B-LTA', '--trust', rootPem], 'revocation'],
      [['augment', signed, '--to', 'B-X', '--trust', rootPem], 'B-LT or B-LTA'],
    ] as const;
    for (const [args, sentence] of sentences) {
      const { code, warned } = await run(...args);
      expect([code, warned]).toEqual([2, expect.stringContaining(sentence)]);
    }
  });
});

describe('a command that cannot be carried out', () => {
  it.each([
    [['verify', '/nowhere.pdf'], 'there is no such file'],
    [['verify'], 'Name at least one file'],
    [['verify', 'a.pdf', '--at', 'noon'], 'must be a date'],
    [['verify', 'a.pdf', '--language', 'es'], 'must be ar or fr or en'],
    [['verify', 'a.pdf', '--colour'], '--help'],
    [['verify', signed, '--trust', join(folder, 'empty')], 'no certificate'],
    [['verify', 'a.pdf', '--trust', unsigned], 'no certificate'],
    [['constructor'], 'no command'],
  ])('ends with 2 and a sentence: %j', async (args, sentence) => {
    const { code, warned } = await run(...args);
    expect(code).toBe(2);
    expect(warned).toContain(sentence);
  });

  it('shows how it is used', async () => {
    expect(await run('--help')).toMatchObject({ code: 0 });
    expect((await run()).printed).toContain('pades verify');
  });
});

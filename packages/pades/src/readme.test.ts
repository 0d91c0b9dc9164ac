import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { ecdsaDerToRaw } from './cms/algorithm.ts';
import { pdfsig, qpdfCheck } from './fixtures/judges.ts';
import { officer, policy, root } from './fixtures/officer.ts';
import { createPaper, createStamp } from './fixtures/paper.ts';
import { signPdf } from './sign/sign.ts';
import { softwareSigner } from './sign/software-signer.ts';
import { createAuthority, issueCertificate } from './testing/authority.ts';
import { createRevocationResponder } from './testing/revocation-responder.ts';
import { serveRevocations } from './testing/revocation-server.ts';
import { createTimestampResponder } from './testing/timestamp-responder.ts';
import { serveTimestamps } from './testing/timestamp-server.ts';

const run = promisify(execFile);

/** Runs the README’s example of this number in a directory with the files it reads; what it prints, and what it signed. */
async function runExample(number: number, files: Readonly<Record<string, Uint8Array>>, ...args: readonly string[]) {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const example = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)][number]?.[1] ?? '';
  const program = example
    .replace("'@shubbak/pades/testing'", JSON.stringify(new URL('testing/index.ts', import.meta.url)))
    .replace("'@shubbak/pades'", JSON.stringify(new URL('index.ts', import.meta.url)));
  const directory = mkdtempSync(join(tmpdir(), 'pades-'));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(directory, name), bytes);
    writeFileSync(join(directory, 'example.ts'), program);
    const { stdout } = await run(process.execPath, ['example.ts', ...args], { cwd: directory });
    return { said: stdout.trim(), signed: readFileSync(join(directory, 'signed.pdf')) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

it('the example in README.md signs a file that the judges accept', async () => {
  const { said, signed } = await runExample(0, { 'paper.pdf': createPaper(), 'stamp.pdf': createStamp() });
  expect(said).toBe('signed by أمينة العلوي at 2026-11-23T09:30:00.000Z');
  expect(qpdfCheck(signed).code).toBe(0);
  expect(pdfsig(signed)).toContain('Signature is Valid.');
});

/** What the service does with a `signHash` request: openssl signs digests as they are, which node:crypto does not. */
function signDigests(request: string): string[] {
  const { hashes } = JSON.parse(request) as { hashes: string[] };
  const directory = mkdtempSync(join(tmpdir(), 'pades-'));
  const keyFile = join(directory, 'key.pem');
  try {
    writeFileSync(keyFile, officer.key.export({ type: 'pkcs8', format: 'pem' }));
    return hashes.map(hash => {
      const der = execFileSync('openssl', ['pkeyutl', '-sign', '-inkey', keyFile], {
        input: Buffer.from(hash, 'base64'),
      });
      return Buffer.from(ecdsaDerToRaw(der, 32)).toString('base64');
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

it('the example of a remote signer in README.md signs by a service that sees digests alone', async () => {
  const service = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += String(chunk);
    });
    request.on('end', () => response.end(JSON.stringify({ signatures: signDigests(body) })));
  });
  await new Promise<void>(resolve => service.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = service.address() as AddressInfo;
    const files = { 'paper.pdf': createPaper(), 'officer.der': officer.certificate, 'authority.der': root.certificate };
    const { said, signed } = await runExample(1, files, `http://127.0.0.1:${port}`);
    expect(said).toBe('signed; pdf-not-a-pdf: does not begin with %PDF-');
    expect(qpdfCheck(signed).code).toBe(0);
    expect(pdfsig(signed)).toContain('Signature is Valid.');
  } finally {
    service.close();
  }
});

it('the example of judging in README.md brings a file to B-LTA, and judges it', async () => {
  const clock = () => new Date();
  const validNow = { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + 86_400_000) };
  const authority = createAuthority({ name: { commonName: 'Authority' }, validity: validNow });
  const revocations = await serveRevocations(createRevocationResponder({ authority, clock }));
  const issue = (commonName: string, usage: 'signer' | 'tsa') =>
    issueCertificate(authority, { subject: { commonName }, usage, validity: validNow, access: revocations.access });
  const { key, chain } = issue('TSA', 'tsa');
  const dating = await serveTimestamps(createTimestampResponder({ key, chain, policy, clock }));
  try {
    const signer = issue('Signataire', 'signer');
    const paper = await signPdf(createPaper(), softwareSigner(signer.key, signer.chain));
    const files = { 'signed.pdf': paper.toBytes(), 'authority.der': authority.certificate };
    const { said } = await runExample(2, files, new URL(revocations.url).origin, dating.url);
    expect(said).toContain('TOTAL-PASSED B-LTA, timestamp');
    expect(said).toContain('Signé par Signataire');
  } finally {
    await Promise.all([revocations.close(), dating.close()]);
  }
});

import { type ChildProcess, spawn } from 'node:child_process';
import { createPrivateKey, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { certificatePem } from '@shubbak/pades/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSoftToken, type SoftToken } from '../../../../packages/pades/src/fixtures/soft-token.ts';
import { signRequest } from '../../test/sign-request.ts';
import { type TestOfficer, type TestSigning, testSigning } from '../../test/signing.ts';
import { type CommuneId, newId, type OfficeId } from '../kernel/index.ts';
import { createSealerClient } from '../modules/sealing/index.ts';
import { findFreePort } from '../platform/ports/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'production-'));
const dataDir = join(folder, 'data');
const program = fileURLToPath(new URL('./start.ts', import.meta.url));
const register = fileURLToPath(new URL('../platform/tsx/register.ts', import.meta.url));
const commune = newId<CommuneId>(new Date());
const office = newId<OfficeId>(new Date());
let token: SoftToken;
let signing: TestSigning;
let officer: TestOfficer;
let platform: ChildProcess | undefined;

beforeAll(async () => {
  signing = await testSigning({ dataDir: folder, commune, now: new Date() });
  officer = await signing.appoint({ offices: [office] });
  token = createSoftToken('officers', process.env['SHUBBAK_TEST_PKCS11'] ?? '');
  moveKeyToToken();
  provideSecrets();
});
afterAll(async () => {
  await stop();
  await signing.authority.stop();
  token.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** The officer’s only key goes into the token, and its file away. */
function moveKeyToToken(): void {
  const { officerKeys } = signing.authority;
  for (const name of readdirSync(officerKeys)) {
    const { key } = JSON.parse(readFileSync(join(officerKeys, name), 'utf8'));
    token.importKey(createPrivateKey(key), { label: 'officer', id: 'b7' });
  }
  rmSync(officerKeys, { recursive: true });
}

function provideSecrets(): void {
  mkdirSync(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
  for (const name of ['index-key', 'envelope-key', 'access-key', 'form-key'])
    writeFileSync(join(dataDir, 'secrets', name), `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  writeFileSync(join(folder, 'ceremony.spki'), signing.authority.ceremonyKey);
  writeFileSync(join(folder, 'trust.pem'), signing.authority.trust.map(certificatePem).join(''));
}

/** Starts the whole platform in production, with the token as its officers’ keys; answers what it printed until it was open. */
async function start(pinFile: string): Promise<string> {
  const trust = join(folder, 'trust.pem');
  const { address } = token;
  const env = {
    PATH: process.env['PATH'] ?? '',
    SOFTHSM2_CONF: process.env['SOFTHSM2_CONF'] ?? '',
    LOG_LEVEL: 'error',
    SHUBBAK_MODE: 'production',
    DATA_DIR: dataDir,
    PORT: String(await findFreePort()),
    PUBLIC_URL: 'https://localhost',
    CEREMONY_KEY: join(folder, 'ceremony.spki'),
    TSA_URL: signing.authority.url,
    TSA_TRUST: trust,
    OFFICER_TRUST: trust,
    SMTP_URL: 'smtp://127.0.0.1:9',
    PKCS11_MODULE: address.module,
    PKCS11_TOKEN: 'officers',
    PKCS11_PIN_FILE: pinFile,
    PKCS11_LIBRARY: address.library ?? '',
  };
  const child = spawn(process.execPath, ['--import', register, program], { env });
  platform = child;
  let output = '';
  await new Promise<void>(resolve => {
    const listen = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('Ctrl-C ends it')) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => resolve());
  });
  return output;
}

async function stop(): Promise<void> {
  const child = platform;
  platform = undefined;
  if (!child || child.exitCode !== null) return;
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

test('a PIN that the token refuses leaves production open, and says that nothing can be signed', async () => {
  const wrong = join(folder, 'wrong-pin');
  writeFileSync(wrong, '0000\n', { mode: 0o600 });
  const output = await start(wrong);
  await stop();
  expect(output).toContain('pkcs11-pin-refused');
  expect(output).toContain('SIGNING IS NOT AVAILABLE');
  expect(output).not.toContain('0000');
});

test('production signs with the officer’s key in the token, dated', async () => {
  const { pin } = token.address;
  const output = await start('file' in pin ? pin.file : '');
  expect(output).toContain('is open:');
  expect(output).not.toContain('SIGNING IS NOT AVAILABLE');
  const client = createSealerClient(join(dataDir, 'run', 'sealer.sock'));
  const { request } = signRequest({ signing, commune, office, now: new Date() }, officer);
  // The sealer verifies the raw signature against the officer’s certificate, and the timestamp, before it answers.
  expect(await client.sign(request)).toMatchObject({ kind: 'sealed' });
  client.close();
});

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSimulatedAuthenticator } from '../adapters/authenticator/index.ts';
import { openOfficerKeys } from '../adapters/signers/index.ts';
import { startMailbox } from '../adapters/mail/index.ts';
import { startDemoAuthority } from '../adapters/timestamps/index.ts';
import { simulatedAaguid } from '../modules/identity/index.ts';
import { readConfig } from '../platform/config/index.ts';
import { withClient } from '../platform/db/index.ts';
import { findFreePort } from '../platform/ports/index.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../platform/postgres/index.ts';

// Several starts of the whole platform.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'production-'));
const dataDir = join(folder, 'data');
const authenticator = createSimulatedAuthenticator({ mode: 'demo', folder: join(folder, 'authenticator') });
const register = fileURLToPath(new URL('../platform/tsx/register.ts', import.meta.url));
const program = fileURLToPath(new URL('./start.ts', import.meta.url));
const codePattern = /^ {4}\d\. {2}(\S+) {3}until /gm;
const install = fileURLToPath(new URL('./install-commune.ts', import.meta.url));
const newCode = fileURLToPath(new URL('./new-staff-code.ts', import.meta.url));

let server: EmbeddedPostgres;
let environment: Record<string, string>;
let url: string;
const started = new Set<ChildProcess>();

beforeAll(async () => {
  server = await startEmbeddedPostgres(join(folder, 'postgres'), { fast: true });
  // What a hosted PostgreSQL gives: a login that may make roles and databases, and is no superuser.
  const password = randomBytes(12).toString('hex');
  await withClient(server.url, client =>
    client.query(`create role hosting login createrole createdb password '${password}'`),
  );
  const database = new URL(server.url);
  database.username = 'hosting';
  database.password = password;
  const port = await findFreePort();
  url = `http://localhost:${port}`;
  environment = { ...given(), DATABASE_URL: database.toString(), PORT: String(port), PUBLIC_URL: url };
});

afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What an operator provides: a pinned ceremony key, whom timestamps must come from, addresses of outside services. */
function given(): Record<string, string> {
  const [ceremony, trust] = [join(folder, 'ceremony.spki'), join(folder, 'trust.pem')];
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(ceremony, publicKey.export({ type: 'spki', format: 'der' }).toString('base64'));
  const options = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=Authority'];
  execFileSync('openssl', ['req', ...options, '-keyout', join(folder, 'authority.key'), '-out', trust], {
    stdio: 'ignore',
  });
  return {
    SHUBBAK_MODE: 'production',
    DATA_DIR: dataDir,
    CEREMONY_KEY: ceremony,
    TSA_TRUST: trust,
    OFFICER_TRUST: trust,
    TSA_URL: 'http://127.0.0.1:9/',
    SMTP_URL: 'smtp://127.0.0.1:9',
  };
}

function provideSecrets(): void {
  mkdirSync(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
  for (const name of ['index-key', 'envelope-key', 'access-key', 'form-key'])
    writeFileSync(join(dataDir, 'secrets', name), `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
}

interface Production {
  /** Everything printed until it was open or had ended. */
  readonly output: string;
  readonly open: boolean;
  stop(): Promise<void>;
}

/** Starts the platform and waits until it is open or has given up. */
async function start(changes: Record<string, string> = {}): Promise<Production> {
  const env = { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'error', ...environment, ...changes };
  const child = spawn(process.execPath, ['--import', register, program], { env });
  started.add(child);
  let output = '';
  const ended = new Promise<boolean>(resolve => child.once('exit', () => resolve(false)));
  const opened = new Promise<boolean>(resolve => {
    const listen = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('is open:')) resolve(true);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
  });
  const open = await Promise.race([opened, ended]);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    started.delete(child);
  };
  return { output, open, stop };
}

describe('production refuses', () => {
  test('every simulator and the software keys', async () => {
    const mode = 'production';
    const clock = (): Date => new Date();
    await expect(startDemoAuthority({ mode, dataDir, clock, port: 1 })).rejects.toThrow('production');
    await expect(startMailbox({ mode, dataDir, port: 1 })).rejects.toThrow('production');
    expect(() => createSimulatedAuthenticator({ mode, folder: dataDir })).toThrow('production');
    const places = { mode, folder: dataDir, hardware: undefined, issuers: [] } as const;
    await expect(openOfficerKeys(places)).rejects.toThrow('Software keys are refused');
  });

  test.each(['PUBLIC_URL', 'SMTP_URL', 'TSA_URL', 'TSA_TRUST', 'OFFICER_TRUST', 'CEREMONY_KEY'])(
    'to start without %s',
    name => {
      const incomplete = { ...environment, [name]: '' };
      expect(() => readConfig(incomplete)).toThrow(new RegExp(`^Production needs .*\n {2}${name}: [^\n]*$`));
    },
  );

  test('an address that is not https, but on the machine itself', () => {
    expect(() => readConfig({ ...environment, PUBLIC_URL: 'http://guichet.example.ma' })).toThrow('https://');
    expect(readConfig({ ...environment, PUBLIC_URL: 'https://guichet.example.ma' }).mode).toBe('production');
  });

  test('to make keys by itself', async () => {
    const { open, output } = await start();
    expect(open).toBe(false);
    expect(output).toMatch(/Missing secret .*index-key/);
  });
});

test('an empty production opens without signing, and its first administrators register once', async () => {
  provideSecrets();
  const first = await start();
  expect(first.output).toContain('is open:');
  expect(first.output).toContain('SIGNING IS NOT AVAILABLE');
  expect(first.output).toContain('Software keys are refused');
  const codes = codesOf(first.output);
  expect(codes).toHaveLength(2);
  expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'degraded', database: true, sealer: false });
  expect((await fetch(`${url}/v`)).status).toBe(200);
  expect((await fetch(`${url}/mailbox`)).status).toBe(404);
  expect((await fetch(`${url}/simulated-authenticator/people`)).status).toBe(404);
  expect(await (await fetch(`${url}/office/passkey?lang=fr`)).text()).toContain('id="registration"');
  expect(await registerPasskey(codes[0] ?? '', simulatedAaguid)).toBe(403);
  expect(await registerPasskey('0000-0000-0000-0000', undefined)).toBe(403);
  await first.stop();

  const second = await start();
  const renewed = codesOf(second.output);
  expect(renewed).toHaveLength(2);
  expect(await registerPasskey(codes[0] ?? '', undefined)).toBe(403);
  expect(await registerPasskey(renewed[0] ?? '', undefined, 'Karim TAZI')).toBe(200);
  expect(await registerPasskey(renewed[0] ?? '', undefined)).toBe(403);
  await second.stop();

  const third = await start();
  expect(third).toMatchObject({ open: true });
  expect(codesOf(third.output)).toEqual([]);
  await third.stop();
});

test('a commune is installed whole, once, and its staff sign in', async () => {
  const file = join(folder, 'commune.json');
  const name = { ar: 'تازة', fr: 'Taza', zgh: 'ⵜⴰⵣⴰ', en: 'Taza' };
  const person = (latin: string) => ({ arabic: 'كريم التازي', latin });
  const office = { code: 'TAZ01', name, address: name, kind: 'seat', organised: 'clerk-and-officer' };
  const commune = {
    code: 'TAZ',
    name,
    offices: [{ ...office, openedOn: '2026-01-05' }],
    firstAdministrators: [person('Karim TAZI')],
    staff: [{ name: person('Amina ALAMI'), postings: [{ role: 'clerk', office: 'TAZ01' }] }],
  };
  writeFileSync(file, JSON.stringify({ ...commune, offices: [] }));
  expect(await runOperators(install, file)).toMatch(/offices/);
  writeFileSync(file, JSON.stringify(commune));
  const [, code = ''] = /^ {4}Amina ALAMI +(\S+)$/m.exec(await runOperators(install, file)) ?? [];
  expect(await runOperators(install, file)).toContain('organisation.code-taken');
  // An administrator whom nobody in the commune can help: the operator can, and nobody but administrators.
  expect(await runOperators(newCode, 'TAZ', 'Amina ALAMI')).toContain('Not exactly one administrator');
  const [, again = ''] = /^ {4}Karim TAZI +(\S+)$/m.exec(await runOperators(newCode, 'TAZ', 'Karim TAZI')) ?? [];
  const platform = await start();
  expect(await registerPasskey(code, undefined)).toBe(200);
  expect(await signIn('Karim TAZI')).toBe(403);
  expect(await registerPasskey(again, undefined)).toBe(200);
  expect(await signIn(again)).toBe(200);
  expect(await signIn(code)).toBe(200);
  await platform.stop();
});

test('a production never becomes a demo', async () => {
  const demo = await start({ SHUBBAK_MODE: 'demo' });
  expect(demo.open).toBe(false);
  expect(demo.output).toContain('was started as production and stays so');
  expect(existsSync(join(dataDir, 'demo-authority'))).toBe(false);
});

function codesOf(output: string): readonly string[] {
  return [...output.matchAll(codePattern)].map(([, code]) => code ?? '');
}

/** Runs an operator's command without npm; answers everything that it printed. */
async function runOperators(command: string, ...given: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['--import', register, command, ...given], {
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'error', ...environment },
  });
  const texts = await Promise.all([text(child.stdout), text(child.stderr)]);
  return texts.join('');
}

/** Signs in with the passkey registered under this label; answers the status. */
async function signIn(label: string): Promise<number> {
  const path = `${url}/api/v1/sign-in/passkey`;
  const { challengeId, options } = await (await post(`${path}/options`, {})).json();
  const credential = authenticator.list().find(each => each.label === label);
  const response = authenticator.get(credential?.credentialId ?? '', options, url);
  return (await post(`${path}/verify`, { challengeId, response })).status;
}

/** Registers a passkey over HTTP, as the page's script does; answers the last status. `aaguid` undefined: some real device. */
async function registerPasskey(code: string, aaguid: string | undefined, label = code): Promise<number> {
  const path = `${url}/api/v1/sign-in/passkey/registration`;
  const asked = await post(`${path}/options`, { code, label });
  if (!asked.ok) return asked.status;
  const { challengeId, options } = await asked.json();
  const response = authenticator.create(options, url);
  if (aaguid === undefined) response.response.attestationObject = ofAnotherModel(response.response.attestationObject);
  return (await post(`${path}/verify`, { code, challengeId, response })).status;
}

function post(address: string, body: unknown): Promise<Response> {
  return fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(body),
  });
}

/** The same registration by an authenticator that does not say its model (WebAuthn Level 3 §6.5.1: an AAGUID of zeros). */
function ofAnotherModel(attestationObject: string): string {
  const bytes = Buffer.from(attestationObject, 'base64url');
  const simulated = Buffer.from(simulatedAaguid.replaceAll('-', ''), 'hex');
  return bytes.fill(0, bytes.indexOf(simulated), bytes.indexOf(simulated) + simulated.length).toString('base64url');
}

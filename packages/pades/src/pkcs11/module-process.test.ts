import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { officer } from '../fixtures/officer.ts';
import { openPkcs11, type Pkcs11Options, type Pkcs11Token } from './signer.ts';

/**
 * A library that behaves as modules may: it does, at each signature, what the next line of a file says. Real ones are tested by
 * `npm run test:pkcs11`.
 */
const misbehaving = `
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const file = name => __dirname + '/' + name;
const list = () => [Buffer.of(1)];
exports.PKCS11 = class {
  load() { appendFileSync(file('starts'), 'x'); }
  C_Initialize({ flags }) { if (flags !== 2) throw new Error('CKR_ARGUMENTS_BAD:7'); }
  C_GetSlotList() { return list(); }
  C_GetTokenInfo() { return { label: 'officers        ' }; }
  C_GetMechanismList() { return [0x1041]; }
  C_OpenSession() { return Buffer.of(1); }
  C_Login(session, user, pin) { if (pin !== '4711') throw new Error('CKR_PIN_INCORRECT:160'); }
  C_FindObjectsInit(session, [kind]) { this.found = kind.value === 1 ? [] : list(); }
  C_FindObjects() { return this.found; }
  C_FindObjectsFinal() {}
  C_GetAttributeValue() { return [{ value: Buffer.of(0) }]; }
  C_SignInit() {}
  C_Sign() {
    const [next = '', ...rest] = readFileSync(file('script'), 'utf8').split(' ');
    writeFileSync(file('script'), rest.join(' '));
    if (next === 'crash') process.kill(process.pid, 'SIGSEGV');
    if (next === 'hang' || next === 'crash') for (;;);
    if (next.startsWith('CKR')) throw new Error(next + ':1');
    return Buffer.from('signed');
  }
};`;

let folder: string;
let options: Pkcs11Options;
let token: Pkcs11Token | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pkcs11-'));
  const library = join(folder, 'node_modules', 'pkcs11js');
  mkdirSync(library, { recursive: true });
  writeFileSync(join(library, 'index.js'), misbehaving);
  writeFileSync(join(library, 'starts'), '');
  writeFileSync(join(folder, 'pin'), '4711\n');
  options = { module: 'vendor.so', token: 'officers', pin: { file: join(folder, 'pin') }, library: folder };
});
afterEach(() => {
  token?.close();
  rmSync(folder, { recursive: true });
});

const starts = () => readFileSync(join(folder, 'node_modules', 'pkcs11js', 'starts'), 'utf8').length;
const open = async (script: string, changed: Partial<Pkcs11Options> = {}) => {
  writeFileSync(join(folder, 'node_modules', 'pkcs11js', 'script'), script);
  token = await openPkcs11({ ...options, ...changed });
  return token.signer({ chain: officer.chain });
};
const bytes = Buffer.from('attributes');

test('a module that crashes ends its own process only, and the next signature starts another', async () => {
  const signer = await open('crash');
  await expect(signer.sign(bytes)).rejects.toMatchObject({ code: 'pkcs11-process-ended' });
  expect(Buffer.from(await signer.sign(bytes)).toString()).toBe('signed');
  expect(starts()).toBe(2);
});

test('a module that hangs is ended in time, and those who wait get their turn', async () => {
  const signer = await open('hang', { timeoutMilliseconds: 3000 });
  const [first, second] = await Promise.allSettled([signer.sign(bytes), signer.sign(bytes)]);
  expect(first).toMatchObject({ status: 'rejected', reason: { code: 'pkcs11-timeout' } });
  expect(second).toMatchObject({ status: 'fulfilled' });
});

test('a session that was lost is opened once more before anybody hears of it', async () => {
  const signer = await open('CKR_SESSION_HANDLE_INVALID ok ok CKR_DEVICE_REMOVED CKR_DEVICE_REMOVED');
  expect(Buffer.from(await signer.sign(bytes)).toString()).toBe('signed');
  await signer.sign(bytes);
  await expect(signer.sign(bytes)).rejects.toMatchObject({ code: 'pkcs11-session-lost' });
});

test('what the module refuses is said by its own name, and the session goes on', async () => {
  const signer = await open('CKR_DATA_INVALID');
  await expect(signer.sign(bytes)).rejects.toMatchObject({
    code: 'pkcs11-refused',
    message: expect.stringContaining('CKR_DATA_INVALID'),
  });
  await signer.sign(bytes);
  expect(starts()).toBe(1);
});

test('a PIN that was refused is never tried again, and stands in no message', async () => {
  const signer = await open('crash');
  writeFileSync(join(folder, 'pin'), '9999\n');
  await expect(signer.sign(bytes)).rejects.toMatchObject({ code: 'pkcs11-process-ended' });
  for (let attempt = 0; attempt < 3; attempt++) {
    const refusal: unknown = await signer.sign(bytes).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'pkcs11-pin-refused' });
    expect(String(refusal)).not.toContain('9999');
  }
  expect(starts()).toBe(2);
});

test('a closed token signs nothing', async () => {
  const signer = await open('');
  token?.close();
  await expect(signer.sign(bytes)).rejects.toMatchObject({ code: 'pkcs11-process-ended' });
});

test('a machine without the library is told what to run', async () => {
  const library = mkdtempSync(join(tmpdir(), 'pkcs11-'));
  await expect(openPkcs11({ ...options, library })).rejects.toMatchObject({
    code: 'pkcs11-not-installed',
    message: expect.stringContaining(`npm install --prefix ${library} pkcs11js`),
  });
  rmSync(library, { recursive: true });
});

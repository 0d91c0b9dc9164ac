import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pdfsig } from '../fixtures/judges.ts';
import { officer } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { createSoftToken, type SoftToken } from '../fixtures/soft-token.ts';
import { certificatePem } from '../testing/certificate.ts';
import { runCommand } from './run.ts';

const library = process.env['SHUBBAK_TEST_PKCS11'] ?? '';
let token: SoftToken;

beforeAll(() => {
  token = createSoftToken('officers', library);
  token.importKey(officer.key, { label: 'amina', id: 'c1' });
  writeFileSync(join(token.folder, 'paper.pdf'), createPaper());
  writeFileSync(join(token.folder, 'chain.pem'), officer.chain.map(certificatePem).join(''));
});
afterAll(() => token.remove());

async function sign(...args: string[]) {
  const warned: string[] = [];
  const [paper, chain] = [join(token.folder, 'paper.pdf'), join(token.folder, 'chain.pem')];
  const hardware = ['--pkcs11', token.address.module, '--token', 'officers', '--pkcs11-library', library];
  const terminal = { print: () => undefined, warn: (line: string) => void warned.push(line) };
  const code = await runCommand(['sign', paper, '--chain', chain, ...hardware, ...args], terminal);
  return { code, warned: warned.join() };
}

it.each([[[]], [['--key-label', 'amina']]])('signs by a key in a hardware module %j', async found => {
  const out = join(token.folder, `signed-${found.length}.pdf`);
  expect(await sign('--pin-file', join(token.folder, 'pin'), '--out', out, ...found)).toEqual({ code: 0, warned: '' });
  expect(pdfsig(readFileSync(out))).toContain('Signature is Valid.');
});

it('ends with 2 when there is no such key, and without a PIN', async () => {
  const missing = await sign('--pin-file', join(token.folder, 'pin'), '--key-label', 'nobody');
  expect(missing).toMatchObject({ code: 2, warned: expect.stringContaining('pkcs11-key-missing') });
  expect(await sign()).toMatchObject({ code: 2, warned: expect.stringContaining('--pin-file') });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignatureAlgorithm } from '../cms/algorithm.ts';
import { digestFor } from '../cms/algorithm.ts';
import { signedAttributes } from '../cms/attributes.ts';
import { buildCms, estimateContentsSize } from '../cms/build.ts';
import { pdfsig } from '../fixtures/judges.ts';
import { officerFor } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { createSoftToken, type SoftToken } from '../fixtures/soft-token.ts';
import { embedSignature } from '../sign/embed.ts';
import { prepareSignature } from '../sign/prepare.ts';
import type { Signer } from '../sign/signer.ts';
import type { IssuedCertificate } from '../testing/authority.ts';
import { openPkcs11, type Pkcs11Token } from './signer.ts';

const library = process.env['SHUBBAK_TEST_PKCS11'] ?? '';
const algorithms = [
  'ecdsa-p256-sha256',
  'ecdsa-p384-sha384',
  'rsa-pkcs1-sha256',
  'rsa-pkcs1-sha512',
  'rsa-pss-sha256',
  'ed25519',
] as const;
// An ordinary RSA key signs either way.
const officers = new Map<SignatureAlgorithm, IssuedCertificate>(
  algorithms.map(each => [each, officerFor(each === 'rsa-pss-sha256' ? 'rsa-pkcs1-sha256' : each)]),
);
let soft: SoftToken;
let token: Pkcs11Token;

beforeAll(async () => {
  soft = createSoftToken('officers', library);
  for (const [index, [algorithm, { key, certificate }]] of [...officers].entries()) {
    // The first key has no certificate beside it: it is found by its public key.
    soft.importKey(key, { label: algorithm, id: `0${index + 1}`, ...(index > 0 && { certificate }) });
  }
  token = await openPkcs11(soft.address);
});
afterAll(() => {
  token.close();
  soft.remove();
});

function officerOf(algorithm: SignatureAlgorithm): IssuedCertificate {
  const officer = officers.get(algorithm);
  if (officer === undefined) throw new Error(algorithm);
  return officer;
}

async function signWith(signer: Signer): Promise<Uint8Array> {
  const { algorithm, chain } = signer;
  const prepared = prepareSignature(createPaper(), { contentsSize: estimateContentsSize(chain) });
  const [signerCertificate = Buffer.of()] = chain;
  const attributes = signedAttributes({ messageDigest: prepared.digest(digestFor(algorithm)), signerCertificate });
  const signature = await signer.sign(attributes);
  return embedSignature(prepared, buildCms({ signedAttributes: attributes, signature, algorithm, chain }));
}

describe.each(algorithms)('%s', algorithm => {
  test('signs a file that another reader finds valid, the key found by its certificate', async () => {
    const { chain } = officerOf(algorithm);
    const signed = await signWith(await token.signer({ chain, algorithm }));
    // The installed pdfsig knows no Ed25519 in CMS; the signature is verified while the CMS is built.
    if (algorithm !== 'ed25519') expect(pdfsig(signed)).toContain('Signature is Valid.');
  });

  test('is found by label and by identifier', async () => {
    const { chain } = officerOf(algorithm);
    const id = Uint8Array.of(algorithms.indexOf(algorithm) + 1);
    for (const key of [{ label: algorithm }, { id }]) await signWith(await token.signer({ chain, key, algorithm }));
  });
});

test('gives the certificates that are on the token', async () => {
  const stored = algorithms.slice(1).map(each => Buffer.from(officerOf(each).certificate).toString('hex'));
  const given = (await token.certificates()).map(each => Buffer.from(each).toString('hex'));
  expect(given.sort()).toEqual(stored.sort());
});

test('many signatures at once are all the key’s', async () => {
  const signer = await token.signer({ chain: officerOf('ecdsa-p256-sha256').chain });
  const files = await Promise.all(Array.from({ length: 50 }, () => signWith(signer)));
  expect(files).toHaveLength(50);
});

test('another’s key under the name of a certificate never gets into a file', async () => {
  const { chain } = officerOf('ecdsa-p256-sha256');
  const signer = await token.signer({ chain, key: { label: 'ecdsa-p384-sha384' }, algorithm: 'ecdsa-p256-sha256' });
  await expect(signWith(signer)).rejects.toMatchObject({ name: 'PadesError' });
});

test('keys that are not there, or twice, are refused by name', async () => {
  const { chain, key } = officerFor('rsa-pkcs1-sha256');
  await expect(token.signer({ chain })).rejects.toMatchObject({ code: 'pkcs11-key-missing' });
  soft.importKey(key, { label: 'twice', id: 'a1' });
  soft.importKey(officerFor('rsa-pkcs1-sha256').key, { label: 'twice', id: 'a2' });
  await expect(token.signer({ chain, key: { label: 'twice' } })).rejects.toMatchObject({
    code: 'pkcs11-key-ambiguous',
  });
});

test('a token, a module or a PIN that is wrong is refused by name', async () => {
  const wrongPin = join(soft.folder, 'wrong-pin');
  writeFileSync(wrongPin, '0000\n');
  const { address } = soft;
  const refusal = (changed: object) => openPkcs11({ ...address, ...changed });
  await expect(refusal({ token: 'clerks' })).rejects.toMatchObject({ code: 'pkcs11-token-missing' });
  await expect(refusal({ module: '/nowhere.so' })).rejects.toMatchObject({ code: 'pkcs11-module-failed' });
  await expect(refusal({ pin: { file: wrongPin } })).rejects.toMatchObject({ code: 'pkcs11-pin-refused' });
  await expect(refusal({ pin: { variable: 'NOT_SET' } })).rejects.toMatchObject({ code: 'pkcs11-pin-refused' });
});

test('the PIN may come from the environment', async () => {
  process.env['TEST_PIN'] = '4711';
  const other = await openPkcs11({ ...soft.address, pin: { variable: 'TEST_PIN' } });
  expect(await other.certificates()).toHaveLength(algorithms.length - 1);
  other.close();
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('origins that may be asked about revocations are read one by one, and none by default', () => {
  expect(readConfig({}).revocationOrigins).toEqual([]);
  const read = readConfig({ REVOCATION_ORIGINS: 'http://ocsp.example, https://crl.example:8443' });
  expect(read.revocationOrigins).toEqual(['http://ocsp.example', 'https://crl.example:8443']);
});

test.each(['ocsp.example', 'http://ocsp.example/path', 'file:///etc', 'http://ocsp.example,', 'ldap://crl.example'])(
  'an origin that is none is named: %s',
  value => {
    expect(() => readConfig({ REVOCATION_ORIGINS: value })).toThrow(/REVOCATION_ORIGINS: origins such as/);
  },
);

test('names and levels are read pair by pair, whatever signs a name holds', () => {
  const read = (text: string) => readConfig({ SERVICE_LEVELS: text }).serviceLevels;
  expect(read('')).toEqual({});
  expect(read('vault=low  https://idp.example/acr?x=2=high')).toEqual({
    vault: 'low',
    'https://idp.example/acr?x=2': 'high',
  });
  for (const wrong of ['vault', 'vault=highest', '=low'])
    expect(() => read(wrong)).toThrow(/SERVICE_LEVELS: pairs such as/);
});

describe('the national identity provider', () => {
  const folder = mkdtempSync(join(tmpdir(), 'national-config-'));
  const secretFile = join(folder, 'secret');
  writeFileSync(secretFile, 'a secret\n');
  afterAll(() => rmSync(folder, { recursive: true }));
  const whole = {
    NATIONAL_ISSUER: 'https://idp.example.ma',
    NATIONAL_CLIENT_ID: 'commune',
    NATIONAL_CLIENT_SECRET_FILE: secretFile,
    NATIONAL_LEVELS: 'acr:2=substantial acr:3=high',
  };

  test('is there when everything of it is said, and not at all when nothing is', () => {
    expect(readConfig({}).national).toBeUndefined();
    expect(readConfig({ ...whole, PUBLIC_URL: 'https://guichet.example.ma/' }).national).toMatchObject({
      proof: { secret: 'a secret' },
      redirectUri: 'https://guichet.example.ma/national/callback',
      levels: { 'acr:2': 'substantial', 'acr:3': 'high' },
      claims: {},
      signedWith: 'RS256',
    });
    const claims = 'nameArabic=name_ar documentNumber=https://idp.example.ma/cin';
    expect(readConfig({ ...whole, NATIONAL_CLAIMS: claims }).national?.claims).toEqual({
      nameArabic: 'name_ar',
      documentNumber: 'https://idp.example.ma/cin',
    });
  });

  test.each(Object.keys(whole))('stops the start without %s', name => {
    expect(() => readConfig({ ...whole, [name]: undefined })).toThrow(name);
  });

  test('stops the start with a key and a secret, or a claim that there is not', () => {
    expect(() => readConfig({ ...whole, NATIONAL_CLIENT_KEY_FILE: secretFile })).toThrow('one of them');
    expect(() => readConfig({ ...whole, NATIONAL_CLAIMS: 'cin=number' })).toThrow('NATIONAL_CLAIMS');
  });
});

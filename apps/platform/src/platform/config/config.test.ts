import { expect, test } from 'vitest';
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

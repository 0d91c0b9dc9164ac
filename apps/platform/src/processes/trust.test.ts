import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '../platform/config/index.ts';
import { readPinnedTrust, writeDemoTrust } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'shubbak-trust-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A root certificate in PEM, at a path of its own. */
function root(name: string): string {
  const path = join(folder, `${name}.pem`);
  const options = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', `/CN=${name}`];
  execFileSync('openssl', ['req', ...options, '-keyout', `${path}.key`, '-out', path], { stdio: 'ignore' });
  return path;
}

const subjects = (certificates: readonly Uint8Array[]) => certificates.map(der => new X509Certificate(der).subject);

test('officers hang from roots of their own; the demo’s from its one authority', () => {
  const dataDir = join(folder, 'data');
  mkdirSync(join(dataDir, 'demo-authority'), { recursive: true });
  const authority = [new X509Certificate(readFileSync(root('DEMO'))).raw];
  writeDemoTrust({ dataDir }, { ceremonyKey: 'key', authority });
  const demo = readPinnedTrust(readConfig({ DATA_DIR: dataDir }));
  expect([demo.ceremonyKey, subjects(demo.timestamps), subjects(demo.officers)]).toEqual([
    'key',
    ['CN=DEMO'],
    ['CN=DEMO'],
  ]);
  const told = { DATA_DIR: dataDir, TSA_TRUST: root('time'), OFFICER_TRUST: root('officers') };
  const { timestamps, officers } = readPinnedTrust(readConfig(told));
  expect([subjects(timestamps), subjects(officers)]).toEqual([['CN=time'], ['CN=officers']]);
});

test('signatures of files that arrive hang from our own roots, and from a folder of strangers’, PEM or DER', () => {
  const strangers = join(folder, 'strangers');
  mkdirSync(strangers);
  writeFileSync(join(strangers, 'a.pem'), readFileSync(root('first')));
  writeFileSync(join(strangers, 'b.der'), new X509Certificate(readFileSync(root('second'))).raw);
  writeFileSync(join(strangers, 'notes.txt'), 'no certificate');
  const own = { DATA_DIR: join(folder, 'data'), TSA_TRUST: root('our-time'), OFFICER_TRUST: root('our-officers') };
  expect(subjects(readPinnedTrust(readConfig(own)).received.signers)).toEqual(['CN=our-officers']);
  const { received, officers } = readPinnedTrust(readConfig({ ...own, SIGNER_TRUST: strangers }));
  expect(subjects(received.signers)).toEqual(['CN=our-officers', 'CN=first', 'CN=second']);
  expect(subjects(received.timestamps)).toEqual(['CN=our-time', 'CN=first', 'CN=second']);
  expect(subjects(officers), 'a stranger vouches for no officer').toEqual(['CN=our-officers']);
  writeFileSync(join(strangers, 'c.crt'), 'no certificate');
  expect(() => readPinnedTrust(readConfig({ ...own, SIGNER_TRUST: strangers }))).toThrow('holds no certificate');
});

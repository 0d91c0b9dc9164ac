import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
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

import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openOfficerKeys } from '../signers/index.ts';
import { openDemoAuthority, startDemoAuthority } from './demo-authority.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'shubbak-demo-authority-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const clock = () => new Date();
const name = { arabic: 'ادريس العلمي', latin: 'Driss EL ALAMI' };

test('the demo authority is made once, and every certificate says DEMO', async () => {
  const first = openDemoAuthority({ mode: 'demo', dataDir, clock });
  const again = openDemoAuthority({ mode: 'demo', dataDir, clock });
  expect(again.ceremonyKey).toBe(first.ceremonyKey);
  expect(again.trust).toEqual(first.trust);
  const certificate = new X509Certificate(await first.issueOfficerCertificate(name));
  const root = new X509Certificate(first.trust[0] ?? expect.fail());
  expect(certificate.verify(root.publicKey)).toBe(true);
  for (const subject of [certificate.subject, root.subject]) expect(subject).toContain('DEMO');
});

test('the officer’s key signs under its certificate, and is found under no other', async () => {
  const authority = openDemoAuthority({ mode: 'demo', dataDir, clock });
  const places = { mode: 'demo', folder: authority.officerKeys, hardware: undefined, issuers: [] } as const;
  const keys = await openOfficerKeys(places);
  const certificate = await authority.issueOfficerCertificate(name);
  expect((await keys.find(certificate))?.chain[0]).toEqual(Buffer.from(certificate));
  expect(await keys.find(Buffer.from('another certificate'))).toBeUndefined();
});

test('every key is readable by its own user only', async () => {
  const authority = openDemoAuthority({ mode: 'demo', dataDir, clock });
  await authority.issueOfficerCertificate(name);
  const files = readdirSync(join(dataDir, 'demo-authority'), { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) expect(statSync(join(file.parentPath, file.name)).mode & 0o077).toBe(0);
});

test('production refuses the demo authority and keys in software', async () => {
  expect(() => openDemoAuthority({ mode: 'production', dataDir, clock })).toThrow(/does not run in production/);
  await expect(startDemoAuthority({ mode: 'production', dataDir, clock })).rejects.toThrow(/TSA_URL/);
  const places = { mode: 'production', folder: dataDir, hardware: undefined, issuers: [] } as const;
  await expect(openOfficerKeys(places)).rejects.toThrow(/PKCS11_MODULE/);
});

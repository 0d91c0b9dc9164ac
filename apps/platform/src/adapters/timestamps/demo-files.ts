import { createPrivateKey, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import {
  type Authority,
  certificatePem,
  createAuthority,
  createKey,
  issueCertificate,
  type Validity,
} from '@shubbak/pades/testing';

/** The demo's keys and its certificate authority, as they stand in its folder. */
export interface DemoFiles {
  /** Signs the administrators' statements. */
  readonly ceremonyKey: KeyObject;
  readonly authority: Authority;
}

type Name = Parameters<typeof createAuthority>[0]['name'];

/** Every name says what these certificates are worth. */
const names = {
  authority: { commonName: 'Shubbak DEMO CA (no legal effect)', organization: 'Shubbak DEMO', country: 'MA' },
  timestamps: { commonName: 'Shubbak DEMO TSA (no legal effect)', organization: 'Shubbak DEMO', country: 'MA' },
};

/** Reads an authority's keys from `folder`, making at first start those that are missing; `name` says what its certificates are worth. */
export function readDemoFiles(folder: string, now: Date, name: Name = names.authority): DemoFiles {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ceremonyKey = keyAt(join(folder, 'ceremony-key.pem'));
  const key = keyAt(join(folder, 'ca-key.pem'));
  const certificate = certificateAt(
    join(folder, 'ca.pem'),
    () => createAuthority({ name, validity: tenYears(now), key }).certificate,
  );
  return { ceremonyKey, authority: { key, certificate, chain: [certificate] } };
}

/**
 * Reads the key of the demo's timestamps and its certificate, then its issuers, DER. One that is made now names `revocations` as
 * the place that says whether it was revoked.
 */
export function readTimestampFiles(
  folder: string,
  authority: Authority,
  { now, revocations }: { readonly now: Date; readonly revocations: string },
): { readonly key: KeyObject; readonly chain: readonly Uint8Array[] } {
  const key = keyAt(join(folder, 'tsa-key.pem'));
  const subject = names.timestamps;
  const issue = () =>
    issueCertificate(authority, { subject, usage: 'tsa', validity: tenYears(now), key, ...accessAt(revocations) });
  return { key, chain: [certificateAt(join(folder, 'tsa.pem'), () => issue().certificate), ...authority.chain] };
}

/** Where a certificate sends whoever asks whether it was revoked: OCSP, and the list. */
export function accessAt(revocations: string | undefined) {
  if (revocations === undefined) return {};
  return { access: { ocsp: new URL('ocsp', revocations).href, crl: new URL('crl', revocations).href } };
}

function keyAt(path: string): KeyObject {
  if (!existsSync(path)) writePrivately(path, createKey().export({ type: 'pkcs8', format: 'pem' }).toString());
  return createPrivateKey(readFileSync(path));
}

function certificateAt(path: string, make: () => Uint8Array): Uint8Array {
  if (!existsSync(path)) writePrivately(path, certificatePem(make()));
  return new X509Certificate(readFileSync(path)).raw;
}

/** Whole or absent: a start that was killed must not leave half a key. */
function writePrivately(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

/** From a day before, so that clocks that differ do not refuse it, to ten years on. */
export function tenYears(now: Date): Validity {
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + 10);
  return { notBefore: new Date(now.getTime() - 86_400_000), notAfter };
}

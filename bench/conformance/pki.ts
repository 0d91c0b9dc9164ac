import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  fetchTimestamp,
  type RevocationSource,
  type SignatureAlgorithm,
  type Signer,
  softwareSigner,
  type TimestampSource,
} from '@shubbak/pades';
import {
  certificatePem,
  createAuthority,
  createKey,
  createRevocationResponder,
  createTimestampResponder,
  type IssuedCertificate,
  issueCertificate,
  type KeyKind,
  serveTimestamps,
} from '@shubbak/pades/testing';

/** The authority that signers, timestamps and judges share, made anew for each run. */
export interface Pki {
  /** DER. */
  readonly root: Uint8Array;
  signer(kind: KeyKind, algorithm?: SignatureAlgorithm): Signer;
  /** A signer whose certificate is revoked as soon as it has signed. */
  readonly revoked: Signer;
  revoke(): void;
  readonly timestamps: TimestampSource;
  readonly revocation: RevocationSource;
  /** The list as of now, DER. */
  crl(): Uint8Array;
  /** Key, certificates, lists and addresses as files, for makers and judges of other languages. */
  write(): PkiFiles;
  close(): Promise<void>;
}

/** Paths of what other programs read. */
export interface PkiFiles {
  readonly root: string;
  readonly crl: string;
  readonly key: string;
  readonly certificate: string;
  readonly pkcs12: string;
  readonly timestampUrl: string;
  /** The same signer as in those files. */
  readonly issued: IssuedCertificate;
}

const day = 86_400_000;
const clock = (): Date => new Date();

/** Makes the authority, and serves its timestamps on the loopback. */
export async function openPki(folder: string): Promise<Pki> {
  const validity = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 365 * day) };
  const name = { commonName: 'Conformance root', organization: 'Shubbak', country: 'MA' };
  const root = createAuthority({ name, validity });
  const issue = (commonName: string, kind: KeyKind = 'p256') =>
    issueCertificate(root, { subject: { commonName, country: 'MA' }, usage: 'signer', validity, key: createKey(kind) });
  const dating = issueCertificate(root, { subject: { commonName: 'Conformance time' }, usage: 'tsa', validity });
  const policy = '1.3.6.1.4.1.99999.1';
  const served = await serveTimestamps(
    createTimestampResponder({ key: dating.key, chain: dating.chain, policy, clock }),
  );
  const revocations = createRevocationResponder({ authority: root, clock });
  const wrongdoer = issue('Revoked officer');
  const trust = [root.certificate];
  return {
    root: root.certificate,
    signer: (kind, algorithm) => {
      const { key, chain } = issue(`Officer ${kind}`, kind);
      return softwareSigner(key, chain, algorithm);
    },
    revoked: softwareSigner(wrongdoer.key, wrongdoer.chain),
    // A day ago: whatever it signed, it signed too late.
    revoke: () => revocations.revoke(wrongdoer.certificate, new Date(Date.now() - day / 2), 'keyCompromise'),
    timestamps: imprint => fetchTimestamp(served.url, { imprint, trust, clock }),
    revocation: { find: async () => ({ ocsps: [], crls: [revocations.crl()] }) },
    crl: () => revocations.crl(),
    write: () => writeFiles(folder, root.certificate, revocations.crl(), issue('Peer’s officer'), served.url),
    close: () => served.close(),
  };
}

function writeFiles(
  folder: string,
  root: Uint8Array,
  crl: Uint8Array,
  issued: IssuedCertificate,
  timestampUrl: string,
): PkiFiles {
  mkdirSync(folder, { recursive: true });
  const put = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  const rootPath = put('root.pem', certificatePem(root));
  const key = put('key.pem', issued.key.export({ type: 'pkcs8', format: 'pem' }));
  const certificate = put('certificate.pem', certificatePem(issued.certificate));
  const pkcs12 = join(folder, 'key.p12');
  const material = ['-inkey', key, '-in', certificate, '-certfile', rootPath];
  execFileSync('openssl', ['pkcs12', '-export', ...material, '-passout', 'pass:judge', '-out', pkcs12]);
  return { root: rootPath, crl: put('list.crl', crl), key, certificate, pkcs12, timestampUrl, issued };
}

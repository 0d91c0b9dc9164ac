import { createPrivateKey, type KeyObject } from 'node:crypto';
import {
  type CertificateInput,
  type CertificateUsage,
  createCertificate,
  createKey,
  type SubjectName,
  type Validity,
} from './certificate.ts';

/** What a certificate carries beside its usage. */
type CertificateExtras = Pick<
  CertificateInput,
  'access' | 'pathLength' | 'ocspNoCheck' | 'moreExtensions' | 'extendedKeyUsage'
>;

/** A certificate authority with its key in memory: for tests and demonstrations only. */
export interface Authority {
  readonly key: KeyObject;
  /** DER. */
  readonly certificate: Uint8Array;
  /** Its own certificate first, then those above it. */
  readonly chain: readonly Uint8Array[];
}

/** Makes a root authority, or one below `issuer`. Key and certificate can be stored and given back to `loadAuthority`. */
export function createAuthority(
  input: {
    readonly name: SubjectName;
    readonly validity: Validity;
    readonly key?: KeyObject;
    readonly issuer?: Authority;
  } & CertificateExtras,
): Authority {
  const key = input.key ?? createKey();
  const certificate = createCertificate({
    ...extrasOf(input),
    subject: input.name,
    publicKey: key,
    usage: 'ca',
    validity: input.validity,
    issuerKey: input.issuer?.key ?? key,
    ...(input.issuer === undefined ? {} : { issuerCertificate: input.issuer.certificate }),
  });
  return { key, certificate, chain: [certificate, ...(input.issuer?.chain ?? [])] };
}

function extrasOf({
  access,
  pathLength,
  ocspNoCheck,
  moreExtensions,
  extendedKeyUsage,
}: CertificateExtras): CertificateExtras {
  return {
    ...(access === undefined ? {} : { access }),
    ...(pathLength === undefined ? {} : { pathLength }),
    ...(ocspNoCheck === undefined ? {} : { ocspNoCheck }),
    ...(moreExtensions === undefined ? {} : { moreExtensions }),
    ...(extendedKeyUsage === undefined ? {} : { extendedKeyUsage }),
  };
}

/** An authority from what was stored of it: PKCS#8 PEM and DER certificates, its own first. */
export function loadAuthority(keyPem: string, chain: readonly Uint8Array[]): Authority {
  const [certificate] = chain;
  if (certificate === undefined) throw new Error('an authority needs its certificate');
  return { key: createPrivateKey(keyPem), certificate, chain };
}

/** A certificate that was issued, and its chain up to the root, its own first: what `buildCms` takes. */
export interface IssuedCertificate {
  readonly key: KeyObject;
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
}

/** Certifies a key (a new P-256 one unless given) for signing, for timestamps, for OCSP, or as an authority. */
export function issueCertificate(
  authority: Authority,
  input: {
    readonly subject: SubjectName;
    readonly usage: CertificateUsage;
    readonly validity: Validity;
    readonly key?: KeyObject;
    readonly serialNumber?: Uint8Array;
  } & CertificateExtras,
): IssuedCertificate {
  const key = input.key ?? createKey();
  const certificate = createCertificate({
    ...extrasOf(input),
    subject: input.subject,
    publicKey: key,
    usage: input.usage,
    validity: input.validity,
    issuerCertificate: authority.certificate,
    issuerKey: authority.key,
    ...(input.serialNumber === undefined ? {} : { serialNumber: input.serialNumber }),
  });
  return { key, certificate, chain: [certificate, ...authority.chain] };
}

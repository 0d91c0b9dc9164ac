import { sign } from 'node:crypto';
import {
  addTimestamp,
  buildCms,
  embedSignature,
  embedSignatureSegments,
  estimateContentsSize,
  fetchTimestamp,
  type PreparedSignature,
  prepareSignature,
  signedAttributes,
  timestampImprint,
} from '@shubbak/pades';
import { createAuthority, type IssuedCertificate, issueCertificate } from '@shubbak/pades/testing';

/** An RFC 3161 authority and what its tokens must chain to. */
export interface Authority {
  readonly url: string;
  readonly trust: readonly Uint8Array[];
}

/** For whoever asks for no timestamp. */
export const noAuthority: Authority = { url: 'http://127.0.0.1/', trust: [] };

/** Signs PDF files by @shubbak/pades in one process, with an invisible field: the like of what the peer's `sign()` does. */
export interface Pades {
  /** Everything but the signature, without room for a timestamp. */
  prepare(pdf: Uint8Array): PreparedSignature;
  /** The CMS of a digest, without a timestamp. */
  cms(digest: Uint8Array): Uint8Array;
  signBB(pdf: Uint8Array): Promise<Uint8Array>;
  /** The same in segments, the first of which is the file itself, not copied. */
  signSegments(pdf: Uint8Array): Uint8Array[];
  /** With a timestamp, checked before it is embedded. */
  signBT(pdf: Uint8Array): Promise<Uint8Array>;
}

/** A key of P-256 with a certificate of an authority made for the bench. */
export function issueSigner(): IssuedCertificate {
  const validity = { notBefore: new Date(Date.now() - 86_400_000), notAfter: new Date(Date.now() + 86_400_000) };
  const root = createAuthority({ name: { commonName: 'Bench CA', country: 'MA' }, validity });
  return issueCertificate(root, { subject: { commonName: 'Bench', country: 'MA' }, usage: 'signer', validity });
}

/** Room for the demo authority's token, in octets. */
const tokenSize = 8192;

export function openPades({ key, certificate, chain }: IssuedCertificate, authority: Authority): Pades {
  const prepare = (pdf: Uint8Array, timestampAllowance = 0) =>
    prepareSignature(pdf, { contentsSize: estimateContentsSize(chain, { timestampAllowance }) });
  const cms = (digest: Uint8Array) => {
    const attributes = signedAttributes({ messageDigest: digest, signerCertificate: certificate });
    const signature = sign('sha256', attributes, { key, dsaEncoding: 'ieee-p1363' });
    return buildCms({ signedAttributes: attributes, signature, algorithm: 'ecdsa-p256-sha256', chain });
  };
  return {
    prepare,
    cms,
    signBB: async pdf => {
      const prepared = prepare(pdf);
      return embedSignature(prepared, cms(prepared.digest()));
    },
    signSegments: pdf => {
      const prepared = prepare(pdf);
      return embedSignatureSegments(prepared, cms(prepared.digest()));
    },
    signBT: async pdf => {
      const prepared = prepare(pdf, tokenSize);
      const signed = cms(prepared.digest());
      const imprint = { digest: timestampImprint(signed) };
      const clock = () => new Date();
      const { token } = await fetchTimestamp(authority.url, { imprint, trust: authority.trust, clock });
      return embedSignature(prepared, addTimestamp(signed, token));
    },
  };
}

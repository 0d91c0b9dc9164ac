import type { SignatureAlgorithm } from '@shubbak/pades';

/** One officer's signing key, wherever it lives. */
export interface OfficerKey {
  readonly algorithm: SignatureAlgorithm;
  /** DER certificates for the CMS: the officer's own first, then its issuers. */
  readonly chain: readonly Uint8Array[];
  /** Raw signature over the bytes: r‖s for ECDSA, the block for RSA. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** The keys that a sealer may use. In production they stay in a hardware module; the demo keeps them in a folder. */
export interface OfficerKeys {
  /** The key behind a DER certificate; undefined when it is not here. */
  find(certificate: Uint8Array): Promise<OfficerKey | undefined>;
}

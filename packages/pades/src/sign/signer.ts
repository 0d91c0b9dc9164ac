import type { SignatureAlgorithm } from '../cms/algorithm.ts';

/**
 * Whoever holds a signing key: in memory, in a hardware module, or at a remote service (CSC API). It gets the bytes to be
 * signed, never the document, and may take as long as it likes.
 */
export interface Signer {
  readonly algorithm: SignatureAlgorithm;
  /** DER certificates for the CMS: the signer's own first, then its issuers. */
  readonly chain: readonly Uint8Array[];
  /** Raw signature over the bytes: r‖s for ECDSA, the block for RSA, 64 octets for Ed25519. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
  /**
   * Several at once under one authorisation of the key's holder (a PIN, a CSC `signHash` of many), answered in the same
   * order, an Error where one was not signed. Left out, a batch is signed one by one.
   */
  signAll?(list: readonly Uint8Array[]): Promise<readonly (Uint8Array | Error)[]>;
}

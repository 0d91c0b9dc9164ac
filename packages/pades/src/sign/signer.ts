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
}

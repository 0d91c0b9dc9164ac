/** Keys in hardware modules (PKCS#11). Needs pkcs11js, an opt-in install, and runs it in a process of its own. */
export type { KeySelector, PinSource, TokenAddress } from './protocol.ts';
export { openPkcs11, type Pkcs11Options, type Pkcs11SignerOptions, type Pkcs11Token } from './signer.ts';

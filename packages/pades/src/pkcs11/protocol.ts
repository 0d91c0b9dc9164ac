import type { SignatureAlgorithm } from '../cms/algorithm.ts';
import type { PadesErrorCode } from '../failure.ts';

/** Where the PIN is read, by the process that needs it alone: a file's first line, or an environment variable by its name. */
export type PinSource = { readonly file: string } | { readonly variable: string };

/** A token and how to open it. */
export interface TokenAddress {
  /** Path of the vendor's PKCS#11 module, as `/usr/lib/softhsm/libsofthsm2.so`. */
  readonly module: string;
  /** The token's label; or `slot`, its number among the slots that hold a token. One token needs neither. */
  readonly token?: string;
  readonly slot?: number;
  readonly pin: PinSource;
  /** Folder where `npm install pkcs11js` was run; beside this package unless told. */
  readonly library?: string;
}

/** A private key on a token: by the certificate that goes with it (DER), by its label, or by its identifier (CKA_ID). */
export type KeySelector =
  | { readonly certificate: Uint8Array }
  | { readonly label: string }
  | { readonly id: Uint8Array };

/** What the client asks of the process that holds the module, one question at a time. */
export type Question =
  | { readonly ask: 'open'; readonly address: TokenAddress }
  | { readonly ask: 'certificates' }
  | { readonly ask: 'find'; readonly key: KeySelector }
  | {
      readonly ask: 'sign';
      readonly key: KeySelector;
      readonly algorithm: SignatureAlgorithm;
      readonly bytes: Uint8Array;
    };

/** What it answers: octet strings (certificates, or the one signature), or why not. */
export type Answer =
  | { readonly ok: true; readonly value: readonly Uint8Array[] }
  | { readonly ok: false; readonly code: PadesErrorCode; readonly message: string };

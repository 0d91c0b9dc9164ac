import type { SignatureAlgorithm } from '../cms/algorithm.ts';
import { PadesError } from '../failure.ts';
import type { Signer } from '../sign/signer.ts';
import { algorithmOf } from '../sign/software-signer.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { publicKeyOf } from '../x509/public-key.ts';
import { keepModuleProcess } from './module-process.ts';
import type { KeySelector, TokenAddress } from './protocol.ts';

/** How to open a token. */
export interface Pkcs11Options extends TokenAddress {
  /** For each answer of the module; 10000 unless told. */
  readonly timeoutMilliseconds?: number;
}

/** Which key of a token signs, and with what certificates. */
export interface Pkcs11SignerOptions {
  /** DER certificates, the signer's first, then its issuers. */
  readonly chain: readonly Uint8Array[];
  /** By the first certificate unless told. */
  readonly key?: KeySelector;
  /** As the certificate's key has it unless told; RSA then is `rsa-pkcs1-sha256`. */
  readonly algorithm?: SignatureAlgorithm;
}

/** A token of a hardware module, open in a process of its own. */
export interface Pkcs11Token {
  /** DER certificates stored on the token. */
  certificates(): Promise<readonly Uint8Array[]>;
  /** A signer for one key, which is looked up at once: throws `pkcs11-key-missing` or `pkcs11-key-ambiguous`. */
  signer(options: Pkcs11SignerOptions): Promise<Signer>;
  /** Ends the process. */
  close(): void;
}

/**
 * Opens a token through a PKCS#11 module (OASIS PKCS#11 v3.0) and logs in. The module runs in a process of its own, so
 * that neither a crash nor a hang of native code reaches the caller: both are PadesErrors, and the next call starts a new
 * process. A PIN that was refused is never tried again, since a few refusals lock a token. Throws `pkcs11-not-installed`,
 * `pkcs11-module-failed`, `pkcs11-token-missing`, `pkcs11-token-ambiguous`, `pkcs11-pin-refused`, `pkcs11-timeout`.
 */
export async function openPkcs11(options: Pkcs11Options): Promise<Pkcs11Token> {
  const { timeoutMilliseconds = 10_000, ...address } = options;
  const module = keepModuleProcess(address, timeoutMilliseconds);
  try {
    await module.ask({ ask: 'certificates' });
  } catch (error) {
    module.close();
    throw error;
  }
  return {
    certificates: () => module.ask({ ask: 'certificates' }),
    signer: async ({ chain, key: named, algorithm: wanted }) => {
      const [certificate] = chain;
      if (certificate === undefined) throw new PadesError('option-invalid', 'the chain is empty');
      const key = named ?? { certificate };
      const algorithm = wanted ?? algorithmOf(publicKeyOf(parseCertificate(certificate).publicKeyInfo));
      await module.ask({ ask: 'find', key });
      return {
        algorithm,
        chain,
        sign: async bytes => {
          const [signature] = await module.ask({ ask: 'sign', key, algorithm, bytes });
          if (signature === undefined) throw new PadesError('pkcs11-refused', 'no signature came');
          return signature;
        },
      };
    },
    close: () => module.close(),
  };
}

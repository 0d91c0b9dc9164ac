import { createHash, X509Certificate } from 'node:crypto';
import { PadesError, type Signer } from '@shubbak/pades';
import { openPkcs11 } from '@shubbak/pades/pkcs11';
import type { OfficerKeys } from '../../../modules/sealing/index.ts';

/** Where officers’ keys are: the settings PKCS11_MODULE, PKCS11_TOKEN, PKCS11_PIN_FILE, PKCS11_LIBRARY. */
export interface HardwareModule {
  /** Path of the vendor’s PKCS#11 module. */
  readonly module: string;
  /** Label of the token; the only one there unless told. */
  readonly token: string | undefined;
  readonly pinFile: string;
  /** Folder where `npm run install-pkcs11` compiled the library. */
  readonly library: string;
}

/** Officers’ keys in a hardware module, and how to let go of it. */
export interface HardwareKeys extends OfficerKeys {
  close(): void;
}

/** Certificates above an officer’s at most. */
const longestPath = 8;

/**
 * Officers’ keys in a token, found by the officer’s certificate and never leaving it (43-20: sole control). The chain for the
 * CMS is put together from the certificates on the token and those given in `issuers` (DER). Throws a PadesError when the
 * module cannot be opened; later it opens it again by itself, and what it cannot do meanwhile may be asked again.
 */
export async function openHardwareKeys(
  { module, token, pinFile, library }: HardwareModule,
  issuers: readonly Uint8Array[],
): Promise<HardwareKeys> {
  const opened = await openPkcs11({ module, ...(token !== undefined && { token }), pin: { file: pinFile }, library });
  // Reading every certificate of a token for each act would take longer than signing it.
  const known = new Map<string, Signer>();
  return {
    find: async certificate => {
      const name = createHash('sha256').update(certificate).digest('hex');
      const before = known.get(name);
      if (before) return before;
      const chain = chainOf(certificate, [...(await opened.certificates()), ...issuers]);
      try {
        const signer = await opened.signer({ chain });
        known.set(name, signer);
        return signer;
      } catch (error) {
        if (error instanceof PadesError && error.code === 'pkcs11-key-missing') return undefined;
        throw error;
      }
    },
    close: () => opened.close(),
  };
}

/** A certificate and its issuers among those known, in order, up to one that issued itself. */
function chainOf(certificate: Uint8Array, known: readonly Uint8Array[]): Uint8Array[] {
  const candidates = known.map(der => new X509Certificate(der));
  const path = [new X509Certificate(certificate)];
  while (path.length < longestPath) {
    const last = path.at(-1);
    const issuer = candidates.find(each => last?.checkIssued(each) === true && last.verify(each.publicKey));
    if (issuer === undefined || issuer.fingerprint256 === last?.fingerprint256) break;
    path.push(issuer);
  }
  return path.map(({ raw }) => raw);
}

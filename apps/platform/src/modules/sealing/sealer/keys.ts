import type { Signer } from '@shubbak/pades';

/** The keys that a sealer may use. In production they stay in a hardware module; the demo keeps them in a folder. */
export interface OfficerKeys {
  /** The key behind an officer’s DER certificate; undefined when it is not here. */
  find(certificate: Uint8Array): Promise<Signer | undefined>;
}

import type { Signer } from '@shubbak/pades';
import type { CommuneId } from '../../../kernel/index.ts';

/** The keys that a sealer may use. In production they stay in a hardware module; the demo keeps them in a folder. */
export interface OfficerKeys {
  /** The key behind an officer’s DER certificate; undefined when it is not here. */
  find(certificate: Uint8Array): Promise<Signer | undefined>;
}

/**
 * What a commune's seals are for: certified copies issued again, extracts of its registers, and lists of acts without effect. Each has a key and certificate of its own, so
 * that a file sealed for one purpose proves nothing for the other.
 */
export type SealUse = 'copies' | 'register' | 'withdrawals';

/** The seals of communes (law 43-20: a seal says which body a file comes from). */
export interface CommuneSeals {
  /** The key behind a commune's seal for a purpose, its certificate first in the chain; undefined when it is not here. */
  find(communeId: CommuneId, use: SealUse): Promise<Signer | undefined>;
}

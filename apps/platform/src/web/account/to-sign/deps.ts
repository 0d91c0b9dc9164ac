import type { Parties } from '../../../modules/legalisation/index.ts';
import type { AccountDeps } from '../page.tsx';

/** What the pages of whoever is awaited to sign need. */
export interface ToSignDeps extends AccountDeps {
  readonly parties: Pick<
    Parties,
    | 'look'
    | 'sendCode'
    | 'proveContact'
    | 'bind'
    | 'deny'
    | 'listToSign'
    | 'readToSign'
    | 'readPage'
    | 'readOwnHand'
    | 'signByHand'
    | 'chooseCapacity'
    | 'askConsent'
    | 'consent'
    | 'decline'
    | 'follow'
    | 'replaceAddress'
    | 'askOwnCode'
    | 'askCodeFor'
  >;
  /** Address of the script of the pad. */
  readonly padScript: string;
}

/** Where these pages are. */
export const base = '/account/to-sign';

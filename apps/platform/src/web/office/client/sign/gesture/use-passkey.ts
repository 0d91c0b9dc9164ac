import { useState } from 'react';
import type { PreparationView } from '../../../../api/contract/index.ts';
import { askPasskey, askSimulated, listDemoPeople } from '../../sign-in/authenticate.ts';
import type { SigningGesture } from '../use-gesture.ts';

/** The officer's passkey, asked once over everything. */
export interface PasskeyRun {
  /** SIMULATED authenticator: its dialog is open. */
  readonly simulating: boolean;
  /** Asks this device, or opens the simulated authenticator's dialog; does nothing unless all is ready. */
  readonly sign: () => void;
  /** The person agreed in the simulated authenticator's dialog. */
  readonly agree: () => void;
  /** The person closed it. */
  readonly giveUp: () => void;
}

/** Reaches the officer's passkey: on this device, or, for a credential that the demo's authenticator holds, there. */
export function usePasskey({ stage, preparation, confirm }: SigningGesture): PasskeyRun {
  const [simulating, setSimulating] = useState(false);
  const credential = preparation?.authentication?.allowCredentials[0]?.id ?? '';
  const sign = async (): Promise<void> => {
    if (stage !== 'ready' || !preparation) return;
    if (await isSimulated(preparation, credential)) setSimulating(true);
    else confirm(askPasskey);
  };
  return {
    simulating: simulating && stage === 'ready',
    sign: () => void sign(),
    agree: () => {
      setSimulating(false);
      confirm(askSimulated(credential));
    },
    giveUp: () => setSimulating(false),
  };
}

/** A person of the demo may have a passkey of their own on this device: then that one is asked, as anywhere. */
async function isSimulated({ simulatedAuthenticator }: PreparationView, credential: string): Promise<boolean> {
  if (simulatedAuthenticator === null) return false;
  return (await listDemoPeople()).some(({ credentialId }) => credentialId === credential);
}

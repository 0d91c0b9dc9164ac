import type { OfficerKeys } from '../../modules/sealing/index.ts';
import { type HardwareModule, openHardwareKeys } from './hardware/index.ts';
import { openSoftwareKeys } from './software/index.ts';

/** Where the officers’ keys of an installation are. */
export interface OfficerKeyPlaces {
  readonly mode: 'demo' | 'production';
  /** The demo’s software keys. */
  readonly folder: string;
  /** The hardware module, where one is configured. */
  readonly hardware: HardwareModule | undefined;
  /** DER certificates that may stand above officers’. */
  readonly issuers: readonly Uint8Array[];
}

/** Officers’ keys that are open, and how to let go of them. */
export interface OpenOfficerKeys extends OfficerKeys {
  close(): void;
}

/**
 * The officers’ keys for this installation: the demo’s in a folder, since it issues them itself; production’s in a hardware module
 * (PKCS#11). Production without a module throws at start, before anything could be signed with less.
 */
export async function openOfficerKeys({ mode, folder, hardware, issuers }: OfficerKeyPlaces): Promise<OpenOfficerKeys> {
  if (mode === 'demo') return { ...openSoftwareKeys(folder), close: () => undefined };
  if (hardware) return openHardwareKeys(hardware, issuers);
  throw new Error(
    'Production signs with officers’ keys in a hardware module: set PKCS11_MODULE and PKCS11_PIN_FILE (docs/operate.md). Software keys are refused.',
  );
}

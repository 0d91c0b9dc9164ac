import type { OfficerKeys } from '../../modules/sealing/index.ts';
import { openSoftwareKeys } from './software/index.ts';

/**
 * The officers' keys for this installation: a folder in the demo. Production needs a hardware module, and this version has
 * no PKCS#11 yet: it throws at start, before anything could be signed with less.
 */
export function openOfficerKeys({
  mode,
  folder,
}: {
  readonly mode: 'demo' | 'production';
  readonly folder: string;
}): OfficerKeys {
  if (mode === 'production') {
    throw new Error(
      'Production signs with officers’ keys in a hardware module (PKCS#11), which this version cannot do yet. Software keys are refused.',
    );
  }
  return openSoftwareKeys(folder);
}

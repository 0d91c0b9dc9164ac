import {
  createNationalProvider,
  openSimulatedFiles,
  simulatedClientId,
  simulatedLevels,
  usualClaimNames,
} from '../adapters/national-identity/index.ts';
import {
  createNationalIdentity,
  createServiceLevels,
  type IdentityDependencies,
  nationalCallback,
  type NationalDependencies,
  type NationalIdentity,
  type NationalProvider,
  type ServiceLevels,
} from '../modules/identity/index.ts';
import type { Mailer } from '../modules/notifications/index.ts';
import { openMessenger } from './messenger.ts';
import type { Surroundings } from './surroundings.ts';

/** The levels at which services open, and the national identity provider: the configured one, the demo's simulated one, or none. */
export function openNationalIdentity(
  surroundings: Surroundings,
  { db, clock, keys, tellSecurity }: Pick<IdentityDependencies, 'db' | 'clock' | 'keys' | 'tellSecurity'>,
  { mailer, keepVouched }: { readonly mailer: Mailer } & Pick<NationalDependencies, 'keepVouched'>,
): { readonly levels: ServiceLevels; readonly national: NationalIdentity } {
  const national = createNationalIdentity({
    db,
    clock,
    keys,
    tellSecurity,
    provider: providerOf(surroundings),
    messenger: openMessenger(surroundings, mailer),
    keepVouched,
    service: new URL(surroundings.config.publicUrl).hostname,
  });
  return { levels: createServiceLevels(surroundings.config.serviceLevels), national };
}

function providerOf({ config, addresses, log }: Surroundings): NationalProvider | undefined {
  const onFailure = (failure: string): void =>
    log.warn({ failure }, 'an answer of the national identity provider was refused');
  if (config.national) {
    const { claims, ...configured } = config.national;
    return createNationalProvider({ ...configured, claims: { ...usualClaimNames, ...claims }, onFailure });
  }
  if (addresses.national === undefined) return undefined;
  return createNationalProvider({
    issuer: addresses.national,
    clientId: simulatedClientId,
    proof: { key: openSimulatedFiles(config.dataDir).clientKey },
    redirectUri: config.publicUrl + nationalCallback,
    scope: 'openid identity',
    levels: { [simulatedLevels[0]]: 'low', [simulatedLevels[1]]: 'substantial', [simulatedLevels[2]]: 'high' },
    claims: usualClaimNames,
    signedWith: 'ES256',
    simulated: true,
    onFailure,
  });
}

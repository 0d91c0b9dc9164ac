import type { SimulatedAuthenticator } from '../../adapters/authenticator/index.ts';
import { getValue } from '../../kernel/index.ts';
import type { StaffAccounts } from '../../modules/identity/index.ts';
import { type CityDependencies, loader } from './dependencies.ts';

/** The part of the loader's dependencies that stands for the staff themselves. */
export type SimulatedStaff = Pick<CityDependencies, 'createStaffAccount' | 'getStaffPasskey' | 'assert' | 'rpId'>;

/**
 * SIMULATED staff: each opens an account with its one-time code and registers a passkey of the simulated authenticator,
 * exactly as a person would at `origin` with their own. Throws on a refusal, which would be a bug.
 */
export function simulatedStaff({
  accounts,
  authenticator,
  origin,
}: {
  readonly accounts: StaffAccounts;
  readonly authenticator: SimulatedAuthenticator;
  readonly origin: string;
}): SimulatedStaff {
  const rpId = new URL(origin).hostname;
  return {
    rpId,
    createStaffAccount: async ({ name }) => {
      const { accountId, code } = getValue(await accounts.createStaffAccount(loader));
      const { challengeId, options } = getValue(await accounts.beginPasskeyRegistration({ code, label: name.latin }));
      const response = authenticator.create(options, origin);
      getValue(await accounts.finishPasskeyRegistration({ code, challengeId, response }));
      return accountId;
    },
    getStaffPasskey: async accountId => {
      const [passkey] = getValue(await accounts.listPasskeys(loader, accountId));
      if (!passkey) throw new Error('a demo account has no passkey');
      return { credentialId: passkey.credentialId, publicKey: Buffer.from(passkey.publicKey).toString('base64url') };
    },
    assert: async (credentialId, challenge) => {
      const options = { challenge: Buffer.from(challenge).toString('base64url'), rpId };
      const { clientDataJSON, authenticatorData, signature } = authenticator.get(
        credentialId,
        options,
        origin,
      ).response;
      return { credentialId, clientDataJSON, authenticatorData, signature };
    },
  };
}

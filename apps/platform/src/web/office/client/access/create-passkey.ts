import { startRegistration } from '@simplewebauthn/browser';
import type { ApiClient } from '../../../api/client/index.ts';

type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** The person gave up, or the device has nothing to offer. */
export class GaveUp extends Error {}

/** Makes a further passkey on this device and has the server keep it. Throws GaveUp, and ApiProblem for a refusal. */
export async function createPasskey(api: ApiClient, label: string): Promise<void> {
  const { challengeId, options } = await api.call('beginPasskey', { body: { label } });
  // The server's library made them, for the browser's: the contract calls them an object and no more.
  const response = await ask(options as unknown as CreationOptions);
  const { id, rawId, type } = response;
  const { clientDataJSON, attestationObject } = response.response;
  const answer = { id, rawId, type, response: { clientDataJSON, attestationObject } };
  await api.call('keepPasskey', { body: { challengeId, response: answer } });
}

async function ask(optionsJSON: CreationOptions) {
  try {
    return await startRegistration({ optionsJSON });
  } catch (error) {
    throw new GaveUp(error instanceof Error ? error.name : 'unknown', { cause: error });
  }
}

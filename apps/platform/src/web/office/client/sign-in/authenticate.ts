import { startAuthentication } from '@simplewebauthn/browser';
import type { PersonNameValue } from '../../../api/contract/index.ts';

/** What a passkey is asked (WebAuthn level 3, `PublicKeyCredentialRequestOptionsJSON`). */
export type PasskeyOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];
/** What it answers. */
export type PasskeyAnswer = Awaited<ReturnType<typeof startAuthentication>>;

/** A member of staff of the demo city, whose passkey the simulated authenticator holds. */
export interface DemoPerson {
  readonly credentialId: string;
  readonly name: PersonNameValue;
  readonly role: string;
  readonly office: string;
}

/** A sign-in that did not succeed, with the sentence to show; none when the person gave up. */
export class SignInFailed extends Error {
  readonly detail: string | undefined;
  constructor(detail: string | undefined) {
    super('sign-in failed');
    this.name = 'SignInFailed';
    this.detail = detail;
  }
}

async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json().catch(() => ({}))) as { readonly detail?: string };
  if (!response.ok) throw new SignInFailed(answer.detail);
  return answer as T;
}

/** Asks this device's own authenticator. */
export async function askPasskey(options: PasskeyOptions): Promise<PasskeyAnswer> {
  try {
    return await startAuthentication({ optionsJSON: options });
  } catch (error) {
    // The browser says the same whether the person gave up, waited too long, or has no passkey here.
    if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError'))
      throw new SignInFailed(undefined);
    throw error;
  }
}

/** SIMULATED: asks the demo's own authenticator instead, which agrees to everything. */
export function askSimulated(credentialId: string): (options: PasskeyOptions) => Promise<PasskeyAnswer> {
  return options => post('/simulated-authenticator/assert', { credentialId, options });
}

/** Signs in with whichever authenticator `ask` reaches. Throws SignInFailed. */
export async function signIn(ask: (options: PasskeyOptions) => Promise<PasskeyAnswer>): Promise<void> {
  const { challengeId, options } = await post<{ challengeId: string; options: PasskeyOptions }>(
    '/api/v1/sign-in/passkey/options',
    {},
  );
  await post('/api/v1/sign-in/passkey/verify', { challengeId, response: await ask(options) });
}

/** Proves once more who sits at the screen, with the passkey of the session’s own person. Throws SignInFailed. */
export async function confirmAnew(demo: boolean): Promise<void> {
  const { challengeId, options } = await post<{ challengeId: string; options: PasskeyOptions }>(
    '/api/v1/me/confirmation/options',
    {},
  );
  const held = demo ? (await listDemoPeople()).map(({ credentialId }) => credentialId) : [];
  const simulated = options.allowCredentials?.find(({ id }) => held.includes(id));
  const response = await (simulated ? askSimulated(simulated.id) : askPasskey)(options);
  await post('/api/v1/me/confirmation/verify', { challengeId, response });
}

/** The demo's people, to choose one of. */
export async function listDemoPeople(): Promise<readonly DemoPerson[]> {
  const response = await fetch('/simulated-authenticator/people');
  return response.ok ? ((await response.json()) as { people: DemoPerson[] }).people : [];
}

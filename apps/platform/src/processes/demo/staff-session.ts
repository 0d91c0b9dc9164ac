import { type ApiClient, createApiClient } from '../../web/api/client/index.ts';
import { type AssertionValue, type LanguageValue, routes } from '../../web/api/contract/index.ts';

/** A member of staff of the demo city, signed in over HTTP as a browser would be. */
export interface StaffSession {
  readonly api: ApiClient;
  /** SIMULATED: what the person's passkey answers to these options. */
  assert(options: { readonly challenge: string; readonly rpId: string }): Promise<AssertionValue>;
}

interface Person {
  readonly credentialId: string;
  readonly name: { readonly latin: string };
}

/** Signs in as `name` (Latin script) with the simulated authenticator. Throws when the demo has nobody of that name. */
export async function signInAs(base: string, name: string, language: LanguageValue): Promise<StaffSession> {
  const headers = { 'content-type': 'application/json', 'accept-language': language };
  const post = async (path: string, body: unknown): Promise<Response> => {
    const response = await fetch(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response;
  };
  const listed = await fetch(`${base}/simulated-authenticator/people`);
  if (!listed.ok) throw new Error('this platform is no demonstration: it has no simulated authenticator');
  const { people } = (await listed.json()) as { people: Person[] };
  const person = people.find(each => each.name.latin === name);
  if (!person) throw new Error(`nobody is called ${name} in this demo city`);
  const assert: StaffSession['assert'] = async options => {
    const answer = await post('/simulated-authenticator/assert', { credentialId: person.credentialId, options });
    return (await answer.json()) as AssertionValue;
  };
  const asked = await post('/api/v1/sign-in/passkey/options', {});
  const { challengeId, options } = (await asked.json()) as {
    challengeId: string;
    options: { challenge: string; rpId: string };
  };
  const opened = await post('/api/v1/sign-in/passkey/verify', { challengeId, response: await assert(options) });
  const cookie = opened.headers
    .getSetCookie()
    .map(each => each.split(';')[0])
    .join('; ');
  return { api: createApiClient(routes, { base, headers: () => ({ cookie, 'accept-language': language }) }), assert };
}

import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Context, Provider } from 'oidc-provider';
import { z } from 'zod';
import { openSimulatedFiles, type SimulatedFiles } from './files.ts';
import { MemoryAdapter } from './memory.ts';
import { errorPage, loginPage } from './page.tsx';
import { claimsOf, simulatedLevels, type SimulatedPerson } from './people.ts';

/** A running simulated provider. */
export interface RunningProvider {
  readonly issuer: string;
  stop(): Promise<void>;
}

/** What the provider is told at its start. */
export interface SimulatedProviderOptions {
  readonly mode: 'demo' | 'production';
  readonly dataDir: string;
  readonly issuer: string;
  /** Interface that the issuer's port listens on. */
  readonly host: string;
  /** Where its one client, the platform, takes browsers back. */
  readonly redirectUri: string;
  readonly people: readonly SimulatedPerson[];
}

export const simulatedClientId = 'shubbak';
const minute = 60;

/**
 * SIMULATED: a national identity provider that speaks real OpenID Connect, with a sign-in page where one chooses whom to be and how surely
 * one is known. Throws in production.
 */
export async function startSimulatedProvider(options: SimulatedProviderOptions): Promise<RunningProvider> {
  if (options.mode === 'production') throw new Error('The simulated identity provider does not run in production.');
  const known = new Map(options.people.map(person => [person.documentNumber, person]));
  const provider = new Provider(options.issuer, settings(options, openSimulatedFiles(options.dataDir), known));
  const answer = provider.callback();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', options.issuer);
    // Everybody signs in anew, whoever was here before: one browser plays many people.
    if (pathname.startsWith('/auth')) request.headers.cookie = withoutSession(request.headers.cookie ?? '');
    const handled = pathname.startsWith('/interaction/')
      ? signIn(provider, options, known, request, response)
      : answer(request, response);
    // A stale page, a browser without cookies: said on a page, and nothing of ours to repair.
    handled.catch(() => sendPage(response, 400, errorPage(languageOf(request))));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(new URL(options.issuer).port), options.host, resolve);
  });
  const stop = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { issuer: options.issuer, stop };
}

/** The cookies of a request without the one by which the library remembers who signed in. */
function withoutSession(cookies: string): string {
  const kept = cookies.split('; ').filter(cookie => !/^simulated(?:\.sig)?=/.test(cookie));
  return kept.join('; ');
}

function publicJwk(pem: string): Readonly<Record<string, unknown>> {
  return { ...createPublicKey(pem).export({ format: 'jwk' }), alg: 'ES256', use: 'sig' };
}

function settings(
  { redirectUri }: SimulatedProviderOptions,
  { providerKey, clientKey, salt }: SimulatedFiles,
  known: ReadonlyMap<string, SimulatedPerson>,
): Readonly<Record<string, unknown>> {
  const names = Object.keys(
    claimsOf({
      documentNumber: '',
      name: { arabic: '', latin: '' },
      birthDate: '',
      documentExpiresOn: '',
      note: { ar: '', fr: '' },
    }),
  );
  return {
    clients: [clientOf(redirectUri, clientKey)],
    adapter: MemoryAdapter,
    jwks: { keys: [{ ...createPrivateKey(providerKey).export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    cookies: {
      keys: [salt],
      names: { session: 'simulated', interaction: 'simulated-interaction', resume: 'simulated-resume' },
    },
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx: Context, accountId: string) =>
      createHash('sha256').update(`${salt}/${accountId}`).digest('base64url'),
    pkce: { required: () => true },
    acrValues: simulatedLevels,
    scopes: ['openid', 'identity'],
    claims: { openid: ['sub'], identity: names },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
    },
    ttl: {
      AuthorizationCode: minute,
      AccessToken: minute,
      IdToken: 5 * minute,
      Interaction: 10 * minute,
      Session: 10 * minute,
      Grant: 10 * minute,
    },
    findAccount: (_ctx: Context, accountId: string) => {
      const person = known.get(accountId);
      return person && { accountId, claims: () => ({ sub: accountId, ...claimsOf(person) }) };
    },
    // Signing in on a page that says what will be handed over is the person's consent.
    loadExistingGrant: async ({ oidc }: Context) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid identity');
      grant.addOIDCClaims([...names, 'acr', 'auth_time']);
      await grant.save();
      return grant;
    },
    renderError: (ctx: Context) => {
      ctx.type = 'html';
      ctx.body = errorPage('fr');
    },
  };
}

/** The platform, as its operators and the provider's agreed. */
function clientOf(redirectUri: string, clientKey: string): Readonly<Record<string, unknown>> {
  return {
    client_id: simulatedClientId,
    redirect_uris: [redirectUri],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [publicJwk(clientKey)] },
    id_token_signed_response_alg: 'ES256',
    subject_type: 'pairwise',
    require_pushed_authorization_requests: true,
  };
}

const form = z.object({
  person: z.string().max(20),
  level: z.enum(simulatedLevels),
  documentNumber: z.string().trim().max(20),
  arabic: z.string().trim().max(120),
  latin: z.string().trim().max(120),
  birthDate: z.string().max(10),
});

/** The page where one signs in, and what was chosen there. */
async function signIn(
  provider: Provider,
  { redirectUri, people }: SimulatedProviderOptions,
  known: Map<string, SimulatedPerson>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid, params } = await provider.interactionDetails(request, response);
  const language = (params.ui_locales ?? '').startsWith('ar') ? 'ar' : 'fr';
  if (request.method !== 'POST') {
    const origin = new URL(redirectUri).origin;
    return sendPage(response, 200, loginPage({ language, uid, people, client: new URL(redirectUri).host }), origin);
  }
  const body = new URLSearchParams(await readBody(request));
  const finish = (result: Readonly<Record<string, unknown>>): Promise<void> =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  const chosen = form.safeParse(Object.fromEntries(body));
  if (!chosen.success || body.get('cancel') !== null) return finish({ error: 'access_denied' });
  const accountId = chosen.data.person === 'other' ? chosen.data.documentNumber.toUpperCase() : chosen.data.person;
  if (chosen.data.person === 'other') known.set(accountId, typedPerson(chosen.data));
  if (!known.has(accountId)) return finish({ error: 'access_denied' });
  return finish({ login: { accountId, acr: chosen.data.level, remember: false } });
}

function typedPerson({ documentNumber, arabic, latin, birthDate }: z.infer<typeof form>): SimulatedPerson {
  return {
    documentNumber,
    name: { arabic, latin },
    birthDate,
    documentExpiresOn: '2034-05-31',
    note: { ar: '', fr: '' },
  };
}

function languageOf(request: IncomingMessage): 'ar' | 'fr' {
  return (request.headers['accept-language'] ?? '').startsWith('ar') ? 'ar' : 'fr';
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 10_000) throw new Error('too long');
  }
  return text;
}

/** `form-action` also judges where a form's answer redirects to: back to the client. */
function sendPage(response: ServerResponse, status: number, html: string, client = ''): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${client}; frame-ancestors 'none'; base-uri 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(html);
}

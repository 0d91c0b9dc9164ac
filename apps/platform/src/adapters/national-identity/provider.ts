import { createPrivateKey, type KeyObject } from 'node:crypto';
import * as oidc from 'openid-client';
import { type AssuranceLevel, ok, reaches, refuse, type Result } from '../../kernel/index.ts';
import type { NationalAssertion, NationalProvider } from '../../modules/identity/index.ts';
import { type ClaimNames, readClaims } from './claims.ts';

/** How we are known to the provider: by a private key (RFC 7523), or by a secret. */
export type ClientProof = { readonly key: string } | { readonly secret: string };

/** The provider, as its operator and ours agreed. */
export interface NationalProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** `key` is a private key in PEM: EC on P-256, or RSA. */
  readonly proof: ClientProof;
  /** Exactly as registered at the provider. */
  readonly redirectUri: string;
  readonly scope: string;
  /** The provider's words for how surely it knows somebody (acr), with our level of each. */
  readonly levels: Readonly<Record<string, AssuranceLevel>>;
  readonly claims: ClaimNames;
  /** The one algorithm by which ID tokens are signed (RFC 7518), such as ES256. */
  readonly signedWith: string;
  /** SIMULATED: lets the issuer be an `http` address. */
  readonly simulated?: boolean;
  /** Told what went wrong, for operators: the kind of failure, never what an answer held. */
  readonly onFailure: (failure: string) => void;
}

/** A little more than clocks of two machines differ. */
const skewSeconds = 60;

/**
 * The national identity provider over OpenID Connect Core 1.0: authorization code with PKCE (RFC 7636), pushed request (RFC 9126), the issuer named
 * in the answer (RFC 9207), the ID token's signature checked by the provider's published keys even though it comes by the back channel.
 */
export function createNationalProvider(options: NationalProviderOptions): NationalProvider {
  const issuer = new URL(options.issuer);
  if (issuer.protocol !== 'https:' && options.simulated !== true)
    throw new Error('the national identity provider must have an https address');
  let known: Promise<oidc.Configuration> | undefined;
  /** Asked once; after a failure, again. */
  const configuration = (): Promise<oidc.Configuration> => {
    known ??= discover(options, issuer).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    issuer: options.issuer,
    pageOrigin: () =>
      guarded(options, async () => {
        const { authorization_endpoint: page } = (await configuration()).serverMetadata();
        return page === undefined ? refuse('national.unavailable') : ok(new URL(page).origin);
      }),
    begin: ({ state, nonce, codeVerifier, level, language }) =>
      guarded(options, async () => {
        const address = await oidc.buildAuthorizationUrlWithPAR(await configuration(), {
          response_type: 'code',
          redirect_uri: options.redirectUri,
          scope: options.scope,
          state,
          nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: 'S256',
          // Somebody else's session at the provider, left open on a shared device, must not answer.
          prompt: 'login',
          acr_values: acrValues(options, level),
          ui_locales: language,
          claims: JSON.stringify({ id_token: requestedClaims(options) }),
        });
        return ok({ address: address.href });
      }),
    finish: ({ query, since, ...secrets }) => finish(options, configuration, { query, since, secrets }),
  };
}

async function discover(options: NationalProviderOptions, issuer: URL): Promise<oidc.Configuration> {
  const { clientId, proof, signedWith, simulated } = options;
  const authentication =
    'key' in proof
      ? oidc.PrivateKeyJwt(await signingKey(createPrivateKey(proof.key)))
      : oidc.ClientSecretBasic(proof.secret);
  const metadata = { id_token_signed_response_alg: signedWith, [oidc.clockTolerance]: skewSeconds };
  const configuration = await oidc.discovery(issuer, clientId, metadata, authentication, {
    execute: [oidc.enableNonRepudiationChecks, ...(simulated === true ? [oidc.allowInsecureRequests] : [])],
    timeout: 10,
  });
  return configuration;
}

function signingKey(key: KeyObject): Promise<CryptoKey> {
  const algorithm =
    key.asymmetricKeyType === 'ec'
      ? { name: 'ECDSA', namedCurve: 'P-256' }
      : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const bytes = new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }));
  return crypto.subtle.importKey('pkcs8', bytes, algorithm, false, ['sign']);
}

/** Those that reach the level, the surest first. */
function acrValues({ levels }: NationalProviderOptions, needed: AssuranceLevel): string {
  const enough = Object.entries(levels).filter(([, level]) => reaches(level, needed));
  return enough
    .toSorted(([, one], [, other]) => (one === other ? 0 : reaches(one, other) ? -1 : 1))
    .map(([acr]) => acr)
    .join(' ');
}

function requestedClaims({ claims }: NationalProviderOptions): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...Object.values(claims), 'acr', 'auth_time'].map(name => [name, { essential: name !== 'acr' }]),
  );
}

async function finish(
  options: NationalProviderOptions,
  configuration: () => Promise<oidc.Configuration>,
  answer: {
    readonly query: URLSearchParams;
    readonly since: Date;
    readonly secrets: { readonly state: string; readonly nonce: string; readonly codeVerifier: string };
  },
): Promise<Result<NationalAssertion>> {
  const { query, since, secrets } = answer;
  const address = new URL(options.redirectUri);
  address.search = query.toString();
  return guarded(options, async () => {
    const tokens = await oidc.authorizationCodeGrant(await configuration(), address, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if ((claims?.auth_time ?? 0) < since.getTime() / 1000 - skewSeconds) {
      options.onFailure('the person did not sign in anew');
      return refuse('national.refused');
    }
    const said = readClaims({ ...claims }, { names: options.claims, levels: options.levels });
    if (said) return ok({ issuer: options.issuer, ...said });
    options.onFailure('a claim is missing, or the level is none that is configured');
    return refuse('national.refused');
  });
}

/** What people of the protocol call going back: the person's own choice, or what they could not do. */
const cancelled: ReadonlySet<string> = new Set([
  'access_denied',
  'interaction_required',
  'login_required',
  'consent_required',
]);

/** Turns what the library throws into a refusal: unreachable, cancelled, or an answer that is not to be believed. */
async function guarded<T>(options: NationalProviderOptions, work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof oidc.AuthorizationResponseError && cancelled.has(error.error))
      return refuse('national.cancelled');
    options.onFailure(kindOf(error));
    if (isUnreachable(error)) return refuse('national.unavailable');
    return refuse('national.refused');
  }
}

/** Nobody answered, or with a server's own failure: to be tried again. Everything else is an answer, and a wrong one. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof TypeError && error.message === 'fetch failed') return true;
  if (error instanceof Error && error.name === 'TimeoutError') return true;
  if (error instanceof oidc.ClientError && error.code === 'OAUTH_TIMEOUT') return true;
  return error instanceof oidc.ClientError && error.cause instanceof Response && error.cause.status >= 500;
}

/** Codes and names only: messages may quote what was answered. */
function kindOf(error: unknown): string {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError)
    return `error ${error.error.slice(0, 40)}`;
  if (error instanceof oidc.ClientError) return error.code ?? error.name;
  return error instanceof Error ? error.name : 'unknown';
}

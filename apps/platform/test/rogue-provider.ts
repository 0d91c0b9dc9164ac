import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

/** What an ID token says, and how it is signed. */
export interface Token {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly key: KeyObject | undefined;
}

/** An identity provider that hands out whatever token a test makes of the honest one. */
export interface RogueProvider {
  readonly issuer: string;
  /** What the provider was asked through the back channel, the latest. */
  readonly pushed: () => URLSearchParams;
  /** From now on, tokens are what `spoil` makes of the honest one. */
  readonly answer: (spoil: (honest: Token) => Token) => void;
  readonly stop: () => Promise<void>;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function compact({ header, claims, key }: Token): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  if (!key) return `${signed}.`;
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

/** A stranger's key, of the kind that the provider signs with. */
export function strangersKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
}

/** Starts one that speaks just enough of OpenID Connect. `claims` is what an honest token says of the person. */
export async function startRogueProvider(claims: Readonly<Record<string, unknown>>): Promise<RogueProvider> {
  const key = strangersKey();
  const jwk = { ...createPublicKey(key).export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'one' };
  let pushed = new URLSearchParams();
  let spoil = (honest: Token): Token => honest;
  let issuer = '';
  const honest = (): Token => {
    const now = Math.floor(Date.now() / 1000);
    const standard = {
      iss: issuer,
      aud: pushed.get('client_id'),
      sub: 'somebody',
      iat: now,
      exp: now + 300,
      auth_time: now,
      nonce: pushed.get('nonce'),
    };
    return { header: { alg: 'ES256', kid: 'one' }, claims: { ...standard, ...claims }, key };
  };
  const server = createServer((request, response) => {
    const send = (value: unknown, status = 200): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    const routes: Readonly<Record<string, () => Promise<void> | void>> = {
      '/.well-known/openid-configuration': () =>
        send({
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          pushed_authorization_request_endpoint: `${issuer}/par`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['pairwise'],
          id_token_signing_alg_values_supported: ['ES256'],
          authorization_response_iss_parameter_supported: true,
        }),
      '/jwks': () => send({ keys: [jwk] }),
      '/par': async () => {
        pushed = await readForm(request);
        send({ request_uri: 'urn:rogue:1', expires_in: 60 }, 201);
      },
      '/token': () => send({ access_token: 'x', token_type: 'Bearer', id_token: compact(spoil(honest())) }),
    };
    void routes[new URL(request.url ?? '/', 'http://rogue.invalid').pathname]?.();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    issuer,
    pushed: () => pushed,
    answer: next => {
      spoil = next;
    },
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

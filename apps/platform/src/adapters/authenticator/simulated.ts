import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { simulatedAaguid } from '../../modules/identity/index.ts';
import { encodeAttestation, encodeCoseKey } from './cbor.ts';

/** A passkey that the simulated authenticator holds. */
export interface SimulatedCredential {
  readonly credentialId: string;
  readonly label: string;
  readonly rpId: string;
}

/**
 * SIMULATED: a WebAuthn authenticator of software that agrees to everything it is asked. It speaks the real formats, so
 * that the same verification runs, and proves nothing about who sat there. For the demo and for tests only.
 */
export interface SimulatedAuthenticator {
  /** What `navigator.credentials.create({publicKey: options})` would give on a page of `origin`, as JSON. */
  create(options: PublicKeyCredentialCreationOptionsJSON, origin: string): RegistrationResponseJSON;
  /** What `navigator.credentials.get({publicKey: options})` would give. Throws when it does not hold the credential for that site. */
  get(credentialId: string, options: PublicKeyCredentialRequestOptionsJSON, origin: string): AuthenticationResponseJSON;
  list(): readonly SimulatedCredential[];
}

const stored = z.object({
  credentialId: z.string(),
  label: z.string(),
  rpId: z.string(),
  userHandle: z.string(),
  privateKey: z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), d: z.string() }),
});
type Stored = z.infer<typeof stored>;

const flags = { present: 0x01, verified: 0x04, attested: 0x40 } as const;

/** Opens the simulated authenticator over `folder` (one file a key, mode 0600). Throws in production. */
export function createSimulatedAuthenticator({
  folder,
  mode,
}: {
  readonly folder: string;
  readonly mode: 'demo' | 'production';
}): SimulatedAuthenticator {
  if (mode === 'production') throw new Error('The simulated authenticator does not run in production.');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    create: (options, origin) => create(folder, options, origin),
    get: (credentialId, options, origin) => assert(read(folder, credentialId), options, origin),
    list: () =>
      readdirSync(folder)
        .filter(name => name.endsWith('.json'))
        .map(name => read(folder, name.slice(0, -'.json'.length)))
        .map(({ credentialId, label, rpId }) => ({ credentialId, label, rpId })),
  };
}

function create(
  folder: string,
  options: PublicKeyCredentialCreationOptionsJSON,
  origin: string,
): RegistrationResponseJSON {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  const rpId = options.rp.id ?? new URL(origin).hostname;
  const credentialId = id.toString('base64url');
  const coseKey = encodeCoseKey(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url'));
  const length = Buffer.from([0, id.length]);
  const authData = Buffer.concat([authenticatorData(rpId, flags.attested), aaguid(), length, id, coseKey]);
  const label = options.user.displayName || options.user.name;
  const jwk = privateKey.export({ format: 'jwk' });
  write(folder, stored.parse({ credentialId, label, rpId, userHandle: options.user.id, privateKey: jwk }));
  return {
    id: credentialId,
    rawId: credentialId,
    type: 'public-key',
    authenticatorAttachment: 'platform',
    clientExtensionResults: {},
    response: {
      clientDataJSON: clientData('webauthn.create', options.challenge, origin).toString('base64url'),
      attestationObject: encodeAttestation(authData).toString('base64url'),
      transports: ['internal'],
    },
  };
}

function assert(
  held: Stored,
  options: PublicKeyCredentialRequestOptionsJSON,
  origin: string,
): AuthenticationResponseJSON {
  const allowed = options.allowCredentials ?? [];
  const isAllowed = allowed.length === 0 || allowed.some(each => each.id === held.credentialId);
  if (held.rpId !== (options.rpId ?? new URL(origin).hostname) || !isAllowed)
    throw new Error('no such credential for this site');
  const data = authenticatorData(held.rpId, 0);
  const client = clientData('webauthn.get', options.challenge, origin);
  const key = createPrivateKey({ key: held.privateKey, format: 'jwk' });
  const signature = sign('sha256', Buffer.concat([data, createHash('sha256').update(client).digest()]), key);
  return {
    id: held.credentialId,
    rawId: held.credentialId,
    type: 'public-key',
    authenticatorAttachment: 'platform',
    clientExtensionResults: {},
    response: {
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: held.userHandle,
    },
  };
}

/** WebAuthn Level 3 §6.1. The counter stays 0: this authenticator does not support one. */
function authenticatorData(rpId: string, extraFlags: number): Buffer {
  const counter = Buffer.alloc(4);
  return Buffer.concat([
    createHash('sha256').update(rpId).digest(),
    Buffer.from([flags.present | flags.verified | extraFlags]),
    counter,
  ]);
}

/** WebAuthn Level 3 §5.8.1.1: the keys in the order that browsers write. */
function clientData(type: 'webauthn.create' | 'webauthn.get', challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function aaguid(): Buffer {
  return Buffer.from(simulatedAaguid.replaceAll('-', ''), 'hex');
}

function write(folder: string, held: Stored): void {
  const path = join(folder, `${held.credentialId}.json`);
  writeFileSync(`${path}.new`, JSON.stringify(held), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function read(folder: string, credentialId: string): Stored {
  const path = join(folder, `${credentialId}.json`);
  if (!/^[\w-]{43}$/.test(credentialId) || !existsSync(path)) throw new Error('no such credential');
  return stored.parse(JSON.parse(readFileSync(path, 'utf8')));
}

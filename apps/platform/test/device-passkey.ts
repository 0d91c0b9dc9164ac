import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { encodeAttestation, encodeCoseKey } from '../src/adapters/authenticator/cbor.ts';

/** What a test may have the device do otherwise than it should. */
export interface DeviceFaults {
  readonly origin?: string;
  readonly rpId?: string;
  readonly unverified?: boolean;
  readonly counter?: number;
  readonly backupEligible?: boolean;
  readonly userHandle?: string;
}

/** A person's device with one passkey, as WebAuthn Level 3 §6.1 has it; `synced` ones may be copied, and are. */
export interface DevicePasskey {
  create(options: PublicKeyCredentialCreationOptionsJSON, faults?: DeviceFaults): RegistrationResponseJSON;
  get(options: PublicKeyCredentialRequestOptionsJSON, faults?: DeviceFaults): AuthenticationResponseJSON;
}

const bits = { present: 0x01, verified: 0x04, eligible: 0x08, backedUp: 0x10, attested: 0x40 };
const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** Makes a device at a site. Its counter goes up with each use. */
export function devicePasskey(origin: string, { synced = false }: { readonly synced?: boolean } = {}): DevicePasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let counter = 0;
  let handle = '';
  const data = (rpId: string, faults: DeviceFaults, more = 0): Buffer => {
    const eligible = faults.backupEligible ?? synced;
    const flags =
      bits.present | (faults.unverified ? 0 : bits.verified) | (eligible ? bits.eligible | bits.backedUp : 0) | more;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(faults.counter ?? ++counter);
    return Buffer.concat([sha256(faults.rpId ?? rpId), Buffer.from([flags]), count]);
  };
  const client = (type: string, challenge: string, faults: DeviceFaults): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: faults.origin ?? origin, crossOrigin: false }));
  const named = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' } as const;
  return {
    create: (options, faults = {}) => {
      handle = options.user.id;
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const key = encodeCoseKey(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url'));
      const bytes = [
        data(options.rp.id ?? '', faults, bits.attested),
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        key,
      ];
      return {
        ...named,
        clientExtensionResults: {},
        response: {
          clientDataJSON: client('webauthn.create', options.challenge, faults).toString('base64url'),
          attestationObject: encodeAttestation(Buffer.concat(bytes)).toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    get: (options, faults = {}) => {
      const authenticator = data(options.rpId ?? '', faults);
      const clientData = client('webauthn.get', options.challenge, faults);
      const signature = sign('sha256', Buffer.concat([authenticator, sha256(clientData)]), privateKey);
      return {
        ...named,
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData.toString('base64url'),
          authenticatorData: authenticator.toString('base64url'),
          signature: signature.toString('base64url'),
          userHandle: faults.userHandle ?? handle,
        },
      };
    },
  };
}

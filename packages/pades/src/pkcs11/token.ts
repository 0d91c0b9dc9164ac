import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SignatureAlgorithm } from '../cms/algorithm.ts';
import { octetString } from '../der/encode.ts';
import { PadesError } from '../failure.ts';
import { type Attribute, callingModule, constants, type Cryptoki, type Handle, loadLibrary } from './library.ts';
import { mechanismFor } from './mechanism.ts';
import type { KeySelector, PinSource, TokenAddress } from './protocol.ts';

const { attribute, object } = constants;

/** Longest signature of any algorithm here, in octets: RSA of 8192 bits. */
const longestSignature = 1024;

/** Objects read of one kind at most: a token holds some hundreds. */
const mostObjects = 4096;

/** An open token, in the process that loaded its module. Everything blocks until the module answers. */
export interface OpenToken {
  certificates(): Uint8Array[];
  /** Throws `pkcs11-key-missing` or `pkcs11-key-ambiguous` unless exactly one private key answers. */
  find(key: KeySelector): Handle;
  sign(key: KeySelector, algorithm: SignatureAlgorithm, bytes: Uint8Array): Uint8Array;
}

/** Loads the module, finds the token and logs in. Throws PadesErrors of the `pkcs11-` family. */
export function openToken(address: TokenAddress): OpenToken {
  const library = loadLibrary(address.library);
  const pin = readPin(address.pin);
  return callingModule('pkcs11-module-failed', () => {
    library.load(address.module);
    // Without it modules may be entered by several threads of the library at once, and fall over.
    library.C_Initialize({ flags: constants.osLockingOk });
    const slot = findSlot(library, address);
    const session = library.C_OpenSession(slot, constants.serialSession);
    library.C_Login(session, constants.user, pin);
    return tokenOver(library, session, new Set(library.C_GetMechanismList(slot)), pin);
  });
}

function readPin(source: PinSource): string {
  const pin = 'file' in source ? readPinFile(source.file) : process.env[source.variable];
  if (pin) return pin;
  throw new PadesError('pkcs11-pin-refused', `no PIN in ${'file' in source ? source.file : source.variable}`);
}

function readPinFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/, 1)[0];
  } catch (cause) {
    throw new PadesError('pkcs11-pin-refused', `the PIN file ${path} cannot be read`, { cause });
  }
}

function findSlot(library: Cryptoki, { token, slot: wanted }: TokenAddress): Handle {
  const all = library.C_GetSlotList(true);
  const named = all.filter(slot => token === undefined || library.C_GetTokenInfo(slot).label.trim() === token);
  const slots = wanted === undefined ? named : named.filter(slot => slot === all[wanted]);
  const [slot, second] = slots;
  const which = token === undefined ? 'token' : `token labelled ${token}`;
  if (slot === undefined) throw new PadesError('pkcs11-token-missing', `no ${which} among ${all.length} slots`);
  if (second !== undefined) throw new PadesError('pkcs11-token-ambiguous', `more than one ${which}`);
  return slot;
}

function tokenOver(library: Cryptoki, session: Handle, mechanisms: ReadonlySet<number>, pin: string): OpenToken {
  const known = new Map<string, Handle>();
  const search = (kind: number, ...template: readonly Attribute[]): Handle[] => {
    library.C_FindObjectsInit(session, [{ type: attribute.class, value: kind }, ...template]);
    try {
      return library.C_FindObjects(session, mostObjects);
    } finally {
      library.C_FindObjectsFinal(session);
    }
  };
  const read = (handle: Handle, type: number): Buffer | undefined => {
    try {
      return library.C_GetAttributeValue(session, handle, [{ type }])[0]?.value;
    } catch {
      // An object may lack an attribute, or keep it to itself.
      return undefined;
    }
  };
  const find = (key: KeySelector): Handle => {
    const name = nameOf(key);
    const handle = known.get(name) ?? onlyKey(keysFor(key, search, read), name);
    known.set(name, handle);
    return handle;
  };
  return {
    certificates: () =>
      callingModule('pkcs11-refused', () =>
        search(object.certificate).flatMap(handle => read(handle, attribute.value) ?? []),
      ),
    find: key => callingModule('pkcs11-refused', () => find(key)),
    sign: (key, algorithm, bytes) =>
      callingModule('pkcs11-refused', () => {
        const handle = find(key);
        const { mechanism, data } = mechanismFor(algorithm, bytes, mechanisms);
        library.C_SignInit(session, mechanism, handle);
        // A key for qualified signatures may ask for the PIN before each use (PKCS#11 §5.6.7).
        if (read(handle, attribute.alwaysAuthenticate)?.[0] === 1)
          library.C_Login(session, constants.contextSpecific, pin);
        return library.C_Sign(session, Buffer.from(data), Buffer.alloc(longestSignature));
      }),
  };
}

type Search = (kind: number, ...template: readonly Attribute[]) => Handle[];
type Read = (handle: Handle, type: number) => Buffer | undefined;

/**
 * Private keys that a selector names. A certificate names its key through the certificate stored beside it, or else
 * through the public key: the two share their CKA_ID with the private one, as PKCS#11 §4.6 suggests.
 */
function keysFor(key: KeySelector, search: Search, read: Read): Handle[] {
  if ('label' in key) return search(object.privateKey, { type: attribute.label, value: key.label });
  if ('id' in key) return search(object.privateKey, { type: attribute.id, value: Buffer.from(key.id) });
  const beside = [
    ...search(object.certificate, { type: attribute.value, value: Buffer.from(key.certificate) }),
    ...publicParts(key.certificate).flatMap(part => search(object.publicKey, part)),
  ];
  const identifiers = new Set(beside.map(handle => read(handle, attribute.id)?.toString('hex') ?? ''));
  identifiers.delete('');
  return [...identifiers].flatMap(id =>
    search(object.privateKey, { type: attribute.id, value: Buffer.from(id, 'hex') }),
  );
}

/** Attributes by which a token may hold the certificate's public key: a point, wrapped as the standard says or bare, or a modulus. */
function publicParts(certificate: Uint8Array): Attribute[] {
  const { publicKey } = new X509Certificate(certificate);
  // A key for PSS alone has no form as JWK: it is found by the certificate beside it.
  if (publicKey.asymmetricKeyType === 'rsa-pss') return [];
  const { n, x, y } = publicKey.export({ format: 'jwk' });
  const octets = (text: string) => Buffer.from(text, 'base64url');
  if (n !== undefined) return [{ type: attribute.modulus, value: octets(n) }];
  if (x === undefined) return [];
  const point = y === undefined ? octets(x) : Buffer.concat([Buffer.of(4), octets(x), octets(y)]);
  return [Buffer.from(octetString(point)), point].map(value => ({ type: attribute.ecPoint, value }));
}

function nameOf(key: KeySelector): string {
  if ('label' in key) return `labelled ${key.label}`;
  if ('id' in key) return `with id ${Buffer.from(key.id).toString('hex')}`;
  return `of certificate ${new X509Certificate(key.certificate).fingerprint256}`;
}

function onlyKey([handle, second]: readonly Handle[], name: string): Handle {
  if (handle === undefined) throw new PadesError('pkcs11-key-missing', `no private key ${name}`);
  if (second !== undefined) throw new PadesError('pkcs11-key-ambiguous', `more than one private key ${name}`);
  return handle;
}

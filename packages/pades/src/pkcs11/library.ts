import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PadesError, type PadesErrorCode } from '../failure.ts';

/** A handle of the module: opaque octets. */
export type Handle = Buffer;

/** A mechanism and its parameter (PKCS#11 §5.3). */
export interface Mechanism {
  readonly mechanism: number;
  readonly parameter?: {
    readonly type: number;
    readonly hashAlg: number;
    readonly mgf: number;
    readonly saltLen: number;
  };
}

/** An attribute of an object; a value when it is searched for, none when it is asked for. */
export interface Attribute {
  readonly type: number;
  readonly value?: Buffer | number | boolean | string;
}

/** The functions of pkcs11js that are called here, by their names in the standard. */
export interface Cryptoki {
  load(path: string): void;
  C_Initialize(options: { readonly flags: number }): void;
  C_GetSlotList(tokenPresent: boolean): Handle[];
  C_GetTokenInfo(slot: Handle): { readonly label: string };
  C_GetMechanismList(slot: Handle): number[];
  C_OpenSession(slot: Handle, flags: number): Handle;
  C_Login(session: Handle, userType: number, pin: string): void;
  C_FindObjectsInit(session: Handle, template: readonly Attribute[]): void;
  C_FindObjects(session: Handle, count: number): Handle[];
  C_FindObjectsFinal(session: Handle): void;
  C_GetAttributeValue(session: Handle, object: Handle, template: readonly Attribute[]): { readonly value: Buffer }[];
  C_SignInit(session: Handle, mechanism: Mechanism, key: Handle): void;
  C_Sign(session: Handle, data: Buffer, room: Buffer): Buffer;
}

/** Numbers of the standard's header (PKCS#11 v3.0 §A), by its names without their prefix. */
export const constants = {
  osLockingOk: 0x2,
  serialSession: 0x4,
  user: 1,
  contextSpecific: 2,
  mgf1Sha256: 2,
  /** Kind of parameter, a number of the library’s own. */
  pssParameter: 5,
  object: { certificate: 1, publicKey: 2, privateKey: 3 },
  attribute: {
    class: 0x0,
    label: 0x3,
    value: 0x11,
    id: 0x102,
    modulus: 0x120,
    ecPoint: 0x181,
    alwaysAuthenticate: 0x202,
  },
  mechanism: {
    rsaPkcs: 0x1,
    rsaPkcsPss: 0xd,
    sha256RsaPkcs: 0x40,
    sha384RsaPkcs: 0x41,
    sha512RsaPkcs: 0x42,
    sha256RsaPkcsPss: 0x43,
    sha256: 0x250,
    ecdsa: 0x1041,
    eddsa: 0x1057,
  },
} as const;

/**
 * Loads pkcs11js, which nobody has who did not ask for it: it is compiled on the machine. Throws `pkcs11-not-installed`,
 * saying what to run.
 */
export function loadLibrary(folder: string | undefined): Cryptoki {
  const from = createRequire(folder === undefined ? import.meta.url : join(folder, 'package.json'));
  let library: { readonly PKCS11: new () => Cryptoki };
  try {
    library = from('pkcs11js');
  } catch (cause) {
    const how = folder === undefined ? 'npm install pkcs11js@2.1.7' : `npm install --prefix ${folder} pkcs11js@2.1.7`;
    throw new PadesError('pkcs11-not-installed', `keys in hardware need pkcs11js (compiled by g++): run "${how}"`, {
      cause,
    });
  }
  return new library.PKCS11();
}

const codes: Readonly<Record<string, PadesErrorCode>> = {
  CKR_PIN_INCORRECT: 'pkcs11-pin-refused',
  CKR_PIN_INVALID: 'pkcs11-pin-refused',
  CKR_PIN_LEN_RANGE: 'pkcs11-pin-refused',
  CKR_PIN_EXPIRED: 'pkcs11-pin-refused',
  CKR_PIN_LOCKED: 'pkcs11-pin-refused',
  CKR_MECHANISM_INVALID: 'algorithm-unsupported',
  CKR_MECHANISM_PARAM_INVALID: 'algorithm-unsupported',
  CKR_KEY_TYPE_INCONSISTENT: 'algorithm-unsupported',
  CKR_KEY_FUNCTION_NOT_PERMITTED: 'algorithm-unsupported',
  CKR_SESSION_HANDLE_INVALID: 'pkcs11-session-lost',
  CKR_SESSION_CLOSED: 'pkcs11-session-lost',
  CKR_USER_NOT_LOGGED_IN: 'pkcs11-session-lost',
  CKR_KEY_HANDLE_INVALID: 'pkcs11-session-lost',
  CKR_OBJECT_HANDLE_INVALID: 'pkcs11-session-lost',
  CKR_DEVICE_ERROR: 'pkcs11-session-lost',
  CKR_DEVICE_REMOVED: 'pkcs11-session-lost',
  CKR_TOKEN_NOT_PRESENT: 'pkcs11-session-lost',
  CKR_CRYPTOKI_NOT_INITIALIZED: 'pkcs11-session-lost',
  CKR_GENERAL_ERROR: 'pkcs11-session-lost',
  CKR_FUNCTION_FAILED: 'pkcs11-session-lost',
};

/** Runs calls of the module; what they throw becomes a PadesError: by the module's return value where it has a code, else `otherwise`. */
export function callingModule<T>(otherwise: PadesErrorCode, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof PadesError) throw cause;
    const said = cause instanceof Error ? cause.message : String(cause);
    const [returned] = /CKR_\w+/.exec(said) ?? [];
    throw new PadesError((returned && codes[returned]) || otherwise, returned ?? said, { cause });
  }
}

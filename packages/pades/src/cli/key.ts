import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '../cms/algorithm.ts';
import { openPkcs11 } from '../pkcs11/signer.ts';
import type { Signer } from '../sign/signer.ts';
import { softwareSigner } from '../sign/software-signer.ts';
import { oneOf, required } from './arguments.ts';
import { readBytes, readCertificates } from './files.ts';
import { UsageError } from './usage.ts';

const algorithms = ['ecdsa-p256-sha256', 'ecdsa-p384-sha384', 'rsa-pkcs1-sha256', 'rsa-pss-sha256', 'ed25519'] as const;

/** Options that say whose key signs, and where it is: in a file, or in a hardware module. */
export const keyOptions = {
  chain: { type: 'string', multiple: true },
  algorithm: { type: 'string' },
  key: { type: 'string' },
  'key-password-file': { type: 'string' },
  pkcs11: { type: 'string' },
  'pkcs11-library': { type: 'string' },
  token: { type: 'string' },
  'pin-file': { type: 'string' },
  'key-label': { type: 'string' },
} as const;

/** Values of `keyOptions`. */
export interface KeyValues extends Omit<{ readonly [name in keyof typeof keyOptions]?: string | undefined }, 'chain'> {
  readonly chain?: readonly string[] | undefined;
}

/** Runs `action` with the signer that the options name; a hardware module is let go of afterwards. */
export async function withSigner<T>(values: KeyValues, action: (signer: Signer) => Promise<T>): Promise<T> {
  const chain = readCertificates(required('chain', values.chain));
  const algorithm = values.algorithm === undefined ? undefined : oneOf('algorithm', values.algorithm, algorithms);
  if (values.pkcs11 !== undefined) return withToken({ ...values, pkcs11: values.pkcs11 }, chain, algorithm, action);
  const key = readKey(required('key', values.key), values['key-password-file']);
  return action(softwareSigner(key, chain, algorithm));
}

function readKey(path: string, passwordFile: string | undefined): KeyObject {
  const passphrase = passwordFile === undefined ? undefined : readBytes(passwordFile).toString('utf8').trimEnd();
  try {
    return createPrivateKey({ key: readBytes(path), ...(passphrase !== undefined && { passphrase }) });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `${path}: no private key in PEM that can be read; --key-password-file names its password’s file`,
    );
  }
}

async function withToken<T>(
  values: KeyValues & { readonly pkcs11: string },
  chain: readonly Uint8Array[],
  algorithm: SignatureAlgorithm | undefined,
  action: (signer: Signer) => Promise<T>,
): Promise<T> {
  const { pkcs11: module, token: label, 'pkcs11-library': library, 'key-label': keyLabel } = values;
  if (values.key !== undefined) throw new UsageError('Name one key: --key or --pkcs11');
  const token = await openPkcs11({
    module,
    pin: { file: required('pin-file', values['pin-file']) },
    ...(label !== undefined && { token: label }),
    ...(library !== undefined && { library }),
  });
  try {
    const key = keyLabel === undefined ? {} : { key: { label: keyLabel } };
    return await action(await token.signer({ chain, ...key, ...(algorithm !== undefined && { algorithm }) }));
  } finally {
    token.close();
  }
}

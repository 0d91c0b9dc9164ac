import { createPrivateKey, type KeyObject } from 'node:crypto';
import { signPdf, type SignOptions } from '../sign/sign.ts';
import { softwareSigner } from '../sign/software-signer.ts';
import { numbersOf, oneOf, onlyFile, readArguments, required } from './arguments.ts';
import { besideFile, readBytes, readCertificates, writeBytes } from './files.ts';
import type { Terminal } from './terminal.ts';
import { timestampsFrom } from './timestamps.ts';
import { UsageError } from './usage.ts';

const algorithms = ['ecdsa-p256-sha256', 'ecdsa-p384-sha384', 'rsa-pkcs1-sha256', 'rsa-pss-sha256', 'ed25519'] as const;

const options = {
  key: { type: 'string' },
  'key-password-file': { type: 'string' },
  chain: { type: 'string', multiple: true },
  algorithm: { type: 'string' },
  out: { type: 'string' },
  replace: { type: 'boolean', default: false },
  tsa: { type: 'string', multiple: true },
  'timestamp-trust': { type: 'string', multiple: true },
  field: { type: 'string' },
  certify: { type: 'string' },
  name: { type: 'string' },
  reason: { type: 'string' },
  location: { type: 'string' },
  role: { type: 'string', multiple: true },
  appearance: { type: 'string' },
  page: { type: 'string', default: '1' },
  box: { type: 'string' },
} as const;

type Values = ReturnType<typeof readArguments<typeof options>>['values'];

/** `pades sign`: adds a signature by a key in a file, and says where the signed file is. */
export async function signCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(args, options);
  const path = onlyFile(positionals, 'sign');
  const chain = readCertificates(required('chain', values.chain));
  const key = readKey(required('key', values.key), values['key-password-file']);
  const algorithm = values.algorithm === undefined ? undefined : oneOf('algorithm', values.algorithm, algorithms);
  const signer = softwareSigner(key, chain, algorithm);
  const signed = await signPdf(readBytes(path), signer, { ...placeOf(values), ...statementOf(values) });
  const out = values.out ?? besideFile(path, 'signed');
  writeBytes(out, signed.segments, values.replace);
  const dated = signed.timestamp === undefined ? '' : `, dated ${signed.timestamp.genTime.toISOString()}`;
  terminal.print(`${out}: signed${dated}\n`);
  return 0;
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

function placeOf({ field, certify, appearance, page, box }: Values): SignOptions {
  const [number = 0] = numbersOf('page', page, 1);
  const [left = 0, top = 0, width = 0, height = 0] = box === undefined ? [] : numbersOf('box', box, 4);
  const permissions = { 1: 1, 2: 2, 3: 3 } as const;
  return {
    page: number - 1,
    ...(field !== undefined && { fieldName: field }),
    ...(certify !== undefined && { certify: { permissions: permissions[oneOf('certify', certify, ['1', '2', '3'])] } }),
    ...(appearance !== undefined && { appearance: { pdf: readBytes(appearance) } }),
    ...(box !== undefined && { box: { left, top, width, height } }),
  };
}

function statementOf(values: Values): SignOptions {
  const { name, reason, location, role, tsa = [] } = values;
  const timestamps = timestampsFrom(tsa, readCertificates(values['timestamp-trust'] ?? []));
  return {
    ...(name !== undefined && { name }),
    ...(reason !== undefined && { reason }),
    ...(location !== undefined && { location }),
    ...(role !== undefined && { claimedRoles: role }),
    ...(timestamps !== undefined && { timestamps }),
  };
}

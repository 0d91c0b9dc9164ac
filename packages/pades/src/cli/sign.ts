import { signPdf, type SignOptions } from '../sign/sign.ts';
import { numbersOf, oneOf, onlyFile, readArguments } from './arguments.ts';
import { besideFile, readBytes, readCertificates, writeBytes } from './files.ts';
import { keyOptions, withSigner } from './key.ts';
import type { Terminal } from './terminal.ts';
import { timestampsFrom } from './timestamps.ts';

const options = {
  ...keyOptions,
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

/** `pades sign`: adds a signature by a key in a file or in a hardware module, and says where the signed file is. */
export async function signCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(args, options);
  const path = onlyFile(positionals, 'sign');
  const wanted = { ...placeOf(values), ...statementOf(values) };
  const pdf = readBytes(path);
  const signed = await withSigner(values, signer => signPdf(pdf, signer, wanted));
  const out = values.out ?? besideFile(path, 'signed');
  writeBytes(out, signed.segments, values.replace);
  const dated = signed.timestamp === undefined ? '' : `, dated ${signed.timestamp.genTime.toISOString()}`;
  terminal.print(`${out}: signed${dated}\n`);
  return 0;
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

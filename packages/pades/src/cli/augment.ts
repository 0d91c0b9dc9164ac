import { augment } from '../augment/augment.ts';
import { fetchedRevocation } from '../revocation/fetch.ts';
import type { TimestampSource } from '../tsp/source.ts';
import { oneOf, onlyFile, readArguments, required } from './arguments.ts';
import { besideFile, readBytes, readCertificates, writeBytes } from './files.ts';
import type { Terminal } from './terminal.ts';
import { timestampsFrom } from './timestamps.ts';
import { UsageError } from './usage.ts';

const options = {
  to: { type: 'string' },
  trust: { type: 'string', multiple: true },
  'timestamp-trust': { type: 'string', multiple: true },
  ask: { type: 'string', multiple: true },
  tsa: { type: 'string', multiple: true },
  out: { type: 'string' },
  replace: { type: 'boolean', default: false },
} as const;

/** Without an authority, only what needs none can be done. */
const noAuthority: TimestampSource = () => {
  throw new UsageError('This needs a timestamp: name an authority with --tsa');
};

/** `pades augment`: adds data for long-term validation, and says where the new file is. */
export async function augmentCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(args, options);
  const path = onlyFile(positionals, 'augment');
  const to = oneOf('to', required('to', values.to), ['B-LT', 'B-LTA']);
  const trust = readCertificates(required('trust', values.trust));
  const timestampTrust = values['timestamp-trust'] ? readCertificates(values['timestamp-trust']) : trust;
  const clock = () => new Date();
  const augmented = await augment(readBytes(path), {
    to,
    trust,
    timestampTrust,
    clock,
    timestamps: timestampsFrom(values.tsa ?? [], timestampTrust) ?? noAuthority,
    revocation: fetchedRevocation({ origins: values.ask ?? [], clock }),
  });
  const out = values.out ?? besideFile(path, to.toLowerCase());
  writeBytes(out, augmented.segments, values.replace);
  const { certificates, ocsps, crls } = augmented.added;
  terminal.print(
    `${out}: ${to}; added ${certificates.length} certificates, ${ocsps.length} OCSP responses, ${crls.length} CRLs, ` +
      `${augmented.timestamps.length} timestamps\n`,
  );
  return 0;
}

import { fetchedRevocation } from '../revocation/fetch.ts';
import type { ValidationReport } from '../verify/report.ts';
import { reportText } from '../verify/texts/report-text.ts';
import { validate } from '../verify/validate.ts';
import { dateOf, oneOf, readArguments } from './arguments.ts';
import { readBytes, readCertificates } from './files.ts';
import { validateOnline } from './online.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

const options = {
  trust: { type: 'string', multiple: true },
  'timestamp-trust': { type: 'string', multiple: true },
  json: { type: 'boolean' },
  language: { type: 'string', default: 'en' },
  at: { type: 'string' },
  revocation: { type: 'string', default: 'required' },
  ask: { type: 'string', multiple: true },
} as const;

/** `pades verify`: judges files; 0 when every one has signatures and all passed, else 1. */
export async function verifyCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals: paths } = readArguments(args, options);
  if (paths.length === 0) throw new UsageError('Name at least one file: pades verify FILE…');
  const trust = readCertificates(values.trust ?? []);
  const timestampTrust = values['timestamp-trust'];
  const language = oneOf('language', values.language, ['ar', 'fr', 'en']);
  const settings = {
    trust,
    ...(timestampTrust && { timestampTrust: readCertificates(timestampTrust) }),
    at: dateOf('at', values.at),
    policy: { revocation: oneOf('revocation', values.revocation, ['required', 'if-available']) },
  };
  if (trust.length === 0) terminal.warn('No --trust: no signer is known, so nothing can pass.');
  const source = fetchedRevocation({ origins: values.ask ?? [], clock: () => new Date() });
  const reports: { readonly path: string; readonly report: ValidationReport }[] = [];
  for (const path of paths) {
    const pdf = readBytes(path);
    const report = values.ask ? await validateOnline(pdf, settings, { source, terminal }) : validate(pdf, settings);
    reports.push({ path, report });
  }
  for (const { path, report } of reports) {
    if (values.json === true) terminal.print(`${JSON.stringify({ file: path, ...report }, asJson)}\n`);
    else terminal.print(`${path}\n${reportText(report, language)}\n`);
  }
  return reports.every(({ report }) => report.indication === 'TOTAL-PASSED') ? 0 : 1;
}

/** Octets as base64; dates write themselves. */
function asJson(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

import { openFirstAdministrators } from '../composition.ts';
import { readConfig } from '../platform/config/index.ts';
import { createLog, createMetrics } from '../platform/telemetry/index.ts';
import { readAddresses } from './addresses.ts';
import { readPinnedTrust } from './trust.ts';

/** Runs once at each start of production, to its end: shows the codes of the first administrators while there are none. */
const config = readConfig(process.env);
const name = 'first-administrators';
try {
  const codes = await openFirstAdministrators({
    config,
    addresses: readAddresses(process.env),
    log: createLog(name, config.logLevel),
    metrics: createMetrics(name),
    trust: readPinnedTrust(config),
  });
  // Written for a person who reads this terminal now, never through the log, which is kept.
  if (codes.length > 0) process.stdout.write(letter(codes));
} catch (error) {
  process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
process.exit(0);

function letter(codes: Awaited<ReturnType<typeof openFirstAdministrators>>): string {
  const lines = codes.map(
    ({ code, expiresAt }, index) => `    ${index + 1}.  ${code}   until ${expiresAt.toISOString()}`,
  );
  return [
    '',
    '  Nobody administers this installation yet. Two people each register a passkey with a code of their own,',
    `  at ${config.publicUrl}/office/passkey:`,
    '',
    ...lines,
    '',
    '  Each code works once. They are not kept anywhere: the next start makes new ones until one of the two is used.',
    '',
    '',
  ].join('\n');
}

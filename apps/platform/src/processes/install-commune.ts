import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installCommune, type NewStaff, readCommuneFile } from '../composition.ts';
import { prepareSecrets, readConfig } from '../platform/config/index.ts';
import { createLog, createMetrics } from '../platform/telemetry/index.ts';
import { socketFolder } from './addresses.ts';
import { startDatabase } from './database.ts';
import { keepMode } from './mode.ts';
import { readPinnedTrust } from './trust.ts';

/** `npm run install-commune -- FILE.json`: installs a commune in a production that is stopped, and shows its staff's codes. */
const name = 'install-commune';
const [path, ...more] = process.argv.slice(2);
try {
  if (path === undefined || more.length > 0) throw new Error('Usage: npm run install-commune -- FILE.json');
  process.stdout.write(letter(await install(path)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
process.exit(0);

async function install(file: string): Promise<readonly NewStaff[]> {
  const config = readConfig(process.env);
  if (config.mode !== 'production')
    throw new Error('A demonstration has its own communes: give SHUBBAK_MODE=production.');
  const commune = readCommuneFile(readFileSync(resolve(file), 'utf8'));
  prepareSecrets(config);
  keepMode(config);
  const database = await startDatabase(config);
  const folder = socketFolder(config);
  const sockets = { sealer: join(folder, 'sealer.sock'), verify: join(folder, 'verify.sock') };
  try {
    return await installCommune(
      {
        config,
        addresses: {
          database: database.address,
          ...sockets,
          smtp: config.smtpUrl,
          smpp: config.smppUrl,
          national: undefined,
          timestamps: config.tsaUrls,
          revocations: undefined,
          bridge: undefined,
        },
        log: createLog(name, config.logLevel),
        metrics: createMetrics(name),
        trust: readPinnedTrust(config),
      },
      commune,
    );
  } finally {
    await database.stop();
  }
}

function letter(staff: readonly NewStaff[]): string {
  const lines = staff.map(({ name: { latin }, code }) => `    ${latin.padEnd(32)} ${code}`);
  return [
    '',
    '  The commune is installed. One-time codes of its staff, for one day, shown once:',
    '',
    ...lines,
    '',
    '',
  ].join('\n');
}

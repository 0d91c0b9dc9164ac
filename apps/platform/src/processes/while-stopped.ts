import { join } from 'node:path';
import type { Surroundings } from '../composition.ts';
import { prepareSecrets, readConfig } from '../platform/config/index.ts';
import { createLog, createMetrics } from '../platform/telemetry/index.ts';
import { socketFolder } from './addresses.ts';
import { startDatabase } from './database.ts';
import { keepMode } from './mode.ts';
import { readPinnedTrust } from './trust.ts';

/**
 * Does an operator's work while the platform is stopped: only its database runs meanwhile. Throws in a demonstration, unless the work is
 * for demonstrations too.
 */
export async function workWhileStopped<T>(
  name: string,
  work: (surroundings: Surroundings) => Promise<T>,
  { demo = false }: { readonly demo?: boolean } = {},
): Promise<T> {
  const config = readConfig(process.env);
  if (config.mode !== 'production' && !demo)
    throw new Error('A demonstration has its own communes: give SHUBBAK_MODE=production.');
  prepareSecrets(config);
  keepMode(config);
  const database = await startDatabase(config);
  const folder = socketFolder(config);
  const sockets = { sealer: join(folder, 'sealer.sock'), verify: join(folder, 'verify.sock') };
  try {
    return await work({
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
    });
  } finally {
    await database.stop();
  }
}

import { loadDemo } from '../composition.ts';
import { readConfig } from '../platform/config/index.ts';
import { createLog, createMetrics } from '../platform/telemetry/index.ts';
import { readAddresses } from './addresses.ts';
import { readPinnedTrust } from './trust.ts';

/** Runs once at each start of the demo, to its end: makes what is missing of the demo city. */
const config = readConfig(process.env);
await loadDemo({
  config,
  addresses: readAddresses(process.env),
  log: createLog('load-demo', config.logLevel),
  metrics: createMetrics('load-demo'),
  trust: readPinnedTrust(config),
});
process.exit(0);

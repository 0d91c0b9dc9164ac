import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { unprovenFileAlarm } from '../composition/alarm.ts';
import { createMissBudget, createVerification } from '../modules/verification/index.ts';
import { openBlobFolder } from '../platform/blobs/index.ts';
import { readSecret } from '../platform/config/index.ts';
import { loginUrl, openDatabase } from '../platform/db/index.ts';
import { verifyRoutes } from '../web/verify/index.ts';
import { runProcess } from './child.ts';
import { readPinnedTrust } from './trust.ts';

/** Misses a second for the whole installation: at 75 random bits, a guesser needs longer than the sun has. */
const misses = { rate: 10, burst: 30, patience: 8000 };

/** Verification for anyone, by a process that can read what verifiers may know and nothing else. */
await runProcess('verify', async ({ config, addresses, log, metrics }) => {
  const trust = readPinnedTrust(config);
  const db = openDatabase(loginUrl(addresses.database, config, 'verify'), { size: 8 });
  const routes = verifyRoutes({
    verification: createVerification({
      db,
      blobs: openBlobFolder(join(config.dataDir, 'blobs')),
      accessKey: readSecret(config, 'access-key'),
      trust: { trust: trust.officers, timestampTrust: trust.timestamps, trainingTrust: trust.training },
      onUnproven: unprovenFileAlarm({ log, metrics }),
    }),
    budget: createMissBudget(misses),
    clock: () => new Date(),
    metrics,
    delay: milliseconds => delay(milliseconds),
  });
  routes.get('/health', async c => {
    const answers = await db.ping();
    return answers ? c.text('ok') : c.text('database', 503);
  });
  const listener = getRequestListener(routes.fetch, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  mkdirSync(dirname(addresses.verify), { recursive: true, mode: 0o700 });
  rmSync(addresses.verify, { force: true });
  await new Promise<void>(resolve => void server.listen(addresses.verify, resolve));
  return {
    stop: async () => {
      server.closeIdleConnections();
      await new Promise<void>(resolve => void server.close(() => resolve()));
      await db.close();
    },
  };
});

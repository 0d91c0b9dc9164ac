import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { openTrainingAuthority } from '../adapters/training/index.ts';
import { type Config, prepareSecrets, readConfig } from '../platform/config/index.ts';
import { findFreePort, isPortFree, keepPort } from '../platform/ports/index.ts';
import { createLog, joinMetrics } from '../platform/telemetry/index.ts';
import { type Addresses, socketFolder, writeAddresses } from './addresses.ts';
import { banner } from './banner.ts';
import { buildClient } from './client.ts';
import { startDatabase } from './database.ts';
import { keepMode } from './mode.ts';
import { runOnce } from './once.ts';
import { type Supervised, supervise } from './supervisor.ts';

/** Something started, to be stopped in reverse order. */
interface Part {
  readonly name: string;
  readonly stop: () => Promise<void>;
}

const config = readConfig(process.env);
const log = createLog('supervisor', config.logLevel);
const parts: Part[] = [];
const ending = new AbortController();
let stopping: Promise<void> | undefined;

function stop(): Promise<void> {
  ending.abort();
  stopping ??= (async () => {
    rmSync(controlFile(config), { force: true });
    for (const part of parts.toReversed()) {
      await part.stop().catch((error: unknown) => log.error({ err: error, part: part.name }, 'could not stop'));
    }
  })();
  return stopping;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void stop().then(() => process.exit(0)));
}

/** Where `npm run demo` learns that a platform runs on this data folder, and its address. */
function controlFile({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'running.json');
}

function child(name: string, environment: Record<string, string | undefined>): Supervised {
  const supervised = supervise(name, environment, { log, ending: ending.signal });
  parts.push({ name, stop: supervised.stop });
  return supervised;
}

async function start(): Promise<void> {
  if (!(await isPortFree(config.port, config.host)))
    throw new Error(`port ${config.port} is taken: stop what uses it, or set PORT to another one.`);
  prepareSecrets(config);
  keepMode(config);
  // Made before several processes open it at once.
  openTrainingAuthority({ ...config, clock: () => new Date() });
  const database = await startDatabase(config);
  parts.push({ name: 'database', stop: database.stop });
  const folder = socketFolder(config);
  const demo = config.mode === 'demo';
  const addresses: Addresses = {
    database: database.address,
    sealer: join(folder, 'sealer.sock'),
    verify: join(folder, 'verify.sock'),
    smtp: config.smtpUrl ?? (demo ? `smtp://127.0.0.1:${await findFreePort()}` : undefined),
    smpp: config.smppUrl ?? (demo ? `smpp://127.0.0.1:${await findFreePort()}` : undefined),
    national: demo && !config.national ? await simulatedIssuer(config) : undefined,
    timestamps: demo && config.tsaUrls.length === 0 ? [`http://127.0.0.1:${await findFreePort()}/`] : config.tsaUrls,
    revocations: demo
      ? `http://127.0.0.1:${await keepPort(join(config.dataDir, 'demo-authority', 'revocation-port'))}/`
      : undefined,
    bridge:
      config.stationBridge ??
      (demo ? `http://127.0.0.1:${await keepPort(join(config.dataDir, 'station-bridge-port'))}` : undefined),
  };
  // Without it React serves every page through its development build, which takes twice the time.
  const environment = { NODE_ENV: 'production', ...process.env, ...writeAddresses(addresses) };
  if (demo) await child('simulators', environment).ready;
  const sealer = child('sealer', environment);
  const [signing] = await Promise.all([isSigning(sealer), buildClient()]);
  await runOnce(demo ? 'load-demo' : 'first-administrators', environment);
  const worker = child('worker', environment);
  const verify = child('verify', environment);
  await Promise.all([worker.ready, verify.ready]);
  const web = child('web', environment);
  await web.ready;
  if (demo) await runOnce('demo-acts', environment);
  serveMetrics({ sealer, worker, verify, web });
  writeFileSync(
    controlFile(config),
    JSON.stringify({ url: `http://127.0.0.1:${config.port}`, publicUrl: config.publicUrl, pid: process.pid }),
    { mode: 0o600 },
  );
  process.stdout.write(banner(config, { signing }));
}

/**
 * Always the same, because accounts are bound to it; by another name of this machine than the platform's, where it has one, so that
 * browsers take the two for the strangers that they are.
 */
async function simulatedIssuer({ dataDir, publicUrl }: Config): Promise<string> {
  const { hostname } = new URL(publicUrl);
  const port = await keepPort(join(dataDir, 'demo-national', 'port'));
  return `http://${hostname === 'localhost' ? '127.0.0.1' : hostname}:${port}`;
}

/**
 * Production opens without its sealer too: what was sealed is verified and fetched all the same, nothing is signed, and the
 * banner, the log and /health say so. A demonstration that cannot sign is broken: it throws.
 */
async function isSigning(sealer: Supervised): Promise<boolean> {
  if (config.mode === 'demo') return sealer.ready.then(() => true);
  return sealer.ready.then(
    () => true,
    () => {
      log.error('the sealer could not start: no act can be signed until it does');
      return false;
    },
  );
}

/** Prometheus reads every process in one place, on loopback only, where METRICS_PORT says. */
function serveMetrics(children: Record<string, Supervised>): void {
  if (config.metricsPort === undefined) return;
  const server = createServer((_request, response) => {
    void Promise.all(Object.values(children).map(each => each.metrics())).then(texts => {
      response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8').end(joinMetrics(texts));
    });
  });
  server.listen(config.metricsPort, '127.0.0.1');
  parts.push({ name: 'metrics', stop: async () => void server.close() });
}

try {
  await start();
} catch (error) {
  process.stderr.write(`Shubbak could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  await stop();
  process.exit(1);
}

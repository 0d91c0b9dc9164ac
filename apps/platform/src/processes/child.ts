import { type Config, readConfig } from '../platform/config/index.ts';
import { createLog, createMetrics, type Log, type Metrics } from '../platform/telemetry/index.ts';
import { type Addresses, readAddresses } from './addresses.ts';

/** What every process is handed. */
export interface Surroundings {
  readonly config: Config;
  readonly addresses: Addresses;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** A process that runs: how to end it, letting what is under way finish. */
export interface Running {
  stop(): Promise<void>;
}

/**
 * Runs one process of the platform: starts it, tells the supervisor when it is ready, answers its questions, and ends
 * on SIGTERM or when the supervisor is gone.
 */
export async function runProcess(name: string, start: (surroundings: Surroundings) => Promise<Running>): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(name, config.logLevel);
  const metrics = createMetrics(name);
  let running: Running | undefined;
  const end = (): void => {
    // What does not finish in ten seconds is cut: every step is made to be resumed.
    setTimeout(() => process.exit(1), 10_000).unref();
    void (running?.stop() ?? Promise.resolve()).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  // Ctrl-C reaches the whole terminal group; the supervisor decides the order of ending.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', end);
  process.on('message', message => {
    if (message === 'metrics') void metrics.registry.metrics().then(text => process.send?.({ metrics: text }));
  });
  try {
    running = await start({ config, addresses: readAddresses(process.env), log, metrics });
    process.send?.('ready');
  } catch (error) {
    log.error({ err: error }, 'could not start');
    // The operator needs the sentence, which the log leaves out on principle.
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Log } from '../platform/telemetry/index.ts';

/** A child that is kept alive. */
export interface Supervised {
  /** Resolves at the first "ready"; rejects when the child ends before. */
  readonly ready: Promise<void>;
  readonly metrics: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

const register = fileURLToPath(new URL('../platform/tsx/register.ts', import.meta.url));

/**
 * Forks `processes/NAME.ts` and restarts it when it dies, at once the first time and then ever more slowly: a process
 * that fails each time should not eat the machine.
 */
export function supervise(
  name: string,
  environment: Record<string, string | undefined>,
  { log, ending }: { readonly log: Log; readonly ending: AbortSignal },
): Supervised {
  let child: ChildProcess;
  let failures = 0;
  let wasReady = false;
  let settle: { resolve(): void; reject(error: Error): void };
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  const launch = (): void => {
    const path = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
    child = fork(path, {
      execArgv: ['--import', register],
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('message', message => {
      if (message !== 'ready') return;
      wasReady = true;
      settle.resolve();
    });
    child.on('exit', code => {
      // Ctrl-C reaches every process of the terminal at once: one that left before it was asked is not brought back.
      if (ending.aborted) return;
      if (!wasReady) return settle.reject(new Error(`${name} could not start`));
      log.error({ process: name, code, failures }, 'process ended, restarting');
      setTimeout(launch, Math.min(30_000, failures++ * 500));
    });
  };
  launch();
  return { ready, metrics: () => askMetrics(child), stop: () => end(child) };
}

async function askMetrics(child: ChildProcess): Promise<string> {
  if (!child.connected) return '';
  return new Promise(resolve => {
    const listen = (message: unknown): void => {
      if (typeof message !== 'object' || message === null || !('metrics' in message)) return;
      child.off('message', listen);
      resolve(String(message.metrics));
    };
    child.on('message', listen);
    child.send('metrics');
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 12_000);
  await ended;
  clearTimeout(impatience);
}

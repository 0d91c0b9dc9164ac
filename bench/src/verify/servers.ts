import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeAddresses } from '../../../apps/platform/src/processes/addresses.ts';
import type { Installation } from '../installation.ts';

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const platform = '../../../apps/platform/src';

/** A server in a process of its own, bound to the first core. */
export interface Server {
  readonly socketPath: string;
  readonly pid: number;
  stop(): void;
}

/** Starts the platform's own verification process on an installation, under its own database login. */
export async function startVerify({ config, sockets, databaseUrl }: Installation): Promise<Server> {
  const socketPath = join(sockets, 'verify.sock');
  const addresses = {
    database: databaseUrl,
    sealer: '',
    verify: socketPath,
    smtp: undefined,
    timestamps: [],
    smpp: undefined,
    national: undefined,
    revocations: undefined,
    bridge: undefined,
  };
  // As the supervisor starts it.
  const environment = {
    NODE_ENV: 'production',
    DATA_DIR: config.dataDir,
    LOG_LEVEL: 'error',
    ...writeAddresses(addresses),
  };
  const register = pathOf(`${platform}/platform/tsx/register.ts`);
  return launch(['--import', register, pathOf(`${platform}/processes/verify.ts`)], environment, socketPath);
}

/** Starts the peer. */
export async function startBareServer({ sockets }: Installation): Promise<Server> {
  const socketPath = join(sockets, 'bare.sock');
  return launch([pathOf('./bare-server.ts'), socketPath], {}, socketPath);
}

async function launch(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  socketPath: string,
): Promise<Server> {
  const child: ChildProcess = spawn('taskset', ['--cpu-list', '0', process.execPath, ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const died = once(child, 'exit').then(([code]) => Promise.reject(new Error(`a server ended with ${String(code)}`)));
  died.catch(() => undefined);
  await Promise.race([once(child, 'message'), died]);
  const { pid } = child;
  if (pid === undefined) throw new Error('a server has no number');
  return { socketPath, pid, stop: () => child.disconnect() };
}

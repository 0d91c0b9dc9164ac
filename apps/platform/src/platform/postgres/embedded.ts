import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { findFreePort } from '../ports/index.ts';
import { type Binaries, findBinaries } from './binaries.ts';

/** A running embedded PostgreSQL. `url` is a superuser's login: for provisioning only. */
export interface EmbeddedPostgres {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '100',
  shared_buffers: '128MB',
  wal_compression: 'on',
  log_min_messages: 'warning',
  log_statement: 'none',
  // Error lines would repeat the parameters of the statement, and those can name people.
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
  timezone: 'UTC',
};

/**
 * Starts PostgreSQL on `directory` (made at first start) on a free loopback port, and waits until it answers.
 * The server gets SIGINT from the kernel when this process dies, however it dies, and shuts down cleanly.
 */
export async function startEmbeddedPostgres(
  directory: string,
  options: { fast?: boolean } = {},
): Promise<EmbeddedPostgres> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const binaries = findBinaries(join('/var/tmp', `shubbak-${process.getuid?.() ?? 0}`));
  const passwordFile = join(directory, 'password');
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  const password = readFileSync(passwordFile, 'utf8').trim();
  const data = join(directory, 'cluster');
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(binaries, data, passwordFile, directory);
  const port = await findFreePort();
  return launch(binaries, data, { port, password, fast: options.fast ?? false, log: join(directory, 'server.log') });
}

/** initdb into a side folder, renamed when whole: a kill in the middle leaves no half-made cluster. */
function initialise(binaries: Binaries, data: string, passwordFile: string, directory: string): void {
  const unfinished = `${data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  if (binaries.owner) {
    mkdirSync(unfinished, { mode: 0o700 });
    for (const path of [directory, unfinished, passwordFile]) chownSync(path, binaries.owner.uid, binaries.owner.gid);
  }
  const command = [...binaries.prefix, join(binaries.directory, 'initdb')];
  const options = [
    '-D',
    unfinished,
    '-U',
    'provisioner',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C',
    '--no-instructions',
  ];
  try {
    execFileSync(command[0] ?? '', [...command.slice(1), ...options], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    });
  } catch (error) {
    const detail = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    throw new Error(`PostgreSQL could not make its data folder in ${data}: ${detail}`, { cause: error });
  }
  renameSync(unfinished, data);
}

interface Launch {
  readonly port: number;
  readonly password: string;
  readonly fast: boolean;
  readonly log: string;
}

async function launch(
  binaries: Binaries,
  data: string,
  { port, password, fast, log }: Launch,
): Promise<EmbeddedPostgres> {
  const server = keepAlive(commandOf(binaries, data, { port, fast }), log);
  const url = `postgresql://provisioner:${password}@127.0.0.1:${port}/postgres`;
  try {
    await ready(url, server.failure);
  } catch (error) {
    await server.stop();
    throw error;
  }
  server.becomeSteady();
  return { url, stop: server.stop };
}

function commandOf(binaries: Binaries, data: string, { port, fast }: Pick<Launch, 'port' | 'fast'>): readonly string[] {
  const careless = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_compression: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
  };
  const values = { ...settings, port: String(port), ...(fast && careless) };
  const words = Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // The kernel tells the server to end when we die, however we die.
  const leash = ['setpriv', '--pdeathsig', 'INT'];
  return [...binaries.prefix, ...leash, join(binaries.directory, 'postgres'), '-D', data, ...words];
}

interface KeptServer {
  /** What the server said before it ended at its first start; undefined while it runs. */
  readonly failure: () => string | undefined;
  /** From now on a server that ends by itself is started again. */
  becomeSteady(): void;
  readonly stop: () => Promise<void>;
}

/** Runs the server and brings it back when something kills it: it recovers from its log, on the same port. */
function keepAlive(command: readonly string[], log: string): KeptServer {
  let lines = '';
  let state: 'starting' | 'failed' | 'steady' | 'stopping' = 'starting';
  let running: { readonly end: () => void; readonly ended: Promise<void> };
  const launchOnce = (): void => {
    const child = spawn(command[0] ?? '', command.slice(1), {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
      env: { ...process.env, LC_ALL: 'C' },
    });
    child.stderr.on('data', (chunk: Buffer) => {
      lines = (lines + chunk.toString()).slice(-4000);
      writeFileSync(log, chunk, { flag: 'a', mode: 0o600 });
    });
    const ended = new Promise<void>(resolve => child.on('exit', () => resolve()));
    running = { end: () => child.kill('SIGINT'), ended };
    child.on('exit', () => {
      if (state === 'starting') state = 'failed';
      // Its orphans hold the shared memory for a moment, and a server that finds it held ends again: hence the pause.
      if (state === 'steady') setTimeout(() => state === 'steady' && launchOnce(), 300);
    });
  };
  launchOnce();
  return {
    failure: () => (state === 'failed' ? lines.trim() : undefined),
    becomeSteady: () => {
      state = 'steady';
    },
    stop: async () => {
      state = 'stopping';
      running.end();
      await running.ended;
    },
  };
}

async function ready(url: string, failure: () => string | undefined): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const said = failure();
    if (said !== undefined) throw new Error(`PostgreSQL did not start: ${said}`);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (Date.now() > deadline) throw new Error('PostgreSQL did not answer within a minute', { cause: error });
      await new Promise(resolve => setTimeout(resolve, 40));
    }
  }
}

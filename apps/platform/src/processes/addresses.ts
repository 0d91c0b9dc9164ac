import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../platform/config/index.ts';

/** Where the processes of one installation find each other. */
export interface Addresses {
  /** The PostgreSQL server, without credentials: each process adds its own login. */
  readonly database: string;
  /** Unix socket of the sealer. */
  readonly sealer: string;
  /** Unix socket of the verification process. */
  readonly verify: string;
  /** The mail server. */
  readonly smtp: string | undefined;
  /** The centre of text messages; without one, no code goes to a phone. */
  readonly smpp: string | undefined;
  /** SIMULATED, in the demo alone: the national identity provider. */
  readonly national: string | undefined;
  /** RFC 3161 authorities, in the order in which they are asked. */
  readonly timestamps: readonly string[];
  /** SIMULATED, in the demo alone: where its own authority says what it revoked. */
  readonly revocations: string | undefined;
  /** Origin of the bridge to devices on each clerk's own machine; undefined where stations have none. */
  readonly bridge: string | undefined;
}

/** A folder for sockets: inside the data folder, unless its path is longer than a socket's address may be (108 bytes). */
export function socketFolder(config: Pick<Config, 'dataDir'>): string {
  const inside = join(config.dataDir, 'run');
  const short = join(
    '/tmp',
    `shubbak-${process.getuid?.() ?? 0}-${createHash('sha256').update(config.dataDir).digest('hex').slice(0, 16)}`,
  );
  const folder = Buffer.byteLength(inside) > 80 ? short : inside;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

const variable = 'SHUBBAK_ADDRESSES';

/** The environment variable by which the supervisor tells a child these addresses. */
export function writeAddresses(addresses: Addresses): Record<string, string> {
  return { [variable]: JSON.stringify(addresses) };
}

/** Reads what the supervisor wrote. Throws when a process is started by itself. */
export function readAddresses(environment: Readonly<Record<string, string | undefined>>): Addresses {
  const text = environment[variable];
  if (!text) throw new Error('This process is started by the supervisor: run "npm start".');
  return JSON.parse(text) as Addresses;
}

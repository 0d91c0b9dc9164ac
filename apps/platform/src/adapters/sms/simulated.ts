import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import smpp, { type Pdu, type Session } from 'smpp';
import { z } from 'zod';
import type { Mailbox, MailboxEntry } from '../../modules/notifications/index.ts';

const listed = 100;
const kept = z.object({ from: z.string(), to: z.string(), text: z.string() });

function folderOf(dataDir: string): string {
  return join(dataDir, 'phones');
}

/** A running simulated message centre. */
export interface RunningSmsc {
  /** Address to send to, as `smpp://127.0.0.1:PORT`. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * SIMULATED: a message centre (SMSC) on the loopback interface that speaks SMPP 3.4, delivers nothing, puts parts together as a phone
 * does, and keeps every message in a file under `dataDir`/phones. Port 0 takes a free one. Throws in production.
 */
export async function startSimulatedSmsc(options: {
  readonly mode: 'demo' | 'production';
  readonly dataDir: string;
  readonly port: number;
}): Promise<RunningSmsc> {
  if (options.mode === 'production') throw new Error('The simulated message centre does not run in production.');
  const folder = folderOf(options.dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const open = new Set<Session>();
  const server = smpp.createServer(session => {
    open.add(session);
    session.on('close', () => open.delete(session));
    serve(session, folder);
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
    });
  });
  return {
    url: `smpp://127.0.0.1:${port}`,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const session of open) session.destroy();
      }),
  };
}

/** SMPP 3.4 §5.1.3: bound when not bound yet, and not the other way round; a system error. */
const status = { notBound: 0x04, systemError: 0x08 } as const;

function serve(session: Session, folder: string): void {
  let bound = false;
  const received = new Map<string, Map<number, string>>();
  // What is no SMPP, or a line that breaks, is the client's own business.
  session.on('error', () => session.destroy());
  session.on('bind_transmitter', (pdu: Pdu) => {
    bound = true;
    session.send(pdu.response({ system_id: 'SIMULATED' }));
  });
  session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu: Pdu) => {
    session.send(pdu.response());
    session.close();
  });
  session.on('submit_sm', (pdu: Pdu) => {
    if (!bound) return void session.send(pdu.response({ command_status: status.notBound }));
    const text = assemble(received, pdu);
    const message = { from: pdu.source_addr ?? '', to: `+${pdu.destination_addr ?? ''}`, text: text ?? '' };
    const written = text === undefined ? Promise.resolve() : keep(folder, message);
    written.then(
      () => session.send(pdu.response({ message_id: randomBytes(4).toString('hex') })),
      () => session.send(pdu.response({ command_status: status.systemError })),
    );
  });
}

/** The library reads what is in an alphabet that it knows; anything else is no text. */
function textOf({ short_message: content }: Pdu): string {
  return typeof content?.message === 'string' ? content.message : '';
}

/** The whole text once its last part is there; a message without a header of concatenation is whole by itself. */
function assemble(received: Map<string, Map<number, string>>, pdu: Pdu): string | undefined {
  const message = textOf(pdu);
  const header = pdu.short_message?.udh?.find(element => element[0] === 0 && element[1] === 3);
  if (!header) return message;
  const [, , reference = 0, total = 1, number = 1] = header;
  const key = `${pdu.destination_addr}/${reference}/${total}`;
  const parts = received.get(key) ?? new Map<number, string>();
  received.set(key, parts.set(number, message));
  if (parts.size < total) return undefined;
  received.delete(key);
  return Array.from({ length: total }, (_, index) => parts.get(index + 1) ?? '').join('');
}

async function keep(folder: string, message: z.infer<typeof kept>): Promise<void> {
  const path = join(folder, `${randomBytes(16).toString('hex')}.json`);
  await writeFile(`${path}.new`, JSON.stringify(message), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** SIMULATED: reads the text messages that `startSimulatedSmsc` kept under `dataDir`. */
export function openSimulatedPhones(dataDir: string): Mailbox {
  const folder = folderOf(dataDir);
  const find = async (id: string): Promise<MailboxEntry | undefined> => {
    if (!/^[0-9a-f]{32}$/.test(id)) return undefined;
    const path = join(folder, `${id}.json`);
    try {
      const [content, { mtime }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
      const { to, from, text } = kept.parse(JSON.parse(content));
      return { id, channel: 'sms', to, subject: from, receivedAt: mtime, text, html: '' };
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  };
  return {
    find,
    list: async () => {
      const names = await readdir(folder).catch(() => []);
      const ids = names.filter(name => name.endsWith('.json')).map(name => name.slice(0, -'.json'.length));
      const entries = (await Promise.all(ids.map(find))).filter(entry => entry !== undefined);
      return entries
        .toSorted((one, another) => another.receivedAt.getTime() - one.receivedAt.getTime())
        .slice(0, listed);
    },
  };
}

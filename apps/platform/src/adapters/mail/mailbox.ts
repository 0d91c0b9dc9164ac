import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Mailbox, MailboxEntry } from '../../modules/notifications/index.ts';

const largest = 2_000_000;
const listed = 100;

/** Where the demo's messages lie. */
function folderOf(dataDir: string): string {
  return join(dataDir, 'mailbox');
}

/** A running simulated mail server. */
export interface RunningMailbox {
  /** Address to send to, as `smtp://127.0.0.1:PORT`. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * SIMULATED: a mail server on the loopback interface that delivers nothing and keeps every message in a file under
 * `dataDir`/mailbox. A second copy of a message (same Message-ID) replaces the first. Port 0 takes a free one. Throws
 * in production.
 */
export async function startMailbox(options: {
  readonly mode: 'demo' | 'production';
  readonly dataDir: string;
  readonly port: number;
}): Promise<RunningMailbox> {
  if (options.mode === 'production') throw new Error('The simulated mailbox does not run in production.');
  const folder = folderOf(options.dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: largest,
    logger: false,
    banner: 'SIMULATED mailbox of a demonstration',
    onData: (stream, _session, done) => void receive(folder, stream, done),
  });
  // A client that hangs up is its own business.
  server.on('error', () => undefined);
  const port = await new Promise<number>((resolve, reject) => {
    const listening = server.listen(options.port, '127.0.0.1', () => {
      const address = listening.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
    });
    listening.once('error', reject);
  });
  return { url: `smtp://127.0.0.1:${port}`, stop: () => new Promise(resolve => server.close(() => resolve())) };
}

async function receive(folder: string, stream: AsyncIterable<Buffer>, done: (error?: Error) => void): Promise<void> {
  let failure: Error | undefined;
  try {
    await keep(folder, stream);
  } catch (error) {
    failure = error instanceof Error ? error : new Error('not kept');
  }
  done(failure);
}

async function keep(folder: string, stream: AsyncIterable<Buffer>): Promise<void> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length <= largest) chunks.push(chunk);
  }
  if (length > largest) throw Object.assign(new Error('message too large'), { responseCode: 552 });
  const raw = Buffer.concat(chunks);
  const { messageId } = await PostalMime.parse(raw);
  const id = createHash('sha256')
    .update(messageId ?? raw)
    .digest('hex')
    .slice(0, 32);
  const path = join(folder, `${id}.eml`);
  await writeFile(`${path}.new`, raw, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** SIMULATED: reads the messages that `startMailbox` kept under `dataDir`. */
export function openMailbox(dataDir: string): Mailbox {
  const folder = folderOf(dataDir);
  const find = async (id: string): Promise<MailboxEntry | undefined> => {
    if (!/^[0-9a-f]{32}$/.test(id)) return undefined;
    try {
      return await read(join(folder, `${id}.eml`), id);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  };
  return {
    find,
    list: async () => {
      const names = await readdir(folder).catch(() => []);
      const ids = names.filter(name => name.endsWith('.eml')).map(name => name.slice(0, -'.eml'.length));
      const dated = await Promise.all(
        ids.map(async id => ({ id, at: (await stat(join(folder, `${id}.eml`))).mtimeMs })),
      );
      const latest = dated.toSorted((one, other) => other.at - one.at).slice(0, listed);
      const entries = await Promise.all(latest.map(({ id }) => find(id)));
      return entries.filter(entry => entry !== undefined);
    },
  };
}

async function read(path: string, id: string): Promise<MailboxEntry> {
  const [raw, { mtime }] = await Promise.all([readFile(path), stat(path)]);
  const { to, subject, text, html } = await PostalMime.parse(raw);
  const addresses = (to ?? []).flatMap(each => each.address ?? []);
  return {
    id,
    channel: 'email',
    to: addresses.join(', '),
    subject: subject ?? '',
    receivedAt: mtime,
    text: text ?? '',
    html: html ?? '',
  };
}

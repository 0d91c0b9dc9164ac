import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { concat } from '../bytes.ts';

/** A running server and its address. */
export interface SmallServer {
  readonly url: string;
  readonly server: Server;
  close(): Promise<void>;
}

/** Where a server listens: 127.0.0.1 and any free port unless told. */
export interface ListenOptions {
  readonly host?: string;
  readonly port?: number;
}

/** Starts a server; a request whose answer fails is hung up on. */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  { host = '127.0.0.1', port = 0 }: ListenOptions,
): Promise<SmallServer> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' ? address?.port : undefined;
  if (bound === undefined) throw new Error('the server has no port');
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>(resolve => server.close(() => resolve()));
  };
  return { url: `http://${host}:${bound}/`, server, close };
}

/** The body of a request; undefined when it is longer than `maximum` octets. */
export async function readBody(request: IncomingMessage, maximum: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maximum) return undefined;
    chunks.push(chunk);
  }
  return concat(...chunks);
}

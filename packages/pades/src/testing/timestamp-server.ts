import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { concat } from '../bytes.ts';
import type { TimestampResponder } from './timestamp-responder.ts';

/** A running server and its address. */
export interface TimestampServer {
  readonly url: string;
  readonly server: Server;
  close(): Promise<void>;
}

/** Larger than any TimeStampReq. */
const largestRequest = 4096;

/** Serves a responder over HTTP (RFC 3161 §3.4) on `host` and `port`: 127.0.0.1 and any free port unless told. */
export async function serveTimestamps(
  responder: TimestampResponder,
  { host = '127.0.0.1', port = 0 }: { readonly host?: string; readonly port?: number } = {},
): Promise<TimestampServer> {
  const server = createServer((request, response) => {
    answer(responder, request, response).catch(() => response.destroy());
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

async function answer(
  responder: TimestampResponder,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/timestamp-query') {
    response.writeHead(request.method === 'POST' ? 415 : 405).end();
    return;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > largestRequest) {
      response.writeHead(413).end();
      return;
    }
    chunks.push(chunk);
  }
  response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(responder.respond(concat(...chunks)));
}

import { chmod, unlink } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { z } from 'zod';
import { cancelRequest, extractRequest, holdsRequest, listRequest, reissueRequest, signRequest } from './protocol.ts';
import type { Sealer } from './sealer.ts';

/** Larger than any request that the protocol allows. */
const largestBody = 4 * 1024 * 1024;

/** Called with what went wrong inside, for the log; the caller outside hears only that it did. */
export type OnFailure = (error: unknown) => void;

/**
 * Serves a sealer over HTTP on a Unix socket that only this process's user may open (mode 0600). A socket left by a process
 * that was killed is replaced: the caller holds the journal's lock, so no other sealer lives.
 */
export async function serveSealer(sealer: Sealer, socketPath: string, onFailure: OnFailure): Promise<Server> {
  await unlink(socketPath).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  const server = createServer((request, response) => {
    answer(sealer, request).then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) => {
        onFailure(error);
        send(response, 500, {});
      },
    );
  });
  await listenPrivately(server, socketPath);
  return server;
}

/** The socket is born with mode 0600: between listening and a later chmod somebody else could connect. */
async function listenPrivately(server: Server, socketPath: string): Promise<void> {
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(socketPath, resolve);
    });
  } finally {
    process.umask(mask);
  }
  await chmod(socketPath, 0o600);
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function answer(sealer: Sealer, request: IncomingMessage): Promise<Answer> {
  const route = `${request.method} ${request.url}`;
  if (route === 'GET /health') return { status: 200, body: { status: 'ok' } };
  if (route === 'POST /sign') return onBody(request, signRequest, body => sealer.sign(body));
  if (route === 'POST /reissue') return onBody(request, reissueRequest, body => sealer.reissue(body));
  if (route === 'POST /extract') return onBody(request, extractRequest, body => sealer.sealExtract(body));
  if (route === 'POST /list') return onBody(request, listRequest, body => sealer.sealList(body));
  if (route === 'POST /cancel') return onBody(request, cancelRequest, body => sealer.cancel(body));
  if (route === 'POST /holds') return onBody(request, holdsRequest, body => sealer.holds(body));
  return { status: 404, body: {} };
}

async function onBody<T>(
  request: IncomingMessage,
  schema: z.ZodType<T>,
  act: (body: T) => Promise<unknown>,
): Promise<Answer> {
  const parsed = schema.safeParse(await readJson(request));
  return parsed.success ? { status: 200, body: await act(parsed.data) } : { status: 400, body: {} };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largestBody) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

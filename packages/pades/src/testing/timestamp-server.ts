import { type ListenOptions, listen, readBody, type SmallServer } from './http-server.ts';
import type { TimestampResponder } from './timestamp-responder.ts';

/** A running timestamp server and its address. */
export type TimestampServer = SmallServer;

/** Larger than any TimeStampReq. */
const largestRequest = 4096;

/** Serves a responder over HTTP (RFC 3161 §3.4) on `host` and `port`: 127.0.0.1 and any free port unless told. */
export function serveTimestamps(responder: TimestampResponder, options: ListenOptions = {}): Promise<TimestampServer> {
  return listen(async (request, response) => {
    if (request.method !== 'POST' || request.headers['content-type'] !== 'application/timestamp-query') {
      response.writeHead(request.method === 'POST' ? 415 : 405).end();
      return;
    }
    const body = await readBody(request, largestRequest);
    if (body === undefined) response.writeHead(413).end();
    else response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(responder.respond(body));
  }, options);
}

import { type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** Headers that belong to one connection and must not be passed on (RFC 9110 §7.6.1). */
const connectionHeaders = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function passedOn(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !connectionHeaders.has(name)));
}

/**
 * Hands a request to the process behind a Unix socket and its answer back, so that one port serves all. What happens on
 * several machines is the front server's business. Answers 503 when nobody listens.
 */
export function forward(socketPath: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const onward = request(
    { socketPath, path: incoming.url, method: incoming.method, headers: passedOn(incoming.headers) },
    answer => {
      outgoing.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
      answer.pipe(outgoing);
    },
  );
  onward.on('error', () => {
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(503, { 'retry-after': '5', 'content-type': 'text/plain; charset=utf-8' }).end('503\n');
  });
  incoming.pipe(onward);
  outgoing.on('close', () => onward.destroy());
}

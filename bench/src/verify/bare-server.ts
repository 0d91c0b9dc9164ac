// The peer: a bare Node HTTP server on a Unix socket. `/N`, by any method, is answered with N octets.
import { createServer } from 'node:http';

const [, , socketPath] = process.argv;
const octets = Buffer.alloc(4 * 1024 * 1024, 'x');

createServer((request, response) => {
  const body = octets.subarray(0, Number(request.url?.slice(1)));
  response.writeHead(200, { 'content-type': 'text/html', 'content-length': body.length }).end(body);
}).listen(socketPath, () => process.send?.('ready'));
process.on('disconnect', () => process.exit(0));

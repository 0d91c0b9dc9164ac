import { createServer, type RequestListener, type Server } from 'node:http';
import { forward } from './forward.ts';

/**
 * Value of Strict-Transport-Security (RFC 6797 §6.1) for a public address: a year, for this host alone, since the commune may have others
 * under it. Undefined where the address is not https: the header means nothing there (§7.2).
 */
function strictTransport(publicUrl: string): string | undefined {
  return new URL(publicUrl).protocol === 'https:' ? 'max-age=31536000' : undefined;
}

/** The server of the public port, not listening yet: `pages` answers, but for verification, which the process behind the socket does. */
export function createPublicServer(options: {
  readonly publicUrl: string;
  readonly verifySocket: string;
  readonly pages: RequestListener;
}): Server {
  const transport = strictTransport(options.publicUrl);
  return createServer((incoming, outgoing) => {
    if (transport !== undefined) outgoing.setHeader('strict-transport-security', transport);
    const path = incoming.url?.split('?')[0] ?? '/';
    if (path === '/v' || path.startsWith('/v/')) forward(options.verifySocket, incoming, outgoing);
    else options.pages(incoming, outgoing);
  });
}

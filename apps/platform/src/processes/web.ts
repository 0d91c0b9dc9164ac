import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { composeWeb } from '../composition.ts';
import { runProcess } from './child.ts';
import { forward } from './forward.ts';
import { readPinnedTrust } from './trust.ts';

/** Pages and the API for people and staff, on the public port; verification is another process behind the same port. */
await runProcess('web', async surroundings => {
  const { config, addresses } = surroundings;
  const web = composeWeb({ ...surroundings, trust: readPinnedTrust(config) });
  const listener = getRequestListener(web.app.fetch, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url?.split('?')[0] ?? '/';
    if (path === '/v' || path.startsWith('/v/')) forward(addresses.verify, incoming, outgoing);
    else void listener(incoming, outgoing);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  return {
    stop: async () => {
      server.closeIdleConnections();
      const closed = new Promise<void>(resolve => void server.close(() => resolve()));
      // Browsers keep connections open; what is being answered gets a moment, then they are let go.
      setTimeout(() => server.closeAllConnections(), 3000).unref();
      await closed;
      await web.stop();
    },
  };
});

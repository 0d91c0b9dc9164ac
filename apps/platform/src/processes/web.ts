import { getRequestListener } from '@hono/node-server';
import { composeWeb } from '../composition.ts';
import { runProcess } from './child.ts';
import { createPublicServer } from './public-server.ts';
import { readPinnedTrust } from './trust.ts';

/** Pages and the API for people and staff, on the public port; verification is another process behind the same port. */
await runProcess('web', async surroundings => {
  const { config, addresses } = surroundings;
  const web = composeWeb({ ...surroundings, trust: readPinnedTrust(config) });
  const listener = getRequestListener(web.app.fetch, { overrideGlobalObjects: false });
  const server = createPublicServer({
    publicUrl: config.publicUrl,
    verifySocket: addresses.verify,
    pages: (incoming, outgoing) => void listener(incoming, outgoing),
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

import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { Hono } from 'hono';
import { z } from 'zod';
import type { SimulatedAuthenticator } from './simulated.ts';

const assertBody = z.object({
  credentialId: z.string().max(100),
  options: z.object({
    challenge: z.string().regex(/^[\w-]{16,1000}$/),
    rpId: z.string().max(253).exactOptional(),
    allowCredentials: z
      .array(z.object({ id: z.string().max(1000), type: z.literal('public-key') }))
      .max(50)
      .exactOptional(),
  }),
}) satisfies z.ZodType<{ credentialId: string; options: PublicKeyCredentialRequestOptionsJSON }>;

/**
 * SIMULATED, demo only: lets any browser use any demo passkey, which stands for the person at the machine. POST
 * `/simulated-authenticator/assert` answers `{credentialId, options}` as `navigator.credentials.get({publicKey: options})`
 * would, as JSON. `origin` is the site's.
 */
export function simulatedAuthenticatorRoutes(authenticator: SimulatedAuthenticator, origin: string): Hono {
  const routes = new Hono();
  routes.post('/simulated-authenticator/assert', async c => {
    const parsed = assertBody.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return c.json({ simulated: true, error: 'malformed' }, 400);
    const { credentialId, options } = parsed.data;
    const isHeld = authenticator
      .list()
      .some(held => held.credentialId === credentialId && held.rpId === (options.rpId ?? held.rpId));
    if (!isHeld) return c.json({ simulated: true, error: 'unknown credential' }, 404);
    return c.json(authenticator.get(credentialId, options, origin));
  });
  return routes;
}

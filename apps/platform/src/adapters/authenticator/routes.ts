import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
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

/** Bytes: fifty credentials of the longest kind and more. A stranger may ask, so a longer body is not read. */
const limit = bodyLimit({
  maxSize: 64 * 1024,
  onError: c => c.json({ simulated: true, error: 'too large' }, 413),
});

/**
 * SIMULATED, demo only: lets any browser use any demo passkey, which stands for the person at the machine. POST
 * `/simulated-authenticator/assert` answers `{credentialId, options}` as `navigator.credentials.get({publicKey: options})`
 * would, as JSON. `origin` is the site's.
 */
export function simulatedAuthenticatorRoutes(authenticator: SimulatedAuthenticator, origin: string): Hono {
  const routes = new Hono();
  routes.post('/simulated-authenticator/assert', limit, async c => {
    const parsed = assertBody.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return c.json({ simulated: true, error: 'malformed' }, 400);
    const { credentialId, options } = parsed.data;
    const { rpId = new URL(origin).hostname, allowCredentials: allowed = [] } = options;
    const isAllowed = allowed.length === 0 || allowed.some(({ id }) => id === credentialId);
    const isHeld = authenticator.list().some(held => held.credentialId === credentialId && held.rpId === rpId);
    if (!isHeld || !isAllowed) return c.json({ simulated: true, error: 'unknown credential' }, 404);
    return c.json(authenticator.get(credentialId, options, origin));
  });
  return routes;
}

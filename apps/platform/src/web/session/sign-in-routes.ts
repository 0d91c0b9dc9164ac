import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Refusal } from '../../kernel/index.ts';
import { answerProblem } from '../api/problem.ts';
import { limitBody } from './body-length.ts';
import type { SessionEnv } from './env.ts';
import { endSession, originOf, type SessionOptions, startSession } from './read-session.ts';
import { signInBodies } from './sign-in-bodies.ts';

/**
 * Sign-in of staff over the API, all under /api/v1: `sign-in/passkey/options` and `sign-in/passkey/verify`,
 * `sign-in/passkey/registration/options` and `…/registration/verify` with a one-time code, and `sign-out`.
 */
export function signInRoutes(options: SessionOptions): Hono<SessionEnv> {
  const { identity } = options;
  const routes = new Hono<SessionEnv>();
  routes.use('/api/v1/sign-in/*', limitBody);
  routes.post('/api/v1/sign-in/passkey/options', async c => c.json(await identity.beginStaffSignIn()));
  routes.post('/api/v1/sign-in/passkey/verify', async c => {
    const body = await readBody(c, signInBodies['/sign-in/passkey/verify']);
    if (!body) return answerProblem(c, 400, malformed);
    const opened = await identity.finishStaffSignIn(body, originOf(c, options));
    if (!opened.ok) return answerProblem(c, statusOf(opened.refusal), opened.refusal);
    await startSession(c, options, opened.value);
    return c.json({ expiresAt: opened.value.expiresAt.toISOString() });
  });
  routes.post('/api/v1/sign-in/passkey/registration/options', async c => {
    const body = await readBody(c, signInBodies['/sign-in/passkey/registration/options']);
    if (!body) return answerProblem(c, 400, malformed);
    const asked = await identity.beginPasskeyRegistration(body);
    return asked.ok ? c.json(asked.value) : answerProblem(c, statusOf(asked.refusal), asked.refusal);
  });
  routes.post('/api/v1/sign-in/passkey/registration/verify', async c => {
    const body = await readBody(c, signInBodies['/sign-in/passkey/registration/verify']);
    if (!body) return answerProblem(c, 400, malformed);
    const kept = await identity.finishPasskeyRegistration(body);
    return kept.ok
      ? c.json({ credentialId: kept.value.credentialId })
      : answerProblem(c, statusOf(kept.refusal), kept.refusal);
  });
  routes.post('/api/v1/sign-out', async c => {
    await endSession(c, options);
    return c.json({});
  });
  return routes;
}

const malformed: Refusal = { code: 'session.malformed', params: {} };

/** 401 means "sign in first" to our clients; a sign-in that fails is forbidden, or too early. */
function statusOf(refusal: Refusal): 403 | 429 {
  return refusal.code === 'identity.wait' ? 429 : 403;
}

async function readBody<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.output<Schema> | undefined> {
  const json: unknown = await c.req.json().catch(() => undefined);
  const parsed = schema.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}

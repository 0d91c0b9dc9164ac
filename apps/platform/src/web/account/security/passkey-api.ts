import type { Context } from 'hono';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Refusal } from '../../../kernel/index.ts';
import { answerProblem } from '../../api/problem.ts';
import {
  assertionJson,
  personOf,
  placeOf,
  registrationJson,
  renewSession,
  requirePerson,
  type SessionEnv,
  safeReturnPath,
} from '../../session/index.ts';
import { admit } from '../enter.ts';
import type { AccountDeps } from '../page.tsx';

const home = '/account';
const next = z.string().max(500).catch('');
const assertion = z.object({ challengeId: z.string().max(40), response: assertionJson, next });
const registration = z.object({
  challengeId: z.string().max(40),
  response: registrationJson,
  name: z.string().max(400).catch(''),
});

/**
 * What the script of passkeys asks and answers, as JSON: `sign-in/passkey`, `step-up/passkey` and `security/passkeys` under `/account`,
 * each with `options` and `verify`. Answers to `verify` say where to go then.
 */
export function passkeyApi(deps: AccountDeps): Hono<SessionEnv> {
  const { passkeys } = deps.security;
  const routes = new Hono<SessionEnv>();
  routes.post('/account/sign-in/passkey/options', async c => c.json(await passkeys.beginSignIn()));
  routes.post('/account/sign-in/passkey/verify', async c => {
    const answer = await readBody(c, assertion);
    if (!answer) return answerProblem(c, 400, malformed);
    // A passkey is on this device: whoever used it would not call the device somebody else's.
    const opened = await passkeys.finishSignIn(answer, placeOf(c, deps.session, { shared: false }));
    if (!opened.ok) return answerProblem(c, 403, opened.refusal);
    await admit(c, deps, opened.value);
    return c.json({ next: safeReturnPath(answer.next, home) });
  });
  routes.post('/account/step-up/passkey/options', requirePerson, async c =>
    c.json(await passkeys.beginStepUp(personOf(c))),
  );
  routes.post('/account/step-up/passkey/verify', requirePerson, async c => {
    const answer = await readBody(c, assertion);
    if (!answer) return answerProblem(c, 400, malformed);
    const proven = await passkeys.finishStepUp(personOf(c), answer);
    if (!proven.ok) return answerProblem(c, 403, proven.refusal);
    renewSession(c, deps.session, proven.value.token);
    return c.json({ next: safeReturnPath(answer.next, home) });
  });
  routes.post('/account/security/passkeys/options', requirePerson, async c => {
    const asked = await passkeys.beginRegistration(personOf(c));
    return asked.ok ? c.json(asked.value) : answerProblem(c, 403, asked.refusal);
  });
  routes.post('/account/security/passkeys/verify', requirePerson, async c => {
    const answer = await readBody(c, registration);
    if (!answer) return answerProblem(c, 400, malformed);
    const kept = await passkeys.finishRegistration(personOf(c), answer);
    return kept.ok ? c.json({ next: '/account/security/passkeys?added=1' }) : answerProblem(c, 403, kept.refusal);
  });
  return routes;
}

const malformed: Refusal = { code: 'session.malformed', params: {} };

async function readBody<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.output<Schema> | undefined> {
  const json: unknown = await c.req.json().catch(() => undefined);
  const parsed = schema.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}

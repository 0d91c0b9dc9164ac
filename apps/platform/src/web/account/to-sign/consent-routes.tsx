import { Hono } from 'hono';
import { z } from 'zod';
import { asId, isId, type Refusal } from '../../../kernel/index.ts';
import type { QuestionId, ToSign } from '../../../modules/legalisation/index.ts';
import { answerProblem } from '../../api/problem.ts';
import { assertionJson, personOf, requireLevel, requirePerson, type SessionEnv } from '../../session/index.ts';
import { type AccountContext, passkeyScripts, speakerFor } from '../page.tsx';
import { ConsentPage } from './consent-page.tsx';
import { base, type ToSignDeps } from './deps.ts';
import { readForm, requestOf, show, showRefusal, withFile, type Wrong } from './frame.tsx';

const path = `${base}/:requestId/consent`;
const malformed: Refusal = { code: 'session.malformed', params: {} };
const answerShape = z.object({ challengeId: z.string().max(40), response: assertionJson });

/**
 * `/account/to-sign/{request}/consent`: the last step. By passkey, `options` puts the question whose digest the passkey signs and `verify`
 * takes the answer; the form takes password and code, for the question that stands on it.
 */
export function consentRoutes(deps: ToSignDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  const guards = [requirePerson, requireLevel(deps.levels.needed('consent'))] as const;
  routes.get(path, ...guards, c => withFile(c, deps, file => showConsent(c, deps, file)));
  routes.post(path, ...guards, c => withFile(c, deps, file => takePassword(c, deps, file)));
  routes.post(`${path}/options`, ...guards, c => askPasskey(c, deps));
  routes.post(`${path}/verify`, ...guards, c => takePasskey(c, deps));
  return routes;
}

async function showConsent(c: AccountContext, deps: ToSignDeps, file: ToSign, wrong?: Wrong): Promise<Response> {
  if (file.own.state !== 'bound') return c.redirect(`${base}/${file.requestId}`, 303);
  const t = speakerFor(c);
  const actor = personOf(c);
  const asked = { requestId: file.requestId, language: t.language };
  const question = await deps.parties.askConsent(actor, asked);
  if (!question.ok) return showRefusal(c, deps, question.refusal);
  const ways = await deps.security.statements.listWays(actor);
  const shared = c.get('session')?.sharedDevice === true;
  const props = { t, file, ways, question: question.value, shared, formToken: c.get('formToken'), wrong };
  return show(c, deps, {
    title: t('to-sign.consent-title'),
    body: <ConsentPage {...props} />,
    ...(ways.includes('passkey') && { scripts: passkeyScripts(deps) }),
    ...(wrong && { status: 422 as const }),
  });
}

async function takePassword(c: AccountContext, deps: ToSignDeps, file: ToSign): Promise<Response> {
  const t = speakerFor(c);
  const actor = personOf(c);
  const { password = '', code = '', question = '' } = await readForm(c);
  if (password === '') return showConsent(c, deps, file, { field: 'password', message: t('account.password-missing') });
  if (!isId(question)) return showConsent(c, deps, file);
  const given = { requestId: file.requestId, questionId: asId<QuestionId>(question) };
  const consented = await deps.parties.consent(actor, {
    ...given,
    prove: statement => deps.security.statements.byPassword(actor, statement, { password, code }),
  });
  if (consented.ok) return c.redirect(`${base}/${file.requestId}`, 303);
  const { refusal } = consented;
  const field = refusal.code === 'identity.code-wrong' ? 'code' : 'password';
  return showConsent(c, deps, file, { field, message: t.refusal(refusal) });
}

async function askPasskey(c: AccountContext, deps: ToSignDeps): Promise<Response> {
  const requestId = requestOf(c);
  if (!requestId) return answerProblem(c, 400, malformed);
  const actor = personOf(c);
  const question = await deps.parties.askConsent(actor, { requestId, language: speakerFor(c).language });
  if (!question.ok) return answerProblem(c, 403, question.refusal);
  const { questionId, statement } = question.value;
  return c.json({ challengeId: questionId, options: await deps.security.statements.passkeyOptions(actor, statement) });
}

async function takePasskey(c: AccountContext, deps: ToSignDeps): Promise<Response> {
  const requestId = requestOf(c);
  const json: unknown = await c.req.json().catch(() => undefined);
  const answer = answerShape.safeParse(json).data;
  if (!requestId || !answer || !isId(answer.challengeId)) return answerProblem(c, 400, malformed);
  const actor = personOf(c);
  const consented = await deps.parties.consent(actor, {
    requestId,
    questionId: asId<QuestionId>(answer.challengeId),
    prove: statement => deps.security.statements.byPasskey(actor, statement, answer.response),
  });
  return consented.ok ? c.json({ next: `${base}/${requestId}` }) : answerProblem(c, 403, consented.refusal);
}

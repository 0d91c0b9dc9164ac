import { Hono } from 'hono';
import { z } from 'zod';
import { assuranceLevels, reaches } from '../../../kernel/index.ts';
import { personOf, renewSession, requirePerson, type SessionEnv, safeReturnPath } from '../../session/index.ts';
import { errorsOf, type FieldErrors, statusOf } from '../fields.ts';
import { type AccountContext, type AccountDeps, answerPage, passkeyScripts, readHolder, speakerFor } from '../page.tsx';
import { StepUpPage, type StepUpAsked } from './step-up-page.tsx';

const home = '/account';
const asked = z.object({
  next: z.string().max(500).catch(home),
  level: z.enum(assuranceLevels).optional().catch(undefined),
});
const text = (most: number) => z.string().max(most).catch('');
const form = asked.extend({ password: text(400), code: text(100) });

/** `/account/step-up?next=`: proving again that it is oneself, also to reach the `level` that a page asks for. */
export function stepUpRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  routes.get('/account/step-up', requirePerson, c => show(c, deps, readAsked(asked.parse(c.req.query()))));
  routes.post('/account/step-up', requirePerson, async c => {
    const { password, code, ...rest } = form.parse(await c.req.parseBody());
    const where = readAsked(rest);
    const t = speakerFor(c);
    if (password === '') return show(c, deps, where, { errors: { password: t('account.password-missing') } });
    const proven = await deps.security.stepUp.byPassword(personOf(c), { password, code });
    if (!proven.ok) {
      const { refusal } = proven;
      const field = refusal.code === 'identity.code-wrong' ? 'code' : 'password';
      return show(c, deps, where, { errors: errorsOf(t, refusal, field), status: statusOf(refusal) });
    }
    renewSession(c, deps.session, proven.value.token);
    return c.redirect(where.next, 303);
  });
  return routes;
}

function readAsked({ next, level }: z.infer<typeof asked>): StepUpAsked {
  return { next: safeReturnPath(next, home), level };
}

async function show(
  c: AccountContext,
  deps: AccountDeps,
  where: StepUpAsked,
  wrong: { readonly errors?: FieldErrors; readonly status?: 422 | 429 } = {},
): Promise<Response> {
  const t = speakerFor(c);
  const actor = personOf(c);
  const [{ name: holder }, ways] = await Promise.all([readHolder(deps, actor), deps.security.stepUp.listWays(actor)]);
  const short = where.level !== undefined && !reaches(actor.level, where.level);
  const title = t(short ? 'security.level-title' : 'security.step-up-title');
  const shared = c.get('session')?.sharedDevice === true;
  const state = {
    t,
    formToken: c.get('formToken'),
    where,
    ways,
    national: deps.national.offered,
    short,
    shared,
    ...(wrong.errors && { errors: wrong.errors }),
  };
  const status = wrong.errors ? (wrong.status ?? 422) : short ? 403 : 200;
  return answerPage(c, deps, {
    title: wrong.errors ? `${t('account.errors-title')} · ${title}` : title,
    body: <StepUpPage {...state} title={title} />,
    holder,
    narrow: true,
    status,
    ...(ways.includes('passkey') && { scripts: passkeyScripts(deps) }),
  });
}

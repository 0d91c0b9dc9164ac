import { Hono } from 'hono';
import { z } from 'zod';
import { personOf, requirePerson, type SessionEnv } from '../../session/index.ts';
import { errorsOf, type FieldErrors, statusOf } from '../fields.ts';
import { type AccountContext, type AccountDeps, answerPage, readHolder, speakerFor } from '../page.tsx';
import { PasswordPage } from './password-page.tsx';
import { SecurityPage } from './security-page.tsx';

const text = (most: number) => z.string().max(most).catch('');
const passwordForm = z.object({ present: text(400), password: text(400), repeat: text(400), others: text(1) });

/** `/account/security`: every way into the account and what happened to them; `/account/security/password`, another password. */
export function securityRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const { events } = deps.security;
  const routes = new Hono<SessionEnv>();
  routes.get('/account/security', requirePerson, c => showOverview(c, deps));
  routes.post('/account/security/seen', requirePerson, async c => {
    await events.markSeen(personOf(c));
    return c.redirect('/account/security', 303);
  });
  routes.get('/account/security/password', requirePerson, c => showPassword(c, deps));
  routes.post('/account/security/password', requirePerson, c => changePassword(c, deps));
  return routes;
}

async function showOverview(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const t = speakerFor(c);
  const actor = personOf(c);
  const { events, passkeys, appCodes } = deps.security;
  const [{ name: holder }, sessions, keys, codes, waiting, latest] = await Promise.all([
    readHolder(deps, actor),
    deps.session.identity.listSessions(actor),
    passkeys.list(actor),
    appCodes.readState(actor),
    events.listWaiting(actor),
    events.list(actor),
  ]);
  const current = sessions.find(session => session.current);
  const body = (
    <SecurityPage
      t={t}
      formToken={c.get('formToken')}
      session={current}
      sessions={sessions.length}
      passkeys={keys.length}
      codes={codes}
      waiting={waiting}
      latest={latest}
      changed={c.req.query('password') === 'changed'}
    />
  );
  return answerPage(c, deps, { title: t('security.title'), body, holder, narrow: true });
}

async function showPassword(
  c: AccountContext,
  deps: AccountDeps,
  wrong?: { readonly errors: FieldErrors; readonly status: 422 | 429 },
): Promise<Response> {
  const t = speakerFor(c);
  const { name: holder } = await readHolder(deps, personOf(c));
  const title = t('security.password-title');
  const steppedUp = c.get('session')?.steppedUp === true;
  const state = { t, formToken: c.get('formToken'), steppedUp, ...(wrong && { errors: wrong.errors }) };
  return answerPage(c, deps, {
    title: wrong ? `${t('account.errors-title')} · ${title}` : title,
    body: <PasswordPage {...state} />,
    holder,
    narrow: true,
    ...(wrong && { status: wrong.status }),
  });
}

async function changePassword(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const { present, password, repeat, others } = passwordForm.parse(await c.req.parseBody());
  const t = speakerFor(c);
  if (password !== repeat)
    return showPassword(c, deps, { errors: { repeat: t('account.repeat-different') }, status: 422 });
  const given = { present, chosen: password, endOthers: others === '1' };
  const changed = await deps.security.password.change(personOf(c), given);
  if (changed.ok) return c.redirect('/account/security?password=changed', 303);
  const { refusal } = changed;
  if (refusal.code === 'identity.step-up-needed')
    return showPassword(c, deps, { errors: { present: t('account.password-missing') }, status: 422 });
  return showPassword(c, deps, { errors: errorsOf(t, refusal, 'present'), status: statusOf(refusal) });
}

import { Hono } from 'hono';
import type { ReactElement } from 'react';
import { z } from 'zod';
import { placeOf, type SessionEnv } from '../../session/index.ts';
import { languageOf } from '../../shell/index.ts';
import { enter } from '../enter.ts';
import { errorsOf, type FieldErrors, statusOf } from '../fields.ts';
import type { FormState } from '../forms.tsx';
import { type AccountContext, type AccountDeps, answerPage, BackLink, speakerFor } from '../page.tsx';
import { RecoveryCode, RecoveryName, RecoveryPassword } from './recovery-forms.tsx';

const text = (most: number) => z.string().max(most).catch('');
const nameForm = z.object({ name: text(300) });
const codeForm = z.object({ begun: text(2000), code: text(100) });
const passwordForm = z.object({ confirmed: text(2000), password: text(400), repeat: text(400), shared: text(1) });

/** `/account/recover`: a forgotten password, by a code to a confirmed address. Three questions, one a page, none of which says who has an account. */
export function recoveryRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const { recovery } = deps.security;
  const routes = new Hono<SessionEnv>();
  routes.get('/account/recover', c =>
    show(c, deps, 'name', state => <RecoveryName {...state} phone={recovery.offered.phone} />),
  );
  routes.post('/account/recover', c => begin(c, deps));
  routes.post('/account/recover/code', c => confirm(c, deps));
  routes.post('/account/recover/password', c => finish(c, deps));
  for (const path of ['/account/recover/code', '/account/recover/password'])
    routes.get(path, c => c.redirect('/account/recover', 303));
  return routes;
}

async function begin(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const { recovery } = deps.security;
  const { name } = nameForm.parse(await c.req.parseBody());
  const t = speakerFor(c);
  const sent = await recovery.begin({ name, language: languageOf(c) });
  if (sent.ok) return show(c, deps, 'code', state => <RecoveryCode {...state} begun={sent.value.begun} />);
  const errors = errorsOf(t, sent.refusal, 'name', 'name');
  const draw = (state: FormState) => <RecoveryName {...state} name={name} phone={recovery.offered.phone} />;
  return show(c, deps, 'name', draw, { errors, status: statusOf(sent.refusal) });
}

async function confirm(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const { begun, code } = codeForm.parse(await c.req.parseBody());
  const t = speakerFor(c);
  const confirmed = await deps.security.recovery.confirm({ begun, code });
  if (confirmed.ok)
    return show(c, deps, 'password', state => <RecoveryPassword {...state} confirmed={confirmed.value.confirmed} />);
  const errors = errorsOf(t, confirmed.refusal, 'code');
  return show(c, deps, 'code', state => <RecoveryCode {...state} begun={begun} />, {
    errors,
    status: statusOf(confirmed.refusal),
  });
}

async function finish(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const { confirmed, password, repeat, shared } = passwordForm.parse(await c.req.parseBody());
  const t = speakerFor(c);
  const again = (errors: FieldErrors, status: 422 | 429 = 422): Promise<Response> =>
    show(c, deps, 'password', state => <RecoveryPassword {...state} confirmed={confirmed} shared={shared === '1'} />, {
      errors,
      status,
    });
  if (password !== repeat) return again({ repeat: t('account.repeat-different') });
  const place = placeOf(c, deps.session, { shared: shared === '1' });
  const opened = await deps.security.recovery.finish({ confirmed, password, place });
  return opened.ok
    ? enter(c, deps, opened.value, '/account/security')
    : again(errorsOf(t, opened.refusal, 'password'), statusOf(opened.refusal));
}

async function show(
  c: AccountContext,
  deps: AccountDeps,
  step: 'name' | 'code' | 'password',
  form: (state: FormState) => ReactElement,
  wrong?: { readonly errors: FieldErrors; readonly status: 422 | 429 },
): Promise<Response> {
  const t = speakerFor(c);
  const title = t(`security.recover-${step}-title`);
  const state = { t, formToken: c.get('formToken'), ...(wrong && { errors: wrong.errors }) };
  const body = (
    <div className="stack stack-loose">
      <BackLink href={step === 'name' ? '/account/sign-in' : '/account/recover'}>{t('account.back')}</BackLink>
      <div className="stack stack-tight">
        <h1>{title}</h1>
        <p className="lead">{t(`security.recover-${step}-lead`)}</p>
      </div>
      {form(state)}
    </div>
  );
  return answerPage(c, deps, {
    title: wrong ? `${t('account.errors-title')} · ${title}` : title,
    body,
    narrow: true,
    ...(wrong && { status: wrong.status }),
  });
}

import { Hono } from 'hono';
import type { ReactElement } from 'react';
import { z } from 'zod';
import { encodeQr } from '../../../modules/sealing/index.ts';
import { personOf, requireLevel, requirePerson, requireStepUp, type SessionEnv } from '../../session/index.ts';
import { errorsOf, type FieldErrors, statusOf } from '../fields.ts';
import { type AccountContext, type AccountDeps, answerPage, readHolder, speakerFor } from '../page.tsx';
import { CodesPage, ConfirmPage, RecoveryCodesPage } from './codes-page.tsx';

const confirmation = z.object({ code: z.string().max(60).catch('') });

/** `/account/security/codes`: an authenticator app, bound by its first right code; ten recovery codes, shown once. */
export function codesRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const { appCodes } = deps.security;
  const routes = new Hono<SessionEnv>();
  const binding = [requirePerson, requireLevel('substantial'), requireStepUp] as const;
  routes.get('/account/security/codes', requirePerson, c => showState(c, deps));
  routes.get('/account/security/codes/new', ...binding, async c => {
    const t = speakerFor(c);
    const { since } = await appCodes.readState(personOf(c));
    if (since) return c.redirect('/account/security/codes', 303);
    return show(c, deps, <ConfirmPage t={t} formToken={c.get('formToken')} />);
  });
  routes.post('/account/security/codes/begin', ...binding, async c => {
    const t = speakerFor(c);
    const begun = await appCodes.begin(personOf(c));
    if (!begun.ok) return showState(c, deps, { errors: errorsOf(t, begun.refusal, 'code') });
    const secret = { text: begun.value.text, qr: await encodeQr(begun.value.address) };
    return show(c, deps, <ConfirmPage t={t} formToken={c.get('formToken')} secret={secret} />);
  });
  routes.post('/account/security/codes/confirm', ...binding, async c => {
    const t = speakerFor(c);
    const { code } = confirmation.parse(await c.req.parseBody());
    const bound = await appCodes.confirm(personOf(c), code);
    if (bound.ok) return show(c, deps, <RecoveryCodesPage t={t} codes={bound.value} fresh />);
    const errors = errorsOf(t, bound.refusal, 'code');
    const page = <ConfirmPage t={t} formToken={c.get('formToken')} errors={errors} begun />;
    return show(c, deps, page, statusOf(bound.refusal));
  });
  routes.post('/account/security/codes/renew', ...binding, async c => {
    const t = speakerFor(c);
    const renewed = await appCodes.renewRecoveryCodes(personOf(c));
    if (!renewed.ok) return showState(c, deps, { errors: errorsOf(t, renewed.refusal, 'code') });
    return show(c, deps, <RecoveryCodesPage t={t} codes={renewed.value} fresh={false} />);
  });
  routes.post('/account/security/codes/remove', ...binding, async c => {
    await appCodes.remove(personOf(c));
    return c.redirect('/account/security/codes?removed=1', 303);
  });
  return routes;
}

async function showState(
  c: AccountContext,
  deps: AccountDeps,
  wrong: { readonly errors?: FieldErrors } = {},
): Promise<Response> {
  const t = speakerFor(c);
  const state = await deps.security.appCodes.readState(personOf(c));
  const removed = c.req.query('removed') !== undefined;
  const page = <CodesPage t={t} formToken={c.get('formToken')} state={state} removed={removed} {...wrong} />;
  return show(c, deps, page, wrong.errors ? 422 : 200);
}

async function show(
  c: AccountContext,
  deps: AccountDeps,
  body: ReactElement,
  status: 200 | 422 | 429 = 200,
): Promise<Response> {
  const t = speakerFor(c);
  const { name: holder } = await readHolder(deps, personOf(c));
  return answerPage(c, deps, { title: t('security.codes'), body, holder, narrow: true, status });
}

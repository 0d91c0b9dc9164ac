import { Door, Notice } from '@shubbak/design';
import { Hono } from 'hono';
import type { ReactElement } from 'react';
import { z } from 'zod';
import { endSession, placeOf, type SessionEnv, safeReturnPath } from '../session/index.ts';
import { enter } from './enter.ts';
import { errorsOf, type FieldErrors, statusOf } from './fields.ts';
import { ActivationForm, type FormState, SecondFactorForm, SignInForm } from './forms.tsx';
import {
  type AccountContext,
  type AccountDeps,
  answerPage,
  BackLink,
  passkeyScripts,
  type Speak,
  speakerFor,
} from './page.tsx';
import { PasskeyButton } from './security/passkey-button.tsx';

const home = '/account';
/** What a form leaves out or overdoes is as if it were empty. */
const text = (most: number) => z.string().max(most).catch('');
const shared = z.literal('1').optional().catch(undefined);
const signInForm = z.object({ name: text(300), password: text(400), next: text(500), shared });
const codeForm = z.object({ pending: text(2000), code: text(100), next: text(500), shared });
const activationForm = z.object({ number: text(60), code: text(100), password: text(400), repeat: text(400), shared });

/** The ways in and out: `/account/sign-in` (`?shared=1` on somebody else's device), `/account/activate` with the slip, `/account/sign-out`. */
export function signInPages(deps: AccountDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  routes.get('/account/sign-in', c => {
    const next = c.req.query('next');
    if (c.get('actor').kind === 'person') return c.redirect(safeReturnPath(next, home), 303);
    return showSignIn(c, deps, { next: safeReturnPath(next, home), shared: c.req.query('shared') === '1' });
  });
  routes.post('/account/sign-in', c => signIn(c, deps));
  routes.post('/account/sign-in/code', c => signInWithCode(c, deps));
  routes.get('/account/sign-in/code', c => c.redirect('/account/sign-in', 303));
  routes.get('/account/activate', c =>
    c.get('actor').kind === 'person' ? c.redirect(home, 303) : showActivation(c, deps, {}),
  );
  routes.post('/account/activate', c => activate(c, deps));
  routes.post('/account/sign-out', async c => {
    // On somebody else's device the browser is asked to forget the page, its language and everything kept for it.
    const forget = c.get('session')?.sharedDevice === true;
    await endSession(c, deps.session);
    if (forget) c.header('clear-site-data', '"cache", "cookies", "storage"');
    return c.redirect('/account?signed-out=1', 303);
  });
  return routes;
}

async function signIn(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const { name, password, next, ...rest } = signInForm.parse(await c.req.parseBody());
  const t = speakerFor(c);
  const state = { next: safeReturnPath(next, home), name, shared: rest.shared === '1' };
  if (password === '')
    return showSignIn(c, deps, { ...state, errors: { password: t('account.password-missing') } }, 422);
  const place = placeOf(c, deps.session, state);
  const opened = await deps.session.identity.signIn({ name, password, place });
  if (opened.ok) return enter(c, deps, opened.value, state.next);
  const { code, params } = opened.refusal;
  if (code === 'identity.code-needed') return showCode(c, deps, { ...state, pending: String(params['pending']) });
  const errors = errorsOf(t, opened.refusal, 'password', 'name');
  return showSignIn(c, deps, { ...state, errors }, statusOf(opened.refusal));
}

async function signInWithCode(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const { pending, code, next, ...rest } = codeForm.parse(await c.req.parseBody());
  const t = speakerFor(c);
  const state = { next: safeReturnPath(next, home), shared: rest.shared === '1' };
  const place = placeOf(c, deps.session, state);
  const opened = await deps.session.identity.signInWithCode({ pending, code, place });
  if (opened.ok) return enter(c, deps, opened.value, state.next);
  const errors = errorsOf(t, opened.refusal, 'code');
  if (opened.refusal.code === 'identity.sign-in-again')
    return showSignIn(c, deps, { ...state, errors: { password: t.refusal(opened.refusal) } }, 422);
  return showCode(c, deps, { ...state, pending, errors }, statusOf(opened.refusal));
}

async function activate(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const { number, code, password, repeat, ...rest } = activationForm.parse(await c.req.parseBody());
  const t = speakerFor(c);
  const state = { number, code, shared: rest.shared === '1' };
  const empty: FieldErrors = {
    ...(code.trim() === '' && { code: t('account.code-missing') }),
    ...(password !== repeat && { repeat: t('account.repeat-different') }),
  };
  if (Object.keys(empty).length > 0) return showActivation(c, deps, { ...state, errors: empty }, 422);
  const place = placeOf(c, deps.session, state);
  const opened = await deps.session.identity.activate({ accountNumber: number, activationCode: code, password, place });
  if (!opened.ok) {
    const errors = errorsOf(t, opened.refusal, 'code');
    return showActivation(c, deps, { ...state, errors }, statusOf(opened.refusal));
  }
  return enter(c, deps, opened.value, home);
}

type Shown = Pick<FormState, 'name' | 'number' | 'code' | 'errors' | 'shared'>;

function showSignIn(
  c: AccountContext,
  deps: AccountDeps,
  { next, ...shown }: Shown & { readonly next: string },
  status: 200 | 422 | 429 = 200,
): Response | Promise<Response> {
  const t = speakerFor(c);
  const title = t('account.sign-in-title');
  const body = (
    <div className="stack stack-loose">
      <BackLink href={home}>{t('account.back')}</BackLink>
      <h1>{title}</h1>
      {next !== home && !shown.errors && (
        <Notice state="info">
          <p>{t('account.sign-in-first')}</p>
        </Notice>
      )}
      <SignInForm t={t} formToken={c.get('formToken')} next={next} {...shown} />
      <PasskeyButton
        t={t}
        at="/account/sign-in/passkey"
        task="get"
        next={next}
        label={t('security.passkey-sign-in')}
        hint={t('security.passkey-sign-in-hint')}
      />
      <p>
        {t('account.forgotten')}
        <br />
        <a href="/account/activate">{t('account.forgotten-line')}</a>
        <br />
        <a href="/account/recover">{t('account.forgotten-recover')}</a>
      </p>
    </div>
  );
  const scripts = shown.shared === true ? [] : passkeyScripts(deps);
  return answerPage(c, deps, { title: titleOf(t, title, shown.errors), body, narrow: true, status, scripts });
}

function showCode(
  c: AccountContext,
  deps: AccountDeps,
  shown: Shown & { readonly next: string; readonly pending: string },
  status: 200 | 422 | 429 = 200,
): Response | Promise<Response> {
  const t = speakerFor(c);
  const title = t('account.app-code-title');
  const body = (
    <div className="stack stack-loose">
      <BackLink href="/account/sign-in">{t('account.back')}</BackLink>
      <div className="stack stack-tight">
        <h1>{title}</h1>
        <p className="lead">{t('account.app-code-lead')}</p>
      </div>
      <SecondFactorForm t={t} formToken={c.get('formToken')} {...shown} />
    </div>
  );
  return answerPage(c, deps, { title: titleOf(t, title, shown.errors), body, narrow: true, status });
}

function showActivation(
  c: AccountContext,
  deps: AccountDeps,
  shown: Shown,
  status: 200 | 422 | 429 = 200,
): Response | Promise<Response> {
  const t = speakerFor(c);
  const title = t('account.activate-title');
  const body = (
    <div className="stack stack-loose">
      <BackLink href={home}>{t('account.back')}</BackLink>
      <div className="stack stack-tight">
        <h1>{title}</h1>
        <p className="lead">{t('account.activate-lead')}</p>
      </div>
      <ActivationForm t={t} formToken={c.get('formToken')} {...shown} />
    </div>
  );
  return answerPage(c, deps, { title: titleOf(t, title, shown.errors), body, narrow: true, status });
}

/** The window's title says first that something is to be corrected. */
function titleOf(t: Speak, title: string, errors: FieldErrors | undefined): string {
  return errors ? `${t('account.errors-title')} · ${title}` : title;
}

/** Before anybody signed in: the two doors, and what to do with neither. */
export function Doors(props: {
  readonly t: Speak;
  readonly signedOut: boolean;
  /** Whether the national identity provider is configured. */
  readonly national: boolean;
}): ReactElement {
  const { t, signedOut, national } = props;
  return (
    <div className="stack stack-loose">
      {signedOut && (
        <Notice state="ok" live="status">
          <p>{t('account.signed-out')}</p>
        </Notice>
      )}
      <div className="stack stack-tight">
        <h1>{t('account.doors-title')}</h1>
        <p className="lead">{t('account.doors-lead')}</p>
      </div>
      <nav className="stack" aria-label={t('account.title')}>
        <Door href="/account/sign-in" icon="lock" title={t('account.door-sign-in')}>
          {t('account.door-sign-in-line')}
        </Door>
        <Door href="/account/activate" icon="file" title={t('account.door-slip')}>
          {t('account.door-slip-line')}
        </Door>
        {national && (
          <Door href="/national" icon="user" title={t('national-pages.door')}>
            {t('national-pages.door-line')}
          </Door>
        )}
      </nav>
      <section className="stack stack-tight">
        <h2>{t('account.no-slip-title')}</h2>
        <p>{t('account.no-slip-line')}</p>
        <p>
          <a className="touch" href="/pre-enrolment">
            {t('account.no-slip-prepare')}
          </a>
        </p>
      </section>
    </div>
  );
}

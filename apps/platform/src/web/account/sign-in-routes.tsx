import { Door, Notice } from '@shubbak/design';
import { Hono } from 'hono';
import type { ReactElement } from 'react';
import { z } from 'zod';
import type { OpenedSession } from '../../modules/identity/index.ts';
import { endSession, type SessionEnv, safeReturnPath, startSession } from '../session/index.ts';
import { followLanguage } from '../shell/index.ts';
import { errorsOf, type FieldErrors, statusOf } from './fields.ts';
import { ActivationForm, type FormState, SignInForm } from './forms.tsx';
import {
  type AccountContext,
  type AccountDeps,
  answerPage,
  BackLink,
  readHolder,
  type Speak,
  speakerFor,
} from './page.tsx';

const home = '/account';
/** What a form leaves out or overdoes is as if it were empty. */
const text = (most: number) => z.string().max(most).catch('');
const signInForm = z.object({ number: text(60), password: text(400), next: text(500) });
const activationForm = z.object({ number: text(60), code: text(100), password: text(400), repeat: text(400) });

/** The ways in and out: `/account/sign-in`, `/account/activate` with the slip, `/account/sign-out`. */
export function signInPages(deps: AccountDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  routes.get('/account/sign-in', c => {
    const next = c.req.query('next');
    if (c.get('actor').kind === 'person') return c.redirect(safeReturnPath(next, home), 303);
    return showSignIn(c, deps, { next: safeReturnPath(next, home) });
  });
  routes.post('/account/sign-in', c => signIn(c, deps));
  routes.get('/account/activate', c =>
    c.get('actor').kind === 'person' ? c.redirect(home, 303) : showActivation(c, deps, {}),
  );
  routes.post('/account/activate', c => activate(c, deps));
  routes.post('/account/sign-out', async c => {
    await endSession(c, deps.session);
    return c.redirect('/account?signed-out=1', 303);
  });
  return routes;
}

async function signIn(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const { number, password, next } = signInForm.parse(await c.req.parseBody());
  const t = speakerFor(c);
  const path = safeReturnPath(next, home);
  if (password === '') {
    return showSignIn(c, deps, { next: path, number, errors: { password: t('account.password-missing') } }, 422);
  }
  const opened = await deps.session.identity.signIn({ accountNumber: number, password });
  if (!opened.ok) {
    const errors = errorsOf(t, opened.refusal, 'password');
    return showSignIn(c, deps, { next: path, number, errors }, statusOf(opened.refusal));
  }
  return enter(c, deps, opened.value, path);
}

async function activate(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const { number, code, password, repeat } = activationForm.parse(await c.req.parseBody());
  const t = speakerFor(c);
  const empty: FieldErrors = {
    ...(code.trim() === '' && { code: t('account.code-missing') }),
    ...(password !== repeat && { repeat: t('account.repeat-different') }),
  };
  if (Object.keys(empty).length > 0) return showActivation(c, deps, { number, code, errors: empty }, 422);
  const opened = await deps.session.identity.activate({ accountNumber: number, activationCode: code, password });
  if (!opened.ok) {
    const errors = errorsOf(t, opened.refusal, 'code');
    return showActivation(c, deps, { number, code, errors }, statusOf(opened.refusal));
  }
  return enter(c, deps, opened.value, home);
}

/** Hands the session to the browser and goes on, in the person's own language where none was chosen here. */
async function enter(c: AccountContext, deps: AccountDeps, opened: OpenedSession, path: string): Promise<Response> {
  await startSession(c, deps.session, opened);
  const session = await deps.session.identity.resolve(opened.token);
  if (session?.actor.kind === 'person') followLanguage(c, (await readHolder(deps, session.actor)).language);
  return c.redirect(path, 303);
}

type Shown = Pick<FormState, 'number' | 'code' | 'errors'>;

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
      <p>
        {t('account.forgotten')} <a href="/account/activate">{t('account.forgotten-line')}</a>
      </p>
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
export function Doors({ t, signedOut }: { readonly t: Speak; readonly signedOut: boolean }): ReactElement {
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

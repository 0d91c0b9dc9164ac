import { type Context, Hono } from 'hono';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { assuranceLevels, type Refusal } from '../../kernel/index.ts';
import {
  type AnswerOutcome,
  nationalCallback,
  type NationalIdentity,
  nationalNotice,
  type SignInPlace,
} from '../../modules/identity/index.ts';
import { type Translator, translator } from '../../platform/messages/index.ts';
import { catalogue, type MessageKey } from '../catalogue.ts';
import {
  placeOf,
  rememberDevice,
  renewSession,
  type SessionEnv,
  type SessionOptions,
  safeReturnPath,
  startSession,
} from '../session/index.ts';
import { addressOf, answerError, contentSecurityPolicy, languageOf, renderPage } from '../shell/index.ts';
import { clearWalk, readWalk, writeWalk } from './cookie.ts';
import { BeginPage, ConfirmPage, FailedPage } from './pages.tsx';

/** What the pages need. */
export interface NationalDeps {
  readonly national: NationalIdentity;
  readonly session: SessionOptions;
  /** Marks every page of a demonstration. */
  readonly demo: boolean;
}

type C = Context<SessionEnv>;
const home = '/account';
const asked = z.object({
  next: z.string().max(500).catch(home),
  level: z.enum(assuranceLevels).optional().catch(undefined),
  shared: z.literal('1').optional().catch(undefined),
});
const yes = z.object({ agree: z.literal('1').optional().catch(undefined), notice: z.string().max(40).catch('') });

/**
 * `/national`: what signing in through the national identity provider is; `…/begin` sends the browser there, `…/callback` takes it back,
 * `…/confirm` asks whose account it is. Not there at all where no provider is configured.
 */
export function nationalRoutes(deps: NationalDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  for (const path of ['/national', '/national/*']) {
    routes.use(path, async (c, next) => {
      if (!deps.national.offered) return answerError(c, 'not-found');
      await next();
      c.header('cache-control', 'no-store');
      return undefined;
    });
  }
  routes.get('/national', c => showBegin(c, deps));
  routes.post('/national/begin', c => begin(c, deps));
  routes.get(nationalCallback, c => answer(c, deps));
  routes.get('/national/confirm', c => showConfirm(c, deps));
  routes.post('/national/confirm', c => confirm(c, deps));
  routes.post('/national/leave', c => {
    clearWalk(c, isSecure(deps));
    return c.redirect(home, 303);
  });
  return routes;
}

const isSecure = ({ session }: NationalDeps): boolean => session.publicUrl.startsWith('https:');
const speakerFor = (c: Context): Translator<MessageKey> => translator(catalogue, languageOf(c));
const placeHere = (c: C, { session }: NationalDeps): SignInPlace => placeOf(c, session, { shared: false });
const isPerson = (c: C): boolean => c.get('actor').kind === 'person';

function answerPage(
  c: C,
  deps: NationalDeps,
  body: ReactNode,
  status: 200 | 422 | 503 = 200,
): Response | Promise<Response> {
  const t = speakerFor(c);
  const html = renderPage({
    language: t.language,
    title: t('national-pages.title'),
    context: t('account.title'),
    // The address of an answer holds its code: the language switch leads to where the walk begins.
    address: c.req.path === nationalCallback ? '/national' : addressOf(c),
    body,
    homeHref: isPerson(c) ? home : '/',
    mainClass: 'wrap wrap-narrow page',
    demo: deps.demo,
  });
  return c.html(html, status);
}

function answerFailure(c: C, deps: NationalDeps, refusal: Refusal): Response | Promise<Response> {
  const body = <FailedPage t={speakerFor(c)} refusal={refusal} signedIn={isPerson(c)} />;
  return answerPage(c, deps, body, refusal.code === 'national.unavailable' ? 503 : 422);
}

async function showBegin(c: C, deps: NationalDeps): Promise<Response> {
  const { next, level } = asked.parse(c.req.query());
  const page = await deps.national.pageOrigin();
  if (!page.ok) return answerFailure(c, deps, page.refusal);
  // The form's answer leads to the provider, and browsers judge redirects of forms too (CSP level 3, form-action).
  c.header('content-security-policy', contentSecurityPolicy({ formsLeadTo: [page.value] }));
  const body = (
    <BeginPage
      t={speakerFor(c)}
      formToken={c.get('formToken')}
      next={safeReturnPath(next, home)}
      level={level}
      signedIn={isPerson(c)}
    />
  );
  return answerPage(c, deps, body);
}

async function begin(c: C, deps: NationalDeps): Promise<Response> {
  const { next, level, shared } = asked.parse(await c.req.parseBody());
  const begun = await deps.national.begin(c.get('actor'), {
    next: safeReturnPath(next, home),
    level,
    language: languageOf(c),
    sharedDevice: shared === '1',
  });
  if (!begun.ok) return answerFailure(c, deps, begun.refusal);
  writeWalk(c, isSecure(deps), begun.value.browserToken);
  return c.redirect(begun.value.address, 303);
}

async function answer(c: C, deps: NationalDeps): Promise<Response> {
  const query = new URL(c.req.url).searchParams;
  const browserToken = readWalk(c, isSecure(deps));
  const outcome = await deps.national.answer(c.get('actor'), { query, browserToken, place: placeHere(c, deps) });
  if (!outcome.ok) return answerFailure(c, deps, outcome.refusal);
  return follow(c, deps, outcome.value);
}

async function follow(c: C, deps: NationalDeps, outcome: AnswerOutcome): Promise<Response> {
  if (outcome.kind === 'confirm') return c.redirect('/national/confirm', 303);
  clearWalk(c, isSecure(deps));
  if (outcome.kind === 'proven') renewSession(c, deps.session, outcome.token);
  else {
    await startSession(c, deps.session, outcome.session);
    rememberDevice(c, deps.session, outcome.session);
  }
  return c.redirect(outcome.next, 303);
}

async function showConfirm(c: C, deps: NationalDeps, error?: string): Promise<Response> {
  const pending = await deps.national.readPending(readWalk(c, isSecure(deps)));
  if (!pending.ok) return answerFailure(c, deps, pending.refusal);
  const t = speakerFor(c);
  const body = (
    <ConfirmPage t={t} formToken={c.get('formToken')} pending={pending.value} {...(error !== undefined && { error })} />
  );
  return answerPage(c, deps, body, error === undefined ? 200 : 422);
}

async function confirm(c: C, deps: NationalDeps): Promise<Response> {
  const { agree, notice } = yes.parse(await c.req.parseBody());
  const t = speakerFor(c);
  if (agree === undefined) return showConfirm(c, deps, t('national-pages.agree-needed'));
  if (notice !== nationalNotice) return showConfirm(c, deps, t('national.notice-changed'));
  const outcome = await deps.national.confirm(c.get('actor'), {
    browserToken: readWalk(c, isSecure(deps)),
    noticeVersion: notice,
    language: t.language,
    place: placeHere(c, deps),
  });
  if (!outcome.ok) return answerFailure(c, deps, outcome.refusal);
  return follow(c, deps, outcome.value);
}

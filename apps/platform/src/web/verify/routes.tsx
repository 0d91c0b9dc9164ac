import { createHash } from 'node:crypto';
import { stylesheet } from '@shubbak/design/stylesheet';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import type { ReactNode } from 'react';
import type { Clock } from '../../kernel/index.ts';
import type { Answer, MissBudget, Verification } from '../../modules/verification/index.ts';
import { type KeyOf, translator } from '../../platform/messages/index.ts';
import type { Metrics } from '../../platform/telemetry/index.ts';
import { answerPdf, chooseLanguage, languageOf, pageHeaders, renderPage } from '../shell/index.ts';
import { AboutPage } from './about.tsx';
import { AskPage, BusyPage, UnknownPage } from './ask.tsx';
import { FoundPage, type VerifyTranslator } from './found.tsx';
import { UnprovenPage } from './unproven.tsx';
import { verifyMessages } from './verify-messages.ts';

export interface VerifyDeps {
  readonly verification: Verification;
  readonly budget: MissBudget;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** Waits before answering a miss beyond the budget. */
  readonly delay: (milliseconds: number) => Promise<void>;
}

/** The whole page in one answer, without a font to wait for: a verifier stands in a bank, on a poor network. */
const style = stylesheet([
  'tokens',
  'type',
  'base',
  'layout',
  'header',
  'button',
  'state',
  'form',
  'surface',
  'answer',
  'print',
]);

/** Pages that anyone may ask: `/v`, `/v/CODE`, `/v/CODE/KEY`, and the sealed file by POST on the last. */
export function verifyRoutes(deps: VerifyDeps): Hono {
  const routes = new Hono();
  routes.use(pageHeaders({ inlineStyles: [style] }), chooseLanguage(), compress(), measured(deps));
  routes.get('/v/withdrawals/:issuer', c => answerList(deps, c, c.req.param('issuer')));
  routes.use(async (c, next) => {
    await next();
    // Addresses here may hold a KEY: no cache keeps them, no other site and no index sees them.
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    c.header('x-robots-tag', 'noindex, nofollow, noarchive');
  });
  routes.get('/v', c => {
    const typed = c.req.query('code');
    return typed === undefined
      ? page(c, { title: 'verification.title', body: t => <AskPage t={t} /> })
      : answer(deps, c, typed, undefined);
  });
  // No code: a code has sixteen characters.
  routes.get('/v/about', c => page(c, { title: 'verification.about-title', body: t => <AboutPage t={t} /> }));
  routes.get('/v/:code', c => answer(deps, c, c.req.param('code'), undefined));
  routes.get('/v/:code/:key', c => answer(deps, c, c.req.param('code'), c.req.param('key')));
  routes.post('/v/:code/:key', c => openFile(deps, c, c.req.param('code'), c.req.param('key')));
  return routes;
}

/**
 * `/v/withdrawals/{commune}`: the signed list of its acts without effect, for verifiers that will have no network. It is the same for everybody and
 * names nobody, so caches may keep it for some minutes, and who has it asks by its ETag.
 */
async function answerList({ verification }: VerifyDeps, c: Context, issuer: string): Promise<Response> {
  const found = await verification.findList(issuer);
  if (!found) return c.text('', 404, { 'cache-control': 'public, max-age=60' });
  const etag = `"${createHash('sha256').update(found.file).digest('base64url')}"`;
  const headers = { etag, 'cache-control': 'public, max-age=300, must-revalidate', 'access-control-allow-origin': '*' };
  if (
    c.req
      .header('if-none-match')
      ?.split(/\s*,\s*/)
      .includes(etag) === true
  )
    return c.body(null, 304, headers);
  return c.body(Uint8Array.from(found.file), 200, {
    ...headers,
    'content-type': 'application/json',
    'content-disposition': `attachment; filename="withdrawals-${issuer}-${found.number}.json"`,
  });
}

/** Times answers by route template: codes and keys never reach a label. */
function measured({ metrics, clock }: VerifyDeps) {
  return async (c: Context, next: () => Promise<void>): Promise<void> => {
    const start = clock().getTime();
    await next();
    metrics.request(c.req.routePath, c.res.status, (clock().getTime() - start) / 1000);
  };
}

interface Shown {
  /** What the page says, in a few words: the window's title, read first by a screen reader. */
  readonly title: KeyOf<typeof verifyMessages>;
  readonly body: (t: VerifyTranslator) => ReactNode;
  readonly status?: 404 | 410 | 422 | 500 | 503;
  /** Where the language switch leads. It must not carry what was typed through another address: the path alone. */
  readonly address?: string;
}

function page(c: Context, { title, body, status, address }: Shown): Response | Promise<Response> {
  const t = translator(verifyMessages, languageOf(c));
  const html = renderPage({
    language: t.language,
    title: t(title),
    context: t('verification.title'),
    address: address ?? new URL(c.req.url).pathname,
    body: body(t),
    mainClass: 'wrap wrap-narrow page',
    inlineStyle: style,
    homeHref: '/v',
    footer: [
      { href: '/v', label: t('verification.another') },
      { href: '/v/about', label: t('verification.about-title') },
    ],
  });
  return c.html(html, status ?? 200);
}

async function answer(deps: VerifyDeps, c: Context, code: string, key: string | undefined): Promise<Response> {
  const found = await deps.verification.verify(code, key);
  if (found.kind !== 'found') return miss(deps, c, found, code);
  return page(c, shownOf(deps, found, key));
}

type FoundAnswer = Extract<Answer, { kind: 'found' }>;

/** The answer for a code that exists. The switch keeps an address without KEY short, whichever way the code came. */
function shownOf({ clock }: VerifyDeps, { act, file }: FoundAnswer, key: string | undefined): Shown {
  if (file === 'unproven') {
    return { title: 'verification.unproven-title', body: t => <UnprovenPage t={t} act={act} /> };
  }
  if (act.standing) {
    const body = (t: VerifyTranslator) => <FoundPage t={t} found={{ act, file, key, now: clock() }} />;
    return {
      title: `verification.${act.standing.state}-title`,
      body,
      ...(key === undefined && { address: `/v/${act.code}` }),
    };
  }
  return {
    title: act.face.mark === 'training' ? 'verification.training-title' : 'verification.valid-title',
    body: t => <FoundPage t={t} found={{ act, file, key, now: clock() }} />,
    ...(key === undefined && { address: `/v/${act.code}` }),
  };
}

/** A typing error is named at once; an unknown code costs the budget and always gets the same page. */
async function miss(
  deps: VerifyDeps,
  c: Context,
  found: Exclude<Answer, { kind: 'found' }>,
  typed: string,
): Promise<Response> {
  if (found.kind === 'mistyped') {
    const body = (t: VerifyTranslator) => <AskPage t={t} typed={typed} error={t.refusal(found.refusal)} />;
    return page(c, { title: 'verification.mistyped-title', body, status: 422 });
  }
  const wait = deps.budget.spend(deps.clock().getTime());
  if (wait === undefined) {
    c.header('retry-after', '60');
    return page(c, { title: 'verification.busy-title', body: t => <BusyPage t={t} />, status: 503, address: '/v' });
  }
  if (wait > 0) await deps.delay(wait);
  // The same bytes for every unknown code: the language switch leads to the empty question, not to this address.
  return page(c, { title: 'verification.unknown-title', body: t => <UnknownPage t={t} />, status: 404, address: '/v' });
}

async function openFile(deps: VerifyDeps, c: Context, code: string, key: string): Promise<Response> {
  const found = await deps.verification.verify(code, key);
  if (found.kind !== 'found') return miss(deps, c, found, code);
  if (found.file === 'closed') return page(c, { ...shownOf(deps, found, key), status: 404 });
  // A paper without effect is not handed out here: its holder and its office have it.
  if (found.act.standing) return page(c, { ...shownOf(deps, found, key), status: 410 });
  const bytes = await deps.verification.open(found.act);
  // The fault is the house's, not the reader's; nothing of the file is sent.
  if (!bytes.ok) return page(c, { ...shownOf(deps, { ...found, file: 'unproven' }, key), status: 500 });
  return answerPdf(c, bytes.value, { disposition: 'inline', name: found.act.entryNumber });
}

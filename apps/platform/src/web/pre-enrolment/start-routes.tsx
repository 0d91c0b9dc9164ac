import { Hono } from 'hono';
import { firstMissing } from '../../modules/enrolment/index.ts';
import type { SessionEnv } from '../session/index.ts';
import { forgetDraft, readDraft, writeDraft } from './draft-cookie.ts';
import {
  answerPage,
  networkFor,
  type PageContext,
  type PreEnrolmentPagesDeps,
  readFields,
  speakerFor,
  type Status,
} from './page.tsx';
import { StartPage, type StartProps } from './start-page.tsx';
import { pathOf } from './step-page.tsx';

const home = '/pre-enrolment';

/** The ways in: beginning, finding a draft again, going on with the one in hand, leaving it. */
export function startRoutes(deps: PreEnrolmentPagesDeps): Hono<SessionEnv> {
  const { drafts, publicUrl } = deps;
  const routes = new Hono<SessionEnv>();
  routes.get(home, c => {
    const news = (['gone', 'withdrawn', 'left'] as const).find(each => c.req.query(each) !== undefined);
    return show(c, deps, { news });
  });
  routes.post(`${home}/begin`, async c => {
    const t = speakerFor(c);
    const begun = await drafts.begin({ from: networkFor(c, deps), language: t.language });
    if (!begun.ok) return show(c, deps, { beginError: t.refusal(begun.refusal) }, 429);
    writeDraft(c, publicUrl, begun.value);
    return c.redirect(pathOf('language'), 303);
  });
  routes.post(`${home}/resume`, async c => {
    const t = speakerFor(c);
    const { code: typed = '' } = await readFields(c);
    const found = await drafts.resume({ from: networkFor(c, deps), typed });
    if (!found.ok) {
      const status = found.refusal.code === 'enrolment.too-many' ? 429 : 422;
      return show(c, deps, { typed, resumeError: t.refusal(found.refusal) }, status);
    }
    writeDraft(c, publicUrl, found.value);
    return c.redirect(`${home}/go-on`, 303);
  });
  routes.get(`${home}/go-on`, async c => {
    const secret = readDraft(c, publicUrl);
    const view = secret && (await drafts.open(secret));
    if (!view) return c.redirect(`${home}?gone`, 303);
    if (view.state === 'sent') return c.redirect(`${home}/done`, 303);
    const missing = firstMissing(view);
    return c.redirect(missing === undefined ? `${home}/review` : pathOf(missing), 303);
  });
  routes.post(`${home}/leave`, c => {
    forgetDraft(c, publicUrl);
    return c.redirect(`${home}?left`, 303);
  });
  return routes;
}

async function show(
  c: PageContext,
  deps: PreEnrolmentPagesDeps,
  said: Partial<Pick<StartProps, 'news' | 'typed' | 'resumeError' | 'beginError'>>,
  status: Status = 200,
): Promise<Response> {
  const t = speakerFor(c);
  const secret = readDraft(c, deps.publicUrl);
  const inHand = secret !== undefined && (await deps.drafts.open(secret)) !== undefined;
  const props = { news: undefined, typed: '', resumeError: undefined, beginError: undefined, ...said };
  return answerPage(c, deps, {
    title: t('pre-enrolment.heading'),
    status,
    body: <StartPage t={t} formToken={c.get('formToken')} days={deps.drafts.days} inHand={inHand} {...props} />,
  });
}

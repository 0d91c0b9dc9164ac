import { Hono } from 'hono';
import type { Refusal } from '../../kernel/index.ts';
import { encodeQr } from '../../modules/sealing/index.ts';
import type { SessionEnv } from '../session/index.ts';
import { DonePage } from './done-page.tsx';
import { forgetDraft, readDraft } from './draft-cookie.ts';
import {
  answerPage,
  type Fields,
  networkFor,
  type PageContext,
  type PreEnrolmentPagesDeps,
  readFields,
  speakerFor,
  type Status,
} from './page.tsx';
import { ReviewPage } from './review-page.tsx';
import { StatusPage } from './status-page.tsx';
import { dateFrom, type Errors, valueOf } from './step-form.tsx';

const home = '/pre-enrolment';

/** The summary, the sending, the code at the end, and what can be done with it from home. */
export function endRoutes(deps: PreEnrolmentPagesDeps): Hono<SessionEnv> {
  const { drafts, publicUrl } = deps;
  const routes = new Hono<SessionEnv>();
  routes.get(`${home}/review`, c => review(c, deps));
  routes.post(`${home}/send`, async c => {
    const secret = readDraft(c, publicUrl);
    const sent = secret && (await drafts.send(secret));
    if (!sent || (!sent.ok && sent.refusal.code === 'enrolment.draft-gone')) return c.redirect(`${home}?gone`, 303);
    return sent.ok ? c.redirect(`${home}/done`, 303) : review(c, deps, speakerFor(c).refusal(sent.refusal));
  });
  routes.get(`${home}/done`, c => done(c, deps));
  routes.post(`${home}/withdraw`, async c => {
    const secret = readDraft(c, publicUrl);
    if (secret) await drafts.withdraw(secret);
    forgetDraft(c, publicUrl);
    return c.redirect(`${home}?withdrawn`, 303);
  });
  routes.get(`${home}/status`, c => status(c, deps, { typed: {}, errors: {} }));
  routes.post(`${home}/status`, async c => {
    const typed = await readFields(c);
    const found = await drafts.findOwn(ownOf(c, deps, typed));
    return found.ok
      ? status(c, deps, { typed, errors: {}, keptUntil: found.value.expiresAt })
      : status(c, deps, { typed, errors: { code: speakerFor(c).refusal(found.refusal) } }, statusOf(found.refusal));
  });
  routes.post(`${home}/status/withdraw`, async c => {
    const typed = await readFields(c);
    const withdrawn = await drafts.withdrawOwn(ownOf(c, deps, typed));
    return withdrawn.ok
      ? c.redirect(`${home}?withdrawn`, 303)
      : status(
          c,
          deps,
          { typed, errors: { code: speakerFor(c).refusal(withdrawn.refusal) } },
          statusOf(withdrawn.refusal),
        );
  });
  return routes;
}

/** The status of a form that comes back: too often, or with something to correct. */
function statusOf({ code }: Refusal): Status {
  return code === 'enrolment.too-many' ? 429 : 422;
}

function ownOf(c: PageContext, deps: PreEnrolmentPagesDeps, typed: Fields) {
  return { from: networkFor(c, deps), code: valueOf(typed, 'code'), birthDate: dateFrom(typed, 'birth') };
}

async function review(c: PageContext, deps: PreEnrolmentPagesDeps, error?: string): Promise<Response> {
  const secret = readDraft(c, deps.publicUrl);
  const view = secret && (await deps.drafts.open(secret));
  if (!secret || !view) return c.redirect(`${home}?gone`, 303);
  if (view.state === 'sent') return c.redirect(`${home}/done`, 303);
  const t = speakerFor(c);
  const props = { t, view, secret, formToken: c.get('formToken'), error };
  return answerPage(c, deps, {
    title: t('pre-enrolment.review'),
    body: <ReviewPage {...props} />,
    ...(error !== undefined && { status: 422 }),
  });
}

async function done(c: PageContext, deps: PreEnrolmentPagesDeps): Promise<Response> {
  const secret = readDraft(c, deps.publicUrl);
  const view = secret && (await deps.drafts.open(secret));
  const code = view?.facts.code;
  if (!view || code === undefined) return c.redirect(view ? `${home}/review` : `${home}?gone`, 303);
  const t = speakerFor(c);
  // The code alone, no address: a telephone that scans it opens nothing and tells nobody.
  const qr = await encodeQr(code);
  return answerPage(c, deps, {
    title: t('pre-enrolment.done'),
    body: <DonePage t={t} view={view} code={code} qr={qr} formToken={c.get('formToken')} />,
  });
}

function status(
  c: PageContext,
  deps: PreEnrolmentPagesDeps,
  { typed, errors, keptUntil }: { readonly typed: Fields; readonly errors: Errors; readonly keptUntil?: Date },
  answered: Status = 200,
): Response | Promise<Response> {
  const t = speakerFor(c);
  const props = { t, formToken: c.get('formToken'), typed, errors, keptUntil };
  return answerPage(c, deps, {
    title: t('pre-enrolment.status'),
    status: answered,
    body: <StatusPage {...props} />,
  });
}

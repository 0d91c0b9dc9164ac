import { Hono } from 'hono';
import type { Language } from '../../kernel/index.ts';
import {
  type DraftSecret,
  type DraftView,
  firstMissing,
  isAnswered,
  type Step,
  stepAfter,
  steps,
  stepsOf,
} from '../../modules/enrolment/index.ts';
import type { SessionEnv } from '../session/index.ts';
import { answerError } from '../shell/index.ts';
import { readDraft } from './draft-cookie.ts';
import {
  answerPage,
  type Fields,
  type PageContext,
  type PreEnrolmentPagesDeps,
  readFields,
  speakerFor,
  type Status,
} from './page.tsx';
import type { Errors } from './step-form.tsx';
import { pathOf, StepView } from './step-page.tsx';
import { stepPages } from './steps/index.ts';

const home = '/pre-enrolment';

/** A draft in this browser's hand, and the question asked for. */
interface Asked {
  readonly secret: DraftSecret;
  readonly view: DraftView;
  readonly step: Step;
}

/** One page a question: `/pre-enrolment/step/STEP`, answered by a plain form. */
export function stepRoutes(deps: PreEnrolmentPagesDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  routes.get(`${home}/step/:step`, async c => {
    const asked = await readAsked(c, deps);
    if (asked instanceof Response) return asked;
    const elsewhere = ratherThan(asked);
    if (elsewhere !== undefined) return c.redirect(elsewhere, 303);
    const typed = stepPages[asked.step].shown(asked.view);
    return show(c, deps, asked, { typed, errors: {}, fromReview: c.req.query('from') === 'review' });
  });
  routes.post(`${home}/step/:step`, async c => {
    const asked = await readAsked(c, deps);
    if (asked instanceof Response) return asked;
    return take(c, deps, asked, await readFields(c));
  });
  return routes;
}

async function readAsked(c: PageContext, { drafts, publicUrl }: PreEnrolmentPagesDeps): Promise<Asked | Response> {
  const step = steps.find(each => each === c.req.param('step'));
  if (step === undefined) return answerError(c, 'not-found');
  const secret = readDraft(c, publicUrl);
  const view = secret && (await drafts.open(secret));
  if (!secret || !view) return c.redirect(`${home}?gone`, 303);
  return view.state === 'sent' ? c.redirect(`${home}/done`, 303) : { secret, view, step };
}

/** Where a question leads that is not for this person, or not yet: nothing is asked before the notice was agreed to. */
function ratherThan({ view, step }: Asked): string | undefined {
  if (steps.indexOf(step) > steps.indexOf('notice') && !isAnswered('notice', view)) return pathOf('notice');
  if (step === 'document' && view.facts.documentType === undefined) return pathOf('document-type');
  if (!stepsOf(view).includes(step)) return nextOf(view, step, false);
  return undefined;
}

/** Where to go from here: to the next question, or back to the summary as soon as nothing is missing. */
function nextOf(view: DraftView, step: Step, fromReview: boolean): string {
  const next = fromReview ? firstMissing(view) : stepAfter(step, view);
  return next === undefined ? `${home}/review` : pathOf(next);
}

async function take(
  c: PageContext,
  deps: PreEnrolmentPagesDeps,
  { secret, step }: Asked,
  typed: Fields,
): Promise<Response> {
  const page = stepPages[step];
  const taken = await page.take(deps.drafts, secret, typed);
  const fromReview = typed['from'] === 'review';
  const view = await deps.drafts.open(secret);
  if (!view || (!taken.ok && taken.refusal.code === 'enrolment.draft-gone')) return c.redirect(`${home}?gone`, 303);
  if (!taken.ok) {
    const errors: Errors = { [page.fieldOf(taken.refusal)]: speakerFor(c).refusal(taken.refusal) };
    const status = taken.refusal.code === 'contact-codes.busy' ? 429 : 422;
    return show(c, deps, { secret, step, view }, { typed, errors, fromReview }, status);
  }
  // A code sent again is typed on the same page.
  if (typed['action'] === 'again' && stepsOf(view).includes(step)) return c.redirect(pathOf(step), 303);
  const next = nextOf(view, step, fromReview);
  return c.redirect(step === 'language' ? inLanguage(next, view.facts.language) : next, 303);
}

/** The pages speak the language that the person chose from here on. */
const inLanguage = (path: string, language: Language): string => `${path}?language=${language}`;

function show(
  c: PageContext,
  deps: PreEnrolmentPagesDeps,
  { secret, view, step }: Asked,
  said: { readonly typed: Fields; readonly errors: Errors; readonly fromReview: boolean },
  status: Status = 200,
): Response | Promise<Response> {
  const t = speakerFor(c);
  const { drafts, receipt, padScript } = deps;
  const { typed, errors, fromReview } = said;
  const form = { t, view, typed, errors, offered: drafts.offered, days: drafts.days, receipt };
  return answerPage(c, deps, {
    title: t(`pre-enrolment.step-${step}`),
    status,
    ...(step === 'signature' && { scripts: [padScript] }),
    body: (
      <StepView
        step={step}
        page={stepPages[step]}
        form={form}
        secret={secret}
        formToken={c.get('formToken')}
        fromReview={fromReview}
      />
    ),
  });
}

import { Button, Code, ErrorSummary, Progress } from '@shubbak/design';
import type { ReactElement } from 'react';
import {
  type DraftSecret,
  formatPreEnrolmentCode,
  type Step,
  stepBefore,
  stepsOf,
} from '../../modules/enrolment/index.ts';
import { BackLink, FormToken } from '../account/page.tsx';
import type { Speak } from './page.tsx';
import type { StepForm, StepPage } from './step-form.tsx';

/** What one question's page is made of. */
export interface StepViewProps {
  readonly step: Step;
  readonly page: StepPage;
  readonly form: StepForm;
  readonly secret: DraftSecret;
  readonly formToken: string;
  /** Whether the reader came from the summary, and goes back there. */
  readonly fromReview: boolean;
}

/** One question: where it stands, the way back, the form, and how to go on later. */
export function StepView(props: StepViewProps): ReactElement {
  const { step, page, form, secret, formToken, fromReview } = props;
  const { t, view, errors } = form;
  const asked = stepsOf(view);
  const place = asked.indexOf(step) + 1;
  const before = fromReview ? 'review' : stepBefore(step, view);
  const wrong = Object.entries(errors).map(([field, message]) => ({ field, message }));
  const { Body } = page;
  return (
    <div className="stack stack-loose">
      <BackLink
        href={before === undefined ? '/pre-enrolment' : before === 'review' ? '/pre-enrolment/review' : pathOf(before)}
      >
        {t(fromReview ? 'pre-enrolment.back-to-summary' : 'pre-enrolment.back')}
      </BackLink>
      <div className="stack stack-tight">
        <Progress value={place} max={asked.length} label={t('pre-enrolment.progress-label')} />
        <p className="small muted">{t('pre-enrolment.progress', { place, total: asked.length })}</p>
      </div>
      {wrong.length > 0 && <ErrorSummary title={t('pre-enrolment.errors-title')} errors={wrong} />}
      <h1>{t(`pre-enrolment.step-${step}`)}</h1>
      <form className="stack stack-loose" method="post" action={pathOf(step)} noValidate>
        <FormToken value={formToken} />
        {fromReview && <input type="hidden" name="from" value="review" />}
        <Body {...form} />
        {page.ownButtons !== true && (
          <Button variant="primary" big wideOnPhone>
            {t('pre-enrolment.continue')}
          </Button>
        )}
      </form>
      <Later t={t} secret={secret} formToken={formToken} />
    </div>
  );
}

/** The address of a question. */
export function pathOf(step: Step): string {
  return `/pre-enrolment/step/${step}`;
}

/** How to stop here and go on another day, on another device. */
export function Later(props: {
  readonly t: Speak;
  readonly secret: DraftSecret;
  readonly formToken: string;
}): ReactElement {
  const { t, secret, formToken } = props;
  return (
    <details className="disclosure no-print">
      <summary>{t('pre-enrolment.later')}</summary>
      <div className="stack">
        <p>{t('pre-enrolment.later-line')}</p>
        <p>
          <Code>{formatPreEnrolmentCode(secret)}</Code>
        </p>
        <form method="post" action="/pre-enrolment/leave">
          <FormToken value={formToken} />
          <Button wideOnPhone>{t('pre-enrolment.leave')}</Button>
        </form>
      </div>
    </details>
  );
}

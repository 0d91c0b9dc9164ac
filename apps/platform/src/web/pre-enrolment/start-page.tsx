import { Button, Card, ErrorSummary, LinkButton, Notice, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { FormToken } from '../account/page.tsx';
import type { Speak } from './page.tsx';

/** What the start page says: whether a draft is in hand, why the reader was sent here, what was wrong with what they typed. */
export interface StartProps {
  readonly t: Speak;
  readonly formToken: string;
  readonly days: number;
  readonly inHand: boolean;
  /** The draft that the reader had is not there any more, or they withdrew it. */
  readonly news: 'gone' | 'withdrawn' | 'left' | undefined;
  readonly typed: string;
  readonly resumeError: string | undefined;
  readonly beginError: string | undefined;
}

/** `/pre-enrolment`: what it is, what it takes, and the ways in. */
export function StartPage(props: StartProps): ReactElement {
  const { t, news, inHand, days, formToken, beginError, resumeError } = props;
  const errors = [
    ...(beginError === undefined ? [] : [{ field: 'begin', message: beginError }]),
    ...(resumeError === undefined ? [] : [{ field: 'resume-code', message: resumeError }]),
  ];
  return (
    <div className="stack stack-loose">
      {errors.length > 0 && <ErrorSummary title={t('pre-enrolment.errors-title')} errors={errors} />}
      {news !== undefined && (
        <Notice state={news === 'gone' ? 'attention' : 'ok'}>
          <p>{t(`pre-enrolment.news-${news}`)}</p>
        </Notice>
      )}
      <div className="stack">
        <h1>{t('pre-enrolment.heading')}</h1>
        <p className="lead">{t('pre-enrolment.lead')}</p>
      </div>
      <ul className="stack stack-tight">
        {(['time', 'need', 'optional', 'kept'] as const).map(line => (
          <li key={line}>{t(`pre-enrolment.start-${line}`, { days })}</li>
        ))}
      </ul>
      {inHand && (
        <LinkButton variant="primary" big wideOnPhone href="/pre-enrolment/go-on">
          {t('pre-enrolment.go-on')}
        </LinkButton>
      )}
      <form method="post" action="/pre-enrolment/begin">
        <FormToken value={formToken} />
        <Button id="begin" variant={inHand ? 'secondary' : 'primary'} big wideOnPhone>
          {t(inHand ? 'pre-enrolment.begin-anew' : 'pre-enrolment.begin')}
        </Button>
      </form>
      <Resume {...props} />
    </div>
  );
}

function Resume({ t, formToken, typed, resumeError }: StartProps): ReactElement {
  return (
    <Card look="sunken" labelledBy="resume">
      <form className="stack" method="post" action="/pre-enrolment/resume" noValidate>
        <FormToken value={formToken} />
        <h2 id="resume">{t('pre-enrolment.resume')}</h2>
        <TextInput
          id="resume-code"
          name="code"
          label={t('pre-enrolment.resume-code')}
          hint={t('pre-enrolment.resume-code-hint')}
          code
          maxLength={40}
          autoComplete="off"
          defaultValue={typed}
          {...(resumeError !== undefined && { error: resumeError })}
        />
        <Button wideOnPhone>{t('pre-enrolment.resume-button')}</Button>
      </form>
    </Card>
  );
}

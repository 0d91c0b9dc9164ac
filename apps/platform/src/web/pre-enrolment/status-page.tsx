import { Button, DateInput, ErrorSummary, Notice, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatDate } from '../../platform/messages/index.ts';
import { FormToken } from '../account/page.tsx';
import type { Fields, Speak } from './page.tsx';
import { Withdraw } from './review-page.tsx';
import type { Errors } from './step-form.tsx';

/** `/pre-enrolment/status`: whether a pre-enrolment waits, by its code and the birth date, and the way to erase it. */
export function StatusPage(props: {
  readonly t: Speak;
  readonly formToken: string;
  readonly typed: Fields;
  readonly errors: Errors;
  /** Until when the one that was asked for is kept; undefined: none was asked for yet, or none was found. */
  readonly keptUntil: Date | undefined;
}): ReactElement {
  const { t, formToken, typed, errors, keptUntil } = props;
  const wrong = Object.entries(errors).map(([field, message]) => ({ field, message }));
  const part = (name: 'day' | 'month' | 'year') => typed[`birth-${name}`] ?? '';
  const { code: codeError, birth: birthError } = errors;
  return (
    <div className="stack stack-loose">
      {wrong.length > 0 && <ErrorSummary title={t('pre-enrolment.errors-title')} errors={wrong} />}
      <h1>{t('pre-enrolment.status')}</h1>
      <p className="lead">{t('pre-enrolment.status-lead')}</p>
      {keptUntil && (
        <div role="status">
          <Notice state="ok" title={t('pre-enrolment.waiting')}>
            <p>{t('pre-enrolment.kept-until', { day: formatDate(t.language, keptUntil) })}</p>
          </Notice>
        </div>
      )}
      <form className="stack stack-loose" method="post" action="/pre-enrolment/status" noValidate>
        <FormToken value={formToken} />
        <TextInput
          id="code"
          name="code"
          label={t('pre-enrolment.code')}
          hint={t('pre-enrolment.code-hint')}
          code
          maxLength={40}
          autoComplete="off"
          defaultValue={typed['code']}
          {...(codeError !== undefined && { error: codeError })}
        />
        <DateInput
          id="birth"
          name="birth"
          legend={t('pre-enrolment.birth-date')}
          hint={t('pre-enrolment.birth-date-hint')}
          labels={{ day: t('pre-enrolment.day'), month: t('pre-enrolment.month'), year: t('pre-enrolment.year') }}
          values={{ day: part('day'), month: part('month'), year: part('year') }}
          {...(birthError !== undefined && { error: birthError })}
        />
        <Button variant="primary" big wideOnPhone>
          {t('pre-enrolment.status-button')}
        </Button>
      </form>
      {keptUntil && (
        <Withdraw t={t} formToken={formToken} action="/pre-enrolment/status/withdraw">
          {['code', 'birth-day', 'birth-month', 'birth-year'].map(name => (
            <input key={name} type="hidden" name={name} value={typed[name] ?? ''} />
          ))}
        </Withdraw>
      )}
    </div>
  );
}

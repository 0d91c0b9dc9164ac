import { Button, ErrorSummary, Notice, Progress } from '@shubbak/design';
import type { ReactElement, ReactNode } from 'react';
import { type Correction, correctionReasons, type ServiceRequest } from '../../../modules/requests/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';

export const base = '/account/legalise';

/** Every question, in its order: the first four are answered before anything is kept. */
const questions = [
  'capacity',
  'need',
  'nature',
  'office',
  'document',
  'signatories',
  'places',
  'signature',
  'check',
] as const;
export type Question = (typeof questions)[number];

/** What is wrong, by the id of the control at fault, in the reader's language. */
export type Errors = Readonly<Record<string, string>>;

/** One question: where it stands, the way back, what was wrong, and the question itself. */
export function QuestionPage(props: {
  readonly t: Speak;
  readonly question: Question;
  readonly back: string;
  readonly title: string;
  readonly errors?: Errors;
  /** The request that keeps the answers, once there is one. */
  readonly of?: Pick<ServiceRequest, 'reference' | 'state' | 'correction'>;
  /** What the page says first: that something was done. */
  readonly said?: string | undefined;
  readonly children: ReactNode;
}): ReactElement {
  const { t, question, back, title, errors = {}, of, said, children } = props;
  const place = questions.indexOf(question) + 1;
  const wrong = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <div className="stack stack-loose">
      <BackLink href={back}>{t('legalise.back')}</BackLink>
      <div className="stack stack-tight">
        <Progress value={place} max={questions.length} label={t('legalise.progress-label')} />
        <p className="small muted">
          {t('legalise.progress', { place, total: questions.length })}
          {of && <> · {t('legalise.draft-kept', { reference: of.reference })}</>}
        </p>
      </div>
      {wrong.length > 0 && <ErrorSummary title={t('legalise.errors-title')} errors={wrong} />}
      {said !== undefined && wrong.length === 0 && (
        <Notice state="ok" live="status">
          <p>{said}</p>
        </Notice>
      )}
      <h1>{title}</h1>
      {of?.state === 'returned' && of.correction && <Marks t={t} question={question} correction={of.correction} />}
      {children}
    </div>
  );
}

/** What the office marked of this question, in its words; before the end, everything that it marked. */
function Marks(props: {
  readonly t: Speak;
  readonly question: Question;
  readonly correction: Correction;
}): ReactElement | null {
  const { t, question, correction } = props;
  const here = correction.fields.filter(({ field }) => question === 'check' || field === question);
  if (here.length === 0 && question !== 'check') return null;
  return (
    <Notice state="attention" title={t('legalise.returned')}>
      <ul className="stack stack-tight">
        {here.map(({ field, reason }) => (
          <li key={`${field} ${reason}`}>{t(`requests.mend-${reasonOf(reason)}`)}</li>
        ))}
      </ul>
      {correction.note !== '' && (
        <p>
          <bdi>{correction.note}</bdi>
        </p>
      )}
      {question === 'check' && <p>{t('legalise.returned-line')}</p>}
    </Notice>
  );
}

function reasonOf(reason: string): (typeof correctionReasons)[number] {
  return correctionReasons.find(each => each === reason) ?? 'other';
}

/** A form that posts to `action`, whose sending twice is one sending. */
export function OneForm(props: {
  readonly action: string;
  readonly formToken: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly files?: boolean;
  readonly id?: string;
}): ReactElement {
  const { action, formToken, children, className = 'stack stack-loose', files, id } = props;
  return (
    <form
      className={className}
      method="post"
      action={action}
      noValidate
      id={id}
      {...(files === true && { encType: 'multipart/form-data' })}
    >
      <FormToken value={formToken} />
      <input type="hidden" name="key" value={crypto.randomUUID()} />
      {children}
    </form>
  );
}

/** Goes on to the next question. */
export function Onwards({ t, label }: { readonly t: Speak; readonly label?: string }): ReactElement {
  return (
    <Button variant="primary" big wideOnPhone>
      {label ?? t('legalise.continue')}
    </Button>
  );
}

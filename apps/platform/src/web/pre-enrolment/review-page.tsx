import { Button, ErrorSummary, Name, Notice, Num, VisuallyHidden } from '@shubbak/design';
import type { ReactElement, ReactNode } from 'react';
import {
  type DraftSecret,
  type DraftView,
  type Facts as Declared,
  firstMissing,
  type Guardian,
  isAnswered,
  type Step,
  steps,
  stepsOf,
} from '../../modules/enrolment/index.ts';
import { formatDay } from '../../platform/messages/index.ts';
import { BackLink, FormToken } from '../account/page.tsx';
import { issuersIn } from '../office/client/counter/person/issuers.ts';
import { languageNames } from '../shell/index.ts';
import type { Speak } from './page.tsx';
import { Later, pathOf } from './step-page.tsx';
import { SignaturePicture } from './steps/signature.tsx';

/** The questions that the summary has a line for; the codes are asked with their contacts. */
type Summed = Exclude<Step, 'email-code' | 'phone-code' | 'document-type'>;
const summed = steps.filter(
  (step): step is Summed => step !== 'email-code' && step !== 'phone-code' && step !== 'document-type',
);

/** Everything that was answered, with a link to change each, before it is sent. */
export function ReviewPage(props: {
  readonly t: Speak;
  readonly view: DraftView;
  readonly secret: DraftSecret;
  readonly formToken: string;
  readonly error: string | undefined;
}): ReactElement {
  const { t, view, secret, formToken, error } = props;
  const missing = firstMissing(view);
  const asked = new Set<Step>(stepsOf(view));
  return (
    <div className="stack stack-loose">
      <BackLink href={pathOf(stepsOf(view).at(-1) ?? 'language')}>{t('pre-enrolment.back')}</BackLink>
      {error !== undefined && (
        <ErrorSummary title={t('pre-enrolment.errors-title')} errors={[{ field: 'send', message: error }]} />
      )}
      <h1>{t('pre-enrolment.review')}</h1>
      <p className="lead">{t('pre-enrolment.review-lead')}</p>
      <dl className="summary">
        {summed
          .filter(step => asked.has(step))
          .map(step => (
            <Line key={step} t={t} view={view} step={step} />
          ))}
      </dl>
      {missing === undefined ? (
        <form className="stack" method="post" action="/pre-enrolment/send">
          <FormToken value={formToken} />
          <Notice state="info">
            <p>{t('pre-enrolment.send-line')}</p>
          </Notice>
          <Button id="send" variant="primary" big wideOnPhone>
            {t('pre-enrolment.send')}
          </Button>
        </form>
      ) : (
        <Notice state="attention" title={t('pre-enrolment.missing')}>
          <p>
            <a id="send" className="touch" href={pathOf(missing)}>
              {t(`pre-enrolment.step-${missing}`)}
            </a>
          </p>
        </Notice>
      )}
      <Later t={t} secret={secret} formToken={formToken} />
      <Withdraw t={t} formToken={formToken} action="/pre-enrolment/withdraw" />
    </div>
  );
}

/** Erases everything at once. Asked twice: what is erased does not come back. */
export function Withdraw(props: {
  readonly t: Speak;
  readonly formToken: string;
  readonly action: string;
  readonly children?: ReactNode;
}): ReactElement {
  const { t, formToken, action, children } = props;
  return (
    <details className="disclosure no-print">
      <summary>{t('pre-enrolment.withdraw')}</summary>
      <form className="stack" method="post" action={action}>
        <FormToken value={formToken} />
        {children}
        <p>{t('pre-enrolment.withdraw-line')}</p>
        <Button variant="danger" wideOnPhone>
          {t('pre-enrolment.withdraw-button')}
        </Button>
      </form>
    </details>
  );
}

function Line({ t, view, step }: { readonly t: Speak; readonly view: DraftView; readonly step: Summed }): ReactElement {
  const label = t(`pre-enrolment.line-${step}`);
  const first = step === 'document' ? 'document-type' : step;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {isAnswered(step, view) ? (
          valueOf(t, view, step)
        ) : (
          <span className="muted">{t('pre-enrolment.unanswered')}</span>
        )}
      </dd>
      <dd>
        <a className="touch" href={`${pathOf(first)}?from=review`}>
          {t('pre-enrolment.change')}
          <VisuallyHidden> {label}</VisuallyHidden>
        </a>
      </dd>
    </div>
  );
}

function valueOf(t: Speak, { facts, drawing, consent }: DraftView, step: Summed): ReactNode {
  switch (step) {
    case 'language':
      return languageNames[facts.language];
    case 'notice':
      return (
        <>
          {t('pre-enrolment.agreed')}
          {consent && (
            <>
              <br />
              <a className="small" href={`/pre-enrolment/notice/${consent.noticeVersion}`}>
                {t('pre-enrolment.notice', { version: consent.noticeVersion })}
              </a>
            </>
          )}
        </>
      );
    case 'name':
      return facts.name && <Names name={facts.name} />;
    case 'document':
      return facts.document && <DocumentLine t={t} document={facts.document} />;
    case 'birth':
      return (
        <>
          {formatDay(t.language, facts.birthDate ?? '')}
          <br />
          <Name>{facts.birthPlace}</Name>
        </>
      );
    case 'guardian':
      return facts.guardian && <GuardianLine t={t} guardian={facts.guardian} />;
    case 'address':
      return <Name>{facts.address}</Name>;
    case 'contacts':
      return <ContactLines t={t} facts={facts} />;
    case 'ability':
      return facts.ability && t(`pre-enrolment.ability-${facts.ability}`);
    case 'signature':
      return drawing ? (
        <SignaturePicture sample={drawing} label={t('pre-enrolment.signature-kept')} />
      ) : (
        t('pre-enrolment.signature-at-office')
      );
  }
}

function Names({ name }: { readonly name: Guardian['name'] }): ReactElement {
  return (
    <>
      <bdi lang="ar">{name.arabic}</bdi>
      <br />
      <bdi lang="fr">{name.latin}</bdi>
    </>
  );
}

function DocumentLine(props: {
  readonly t: Speak;
  readonly document: NonNullable<Declared['document']>;
}): ReactElement {
  const { t, document } = props;
  return (
    <>
      {t(`identity.document-${document.type}`)}
      <br />
      <Num>{document.number}</Num> · {issuerIn(t, document.issuer)}
      <br />
      {t('pre-enrolment.until', { day: formatDay(t.language, document.expiresOn) })}
    </>
  );
}

function issuerIn(t: Speak, issuer: string): string {
  return issuersIn(t.language).find(({ value }) => value === issuer)?.label ?? issuer;
}

function GuardianLine({ t, guardian }: { readonly t: Speak; readonly guardian: Guardian }): ReactElement {
  return (
    <>
      <Names name={guardian.name} />
      <br />
      {t(`identity.document-${guardian.document.type}`)} <Num>{guardian.document.number}</Num>
    </>
  );
}

function ContactLines({ t, facts }: { readonly t: Speak; readonly facts: Declared }): ReactNode {
  const contacts = [facts.email, facts.phone].filter(contact => contact !== undefined);
  if (contacts.length === 0) return t('pre-enrolment.no-contacts');
  return contacts.map(contact => (
    <span key={contact}>
      <Num>{contact}</Num> · {t('pre-enrolment.confirmed')}
      <br />
    </span>
  ));
}

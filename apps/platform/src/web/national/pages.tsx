import { Button, Card, Checkbox, ErrorSummary, Facts, LinkButton, Notice, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { AssuranceLevel, Refusal } from '../../kernel/index.ts';
import { formatAccountNumber, nationalNotice, type PendingAnswer, printedDay } from '../../modules/identity/index.ts';
import type { Translator } from '../../platform/messages/index.ts';
import type { MessageKey } from '../catalogue.ts';

type Speak = Translator<MessageKey>;

/** The hidden field by which a form shows that it is of this session; nothing before sign-in. */
function FormToken({ value }: { readonly value: string }): ReactElement | null {
  return value === '' ? null : <input type="hidden" name="form-token" value={value} />;
}

/** The notice of law 09-08 (art. 5): who keeps what, why, and what one may do about it. */
function DataNotice({ t }: { readonly t: Speak }): ReactElement {
  return (
    <Card look="sunken">
      <div className="stack stack-tight" id="notice">
        <h2>{t('national-pages.notice-title')}</h2>
        <p>{t('national-pages.notice')}</p>
      </div>
    </Card>
  );
}

/** Before the walk: what it is, what we are told, and the button. */
export function BeginPage(props: {
  readonly t: Speak;
  readonly formToken: string;
  readonly next: string;
  readonly level: AssuranceLevel | undefined;
  /** Somebody is signed in: they prove again that it is they, or bind their account. */
  readonly signedIn: boolean;
}): ReactElement {
  const { t, formToken, next, level, signedIn } = props;
  return (
    <div className="stack stack-loose">
      <div className="stack stack-tight">
        <h1>{t('national-pages.title')}</h1>
        <p className="lead">{t('national-pages.lead')}</p>
      </div>
      <section className="stack stack-tight">
        <h2>{t('national-pages.told-title')}</h2>
        <p>{t('national-pages.told')}</p>
      </section>
      <DataNotice t={t} />
      <form className="stack" method="post" action="/national/begin">
        <FormToken value={formToken} />
        <input type="hidden" name="next" value={next} />
        {level !== undefined && <input type="hidden" name="level" value={level} />}
        {!signedIn && <Checkbox name="shared" value="1" label={t('national-pages.shared')} />}
        <Button variant="primary" big wideOnPhone>
          {t('national-pages.begin')}
        </Button>
      </form>
      <p>
        <a href="/account">{t(signedIn ? 'national-pages.back' : 'national-pages.other-ways')}</a>
      </p>
    </div>
  );
}

/** Why the walk led to nothing, what is safe, and what to do now. */
export function FailedPage(props: {
  readonly t: Speak;
  readonly refusal: Refusal;
  readonly signedIn: boolean;
}): ReactElement {
  const { t, refusal, signedIn } = props;
  return (
    <div className="stack stack-loose">
      <h1>{t('national-pages.failed-title')}</h1>
      <Notice state="attention" live="alert">
        <p>{t.refusal(refusal)}</p>
      </Notice>
      <div className="row">
        <LinkButton variant="primary" wideOnPhone href="/national">
          {t('national-pages.again')}
        </LinkButton>
        <LinkButton wideOnPhone href="/account">
          {t(signedIn ? 'national-pages.back' : 'national-pages.other-ways')}
        </LinkButton>
      </div>
    </div>
  );
}

/** Whose account is opened or bound, and the person's yes. */
export function ConfirmPage(props: {
  readonly t: Speak;
  readonly formToken: string;
  readonly pending: PendingAnswer;
  readonly error?: string;
}): ReactElement {
  const { t, formToken, pending, error } = props;
  const { kind } = pending;
  return (
    <div className="stack stack-loose">
      <div className="stack stack-tight">
        <h1>{t(`national-pages.confirm-${kind}-title`)}</h1>
        <p className="lead">{t(`national-pages.confirm-${kind}-lead`)}</p>
      </div>
      {error !== undefined && (
        <ErrorSummary title={t('national-pages.errors')} errors={[{ field: 'agree', message: error }]} />
      )}
      <Card>
        <Facts items={factsOf(t, pending)} />
      </Card>
      <DataNotice t={t} />
      <form className="stack" method="post" action="/national/confirm" noValidate>
        <FormToken value={formToken} />
        <input type="hidden" name="notice" value={nationalNotice} />
        <Checkbox
          id="agree"
          name="agree"
          value="1"
          required
          label={t('national-pages.agree')}
          aria-invalid={error === undefined ? undefined : true}
        />
        <Button variant="primary" big wideOnPhone>
          {t(`national-pages.${kind}`)}
        </Button>
      </form>
      <form method="post" action="/national/leave">
        <FormToken value={formToken} />
        <Button variant="quiet">{t('national-pages.not-me')}</Button>
      </form>
    </div>
  );
}

function factsOf(t: Speak, pending: PendingAnswer) {
  const { name, birthDate, documentNumber, documentExpiresOn, accountNumber, level } = pending;
  return [
    {
      label: t('national-pages.name'),
      value: (
        <span className="stack stack-tight">
          <span lang="ar" dir="rtl">
            {name.arabic}
          </span>
          <span lang="fr" dir="ltr">
            {name.latin}
          </span>
        </span>
      ),
    },
    { label: t('national-pages.birth-date'), value: <Num>{printedDay(birthDate)}</Num> },
    { label: t('national-pages.document'), value: <Num>{documentNumber}</Num> },
    { label: t('national-pages.until'), value: <Num>{printedDay(documentExpiresOn)}</Num> },
    ...(accountNumber === null
      ? []
      : [{ label: t('national-pages.account-number'), value: <Num>{formatAccountNumber(accountNumber)}</Num> }]),
    { label: t('national-pages.level'), value: t(`national-pages.level-${level}`) },
  ];
}
